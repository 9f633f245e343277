package rxt.transport.ffm;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.stream.IntStream;
import rxt.spmd.Arguments;
import rxt.spmd.ElementType;
import rxt.spmd.Neighborhood;
import rxt.spmd.Parts;

/**
 * A neighbourhood in which a rank is a neighbour several times, as in a ring of two: exchanges one message with each,
 * its parts one behind the other. Open MPI would match repeated parts in order, MPICH in reverse.
 */
final class RepeatedNeighbors implements Neighborhood {
    private final Neighborhood once;
    private final Arguments arguments;
    private final int[] sources;
    private final int[] destinations;

    /**
     * @param once the same neighbourhood, each neighbour once, in the order of its first appearance
     */
    RepeatedNeighbors(Neighborhood once, Arguments arguments, int[] sources, int[] destinations) {
        this.once = once;
        this.arguments = arguments;
        this.sources = sources.clone();
        this.destinations = destinations.clone();
    }

    /** Each neighbour once, in the order of its first appearance. */
    static int[] distinct(int[] ranks) {
        return IntStream.of(ranks).distinct().toArray();
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
        long bytes = send.byteSize();
        arguments.equal(bytes * sources.length, recv.byteSize(), "allgather of neighbours");
        int[] distinct = distinct(sources);
        MemorySegment all = MemorySegment.ofArray(new byte[Math.toIntExact(bytes * distinct.length)]);
        once.allgather(send, all, type);
        for (int u = 0; u < distinct.length; u++) {
            for (int k = 0; k < sources.length; k++) {
                if (sources[k] == distinct[u]) {
                    MemorySegment.copy(all, u * bytes, recv, k * bytes, bytes);
                }
            }
        }
    }

    @Override
    public void alltoall(MemorySegment send, MemorySegment recv, ElementType type) {
        int count = arguments.neighborParts(send, destinations.length, recv, sources.length, type);
        Parts outgoing = Parts.equal(count, destinations.length, type);
        Parts incoming = Parts.equal(count, sources.length, type);
        alltoallv(send, outgoing.counts(), outgoing.displs(), recv, incoming.counts(), incoming.displs(), type);
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
                new Parts(sendCounts, sendDispls, type).within(send, destinations.length, "alltoallv of neighbours");
        Parts incoming =
                new Parts(recvCounts, recvDispls, type).within(recv, sources.length, "alltoallv of neighbours");
        int[] outCounts = summed(destinations, sendCounts);
        int[] inCounts = summed(sources, recvCounts);
        MemorySegment out = room(outCounts, type);
        MemorySegment in = room(inCounts, type);
        inOrder(destinations, (k, at) -> at + copy(outgoing.of(send, k), out, at));
        once.alltoallv(out, outCounts, places(outCounts), in, inCounts, places(inCounts), type);
        inOrder(sources, (k, at) -> {
            MemorySegment part = incoming.of(recv, k);
            part.copyFrom(in.asSlice(at, part.byteSize()));
            return at + part.byteSize();
        });
    }

    /** What happens to one part, at a place in the message of its rank. */
    private interface Step {
        long next(int part, long place);
    }

    /** All parts, in the order in which they lie one behind the other. */
    private static void inOrder(int[] ranks, Step step) {
        long place = 0;
        for (int rank : distinct(ranks)) {
            for (int k = 0; k < ranks.length; k++) {
                place = ranks[k] == rank ? step.next(k, place) : place;
            }
        }
    }

    private static long copy(MemorySegment part, MemorySegment out, long at) {
        MemorySegment.copy(part, 0, out, at, part.byteSize());
        return part.byteSize();
    }

    private static int[] summed(int[] ranks, int[] counts) {
        return Arrays.stream(distinct(ranks))
                .map(rank -> IntStream.range(0, ranks.length)
                        .filter(k -> ranks[k] == rank)
                        .map(k -> counts[k])
                        .sum())
                .toArray();
    }

    private static int[] places(int[] counts) {
        int[] places = new int[counts.length];
        for (int u = 1; u < places.length; u++) {
            places[u] = Math.addExact(places[u - 1], counts[u - 1]);
        }
        return places;
    }

    private static MemorySegment room(int[] counts, ElementType type) {
        long elements = IntStream.of(counts).asLongStream().sum();
        return MemorySegment.ofArray(new byte[Math.toIntExact(elements * type.bytes())]);
    }

    @Override
    public void close() {
        once.close();
    }
}
