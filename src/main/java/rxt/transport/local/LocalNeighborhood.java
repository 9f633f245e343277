package rxt.transport.local;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import rxt.spmd.Arguments;
import rxt.spmd.CommunicationException;
import rxt.spmd.ElementType;
import rxt.spmd.Neighborhood;
import rxt.spmd.Parts;
import rxt.spmd.Request;
import rxt.spmd.Status;

/**
 * Exchanges with neighbours: all messages begin at once, in a message space of their own. A rank that is a neighbour
 * several times is so in the same order on both sides, for messages of two ranks keep theirs.
 */
final class LocalNeighborhood implements Neighborhood {
    private static final int TAG = 0;

    private final LocalCommunicator comm;
    private final Arguments arguments;
    private final int[] sources;
    private final int[] destinations;
    private final Request[] requests;

    /**
     * @param comm a communicator that nobody else uses
     */
    LocalNeighborhood(LocalCommunicator comm, int[] sources, int[] destinations) {
        this.comm = comm;
        arguments = comm.arguments;
        this.sources = sources.clone();
        this.destinations = destinations.clone();
        requests = new Request[sources.length + destinations.length];
        requireAgreement();
    }

    /** Each rank tells each other one how often it names it. */
    private void requireAgreement() {
        long[] named = new long[comm.size()];
        long[] naming = new long[comm.size()];
        Arrays.stream(destinations).forEach(r -> named[r]++);
        comm.alltoall(MemorySegment.ofArray(named), MemorySegment.ofArray(naming), ElementType.LONG);
        Arrays.stream(sources).forEach(r -> naming[r]--);
        for (int r = 0; r < naming.length; r++) {
            if (naming[r] != 0) {
                throw arguments.refusal("neighborhood: rank " + r + " names this rank as a destination "
                        + (naming[r] > 0 ? "more" : "less") + " often than this rank names it as a source");
            }
        }
    }

    @Override
    public int sources() {
        return sources.length;
    }

    @Override
    public int destinations() {
        return destinations.length;
    }

    @Override
    public void allgather(MemorySegment send, MemorySegment recv, ElementType type) {
        int count = type.count(send.byteSize());
        arguments.equal(send.byteSize() * sources.length, recv.byteSize(), "neighborhood allgather");
        Parts same = new Parts(filled(destinations.length, count), new int[destinations.length], type);
        exchange(send, same, recv, Parts.equal(count, sources.length, type), type);
    }

    @Override
    public void alltoall(MemorySegment send, MemorySegment recv, ElementType type) {
        int count = arguments.neighborParts(send, destinations.length, recv, sources.length, type);
        Parts outgoing = Parts.equal(count, destinations.length, type);
        Parts incoming = Parts.equal(count, sources.length, type);
        exchange(send, outgoing, recv, incoming, type);
    }

    @Override
    public void alltoallv(
            MemorySegment send,
            int[] sendCounts,
            int[] sendDispls,
            MemorySegment recv,
            int[] recvCounts,
            int[] recvDispls,
            ElementType type) {
        Parts outgoing =
                new Parts(sendCounts, sendDispls, type).within(send, destinations.length, "neighborhood alltoallv");
        Parts incoming = new Parts(recvCounts, recvDispls, type).within(recv, sources.length, "neighborhood alltoallv");
        exchange(send, outgoing, recv, incoming, type);
    }

    private void exchange(MemorySegment send, Parts outgoing, MemorySegment recv, Parts incoming, ElementType type) {
        for (int i = 0; i < sources.length; i++) {
            requests[i] = comm.irecv(incoming.of(recv, i), type, sources[i], TAG);
        }
        for (int i = 0; i < destinations.length; i++) {
            requests[sources.length + i] = comm.isend(outgoing.of(send, i), type, destinations[i], TAG);
        }
        awaitAll(recv, incoming);
    }

    /** Awaits every message, the others too where one fails: their buffers are the caller's again afterwards. */
    private void awaitAll(MemorySegment recv, Parts incoming) {
        CommunicationException first = null;
        for (int i = 0; i < requests.length; i++) {
            try {
                Status status = requests[i].await();
                if (i < sources.length) {
                    arguments.equal(status.bytes(), incoming.of(recv, i).byteSize(), "neighborhood exchange");
                }
            } catch (CommunicationException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private static int[] filled(int length, int value) {
        int[] all = new int[length];
        Arrays.fill(all, value);
        return all;
    }

    @Override
    public void close() {
        comm.close();
    }
}
