package rxt.spmd;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.Set;

/**
 * A group of ranks that exchange messages: MPI's communicator in MPI's words (MPI 4.1, chapters 3 and 6).
 *
 * <p>A buffer is a {@link MemorySegment}, off-heap or over a primitive array, and holds a whole number of elements of
 * its {@link ElementType}; its length is the count. Counts and displacements of the {@code v} collectives are in
 * elements. Every rank calls a collective with the same type, operation and root, in the same order. Send and receive
 * buffers of one call must not overlap, and the arena of an off-heap buffer stays open until the call has returned, for
 * requests until {@code await()} or {@code test()} has said that it is complete: the library goes on to use the memory,
 * and where the arena was closed before, it is that of others or of nobody, which no transport notices in time. Errors
 * are {@link CommunicationException}s. Conveniences on arrays and single values are in {@link ArrayCommunicator}, which
 * this interface extends.
 *
 * <p>{@link #threadLevel} says which threads of a rank may call, {@link #capabilities} which of the calls beyond blocking
 * messages and collectives there are.
 */
public non-sealed interface Communicator extends ArrayCommunicator, NonBlockingCollectives, AutoCloseable {
    /** Matches a message of any sender. */
    int ANY_SOURCE = -1;

    /** Matches a message with any tag; tags of messages are 0 or more. */
    int ANY_TAG = -1;

    /** A neighbour that is not there: sends to it vanish, receives from it complete at once and change nothing. */
    int PROC_NULL = -2;

    /** This rank, 0 ≤ rank &lt; size. */
    int rank();

    /** Number of ranks. */
    int size();

    /**
     * The same ranks under the name of what their messages are for, such as {@code halo exchange}: where time is taken, all
     * calls count by that name. A communicator whose time is not taken is itself; only the one it was made of is closed.
     */
    default Communicator as(String purpose) {
        return this;
    }

    /** Which threads of this rank may call; at least {@link ThreadLevel#SERIALIZED} unless the library has less. */
    ThreadLevel threadLevel();

    /** What this transport can do beyond blocking messages and collectives. */
    Set<Capability> capabilities();

    /** Blocking standard send; returns when the buffer may be used again. */
    void send(MemorySegment buffer, ElementType type, int dest, int tag);

    /** Blocking receive into a buffer at least as long as the message. A longer message is an error. */
    Status recv(MemorySegment buffer, ElementType type, int source, int tag);

    Request isend(MemorySegment buffer, ElementType type, int dest, int tag);

    Request irecv(MemorySegment buffer, ElementType type, int source, int tag);

    /**
     * A message whose elements lie as {@code type} says, from the buffer's beginning; the receiver may lay them out
     * otherwise.
     */
    default Request isend(MemorySegment buffer, VectorType type, int dest, int tag) {
        throw Capability.VECTOR_TYPES.missing();
    }

    /** As {@link #isend(MemorySegment, VectorType, int, int)}; memory between the blocks is left as it was. */
    default Request irecv(MemorySegment buffer, VectorType type, int source, int tag) {
        throw Capability.VECTOR_TYPES.missing();
    }

    /** A send to be started any number of times. */
    default PersistentRequest sendInit(MemorySegment buffer, ElementType type, int dest, int tag) {
        throw Capability.PERSISTENT_REQUESTS.missing();
    }

    /** A receive to be started any number of times. */
    default PersistentRequest recvInit(MemorySegment buffer, ElementType type, int source, int tag) {
        throw Capability.PERSISTENT_REQUESTS.missing();
    }

    /** A send and a receive that cannot deadlock each other. */
    default Status sendrecv(
            MemorySegment send, int dest, int sendTag, MemorySegment recv, int source, int recvTag, ElementType type) {
        Request incoming = irecv(recv, type, source, recvTag);
        Request outgoing = isend(send, type, dest, sendTag);
        Status status = incoming.await();
        outgoing.await();
        return status;
    }

    /** Waits until a matching message could be received, without receiving it. */
    Status probe(int source, int tag);

    /** As {@link #probe}, but empty at once where there is none. */
    Optional<Status> iprobe(int source, int tag);

    void barrier();

    /** Copies the root's buffer to every rank. */
    void bcast(MemorySegment buffer, ElementType type, int root);

    /** Combines the ranks' buffers element by element into the root's {@code recv}; ignored elsewhere. */
    void reduce(MemorySegment send, MemorySegment recv, ElementType type, ReduceOp op, int root);

    void allreduce(MemorySegment send, MemorySegment recv, ElementType type, ReduceOp op);

    /** Collects equally long buffers in rank order at the root. */
    void gather(MemorySegment send, MemorySegment recv, ElementType type, int root);

    /** Collects {@code counts[r]} elements of each rank r at {@code displs[r]} of the root's {@code recv}. */
    void gatherv(MemorySegment send, MemorySegment recv, int[] counts, int[] displs, ElementType type, int root);

    void allgather(MemorySegment send, MemorySegment recv, ElementType type);

    void allgatherv(MemorySegment send, MemorySegment recv, int[] counts, int[] displs, ElementType type);

    /** Deals the root's {@code send} in equal parts, in rank order. */
    void scatter(MemorySegment send, MemorySegment recv, ElementType type, int root);

    void scatterv(MemorySegment send, int[] counts, int[] displs, MemorySegment recv, ElementType type, int root);

    /** Part r of {@code send} goes to rank r; part r of {@code recv} comes from rank r. */
    void alltoall(MemorySegment send, MemorySegment recv, ElementType type);

    void alltoallv(
            MemorySegment send,
            int[] sendCounts,
            int[] sendDispls,
            MemorySegment recv,
            int[] recvCounts,
            int[] recvDispls,
            ElementType type);

    /** Inclusive prefix: rank r receives the combination of ranks 0…r. */
    void scan(MemorySegment send, MemorySegment recv, ElementType type, ReduceOp op);

    /** Exclusive prefix: rank r receives the combination of ranks 0…r−1; rank 0's {@code recv} is left as it was. */
    void exscan(MemorySegment send, MemorySegment recv, ElementType type, ReduceOp op);

    /**
     * Ranks of equal {@code color} form a new communicator, ordered by {@code key}, then by rank. Collective; to be
     * closed, since libraries have but a few thousand at a time.
     *
     * @param color 0 or more
     */
    Communicator split(int color, int key);

    /**
     * A graph of neighbours for exchanges among them. Collective; who names whom must agree.
     *
     * @param sources ranks this one receives from, in the order of its receive buffers
     * @param destinations ranks this one sends to, in the order of its send buffers
     */
    default Neighborhood neighborhood(int[] sources, int[] destinations) {
        throw Capability.NEIGHBORHOOD.missing();
    }

    /** The ranks that can share memory with this one, in the order of their ranks. Collective; to be closed. */
    default Communicator splitShared() {
        throw Capability.SHARED_MEMORY.missing();
    }

    /**
     * Memory that all ranks of this communicator, which must be of one node, address directly. Collective.
     *
     * @param bytes length of this rank's own part, 0 or more
     */
    default SharedWindow shared(long bytes) {
        throw Capability.SHARED_MEMORY.missing();
    }

    /**
     * Memory that every rank of this communicator reads and writes by one-sided calls. Collective.
     *
     * @param bytes length of this rank's own memory, 0 or more
     */
    default Window window(long bytes) {
        throw Capability.ONE_SIDED.missing();
    }

    /** Ends every rank of the launch, at once and without a result. Does not return. */
    void abort(int exitCode);

    /**
     * Frees what was split off. Collective, after all calls on it are complete and what was made of it (windows,
     * neighbourhoods, persistent requests) is closed. Later calls are an {@link IllegalStateException}, but closing again
     * is harmless. So is closing the communicator of all ranks an IllegalStateException: it ends with the launch.
     */
    @Override
    void close();
}
