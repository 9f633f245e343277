package rxt.spmd;

import java.lang.foreign.MemorySegment;

/**
 * The ranks with which this one exchanges, as MPI's distributed graph topology (MPI 4.1, section 8.6): part i of a send
 * buffer goes to destination i, part i of a receive buffer comes from source i. All ranks of the communicator call.
 * A rank may be there several times; its parts then meet in order.
 */
public interface Neighborhood extends AutoCloseable {
    /** Number of ranks this one receives from. */
    int sources();

    /** Number of ranks this one sends to. */
    int destinations();

    /** The same buffer to every destination; one part from each source. */
    void allgather(MemorySegment send, MemorySegment recv, ElementType type);

    /** Equal parts to the destinations, equal parts from the sources, all of one length. */
    void alltoall(MemorySegment send, MemorySegment recv, ElementType type);

    /** Parts of given lengths and places; one count and displacement, in elements, per neighbour. */
    void alltoallv(
            MemorySegment send,
            int[] sendCounts,
            int[] sendDispls,
            MemorySegment recv,
            int[] recvCounts,
            int[] recvDispls,
            ElementType type);

    /** Frees it. Collective. */
    @Override
    void close();
}
