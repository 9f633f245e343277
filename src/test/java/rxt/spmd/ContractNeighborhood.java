package rxt.spmd;

import static rxt.spmd.CommunicatorContract.LARGE_BYTES;
import static rxt.spmd.CommunicatorContract.demand;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import rxt.spmd.ContractBuffer.Kind;

/** What the contract demands of exchanges among neighbours. */
final class ContractNeighborhood extends ContractFeature {
    ContractNeighborhood(Communicator comm) {
        super(comm, Capability.NEIGHBORHOOD);
    }

    /** Whom each rank sends to; whom it receives from follows, in the order of the ranks. */
    private record Graph(int size, IntFunction<int[]> destinations) {
        int[] sources(int rank) {
            return IntStream.range(0, size)
                    .flatMap(s -> IntStream.of(destinations.apply(s))
                            .filter(d -> d == rank)
                            .map(d -> s))
                    .toArray();
        }

        /** Which of the sender's parts the {@code slot}-th of {@code rank}'s sources delivers. */
        int part(int rank, int slot) {
            int[] sources = sources(rank);
            int before = (int) IntStream.range(0, slot)
                    .filter(k -> sources[k] == sources[slot])
                    .count();
            int[] targets = destinations.apply(sources[slot]);
            return IntStream.range(0, targets.length)
                    .filter(k -> targets[k] == rank)
                    .skip(before)
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Override
    List<Runnable> calls() {
        return List.of(() -> comm.neighborhood(new int[] {left}, new int[] {right}));
    }

    @Override
    void holds() {
        int n = size;
        Graph oneWay = new Graph(n, r -> new int[] {(r + 1) % n});
        Graph star = new Graph(n, r -> r == 0 ? new int[0] : new int[] {0});
        Graph triangle = new Graph(n, r -> IntStream.range(0, r + 1).toArray());
        for (Graph graph : List.of(ring(), oneWay, star, triangle)) {
            on(graph);
        }
        turned();
        refusals();
    }

    /** With one or two ranks a neighbour is there twice. */
    private Graph ring() {
        return new Graph(size, r -> new int[] {(r + 1) % size, (r - 1 + size) % size});
    }

    @Override
    void holdsLarge() {
        Graph ring = ring();
        try (Neighborhood neighbors = comm.neighborhood(ring.sources(rank), ring.destinations.apply(rank))) {
            alltoall(neighbors, ring, ElementType.DOUBLE, Kind.HEAP, LARGE_BYTES / 16);
            alltoall(neighbors, ring, ElementType.LONG, Kind.OFF_HEAP_SLICE, LARGE_BYTES / 16);
        }
    }

    private void on(Graph graph) {
        int[] destinations = graph.destinations.apply(rank);
        try (Neighborhood neighbors = comm.neighborhood(graph.sources(rank), destinations)) {
            demand(neighbors.sources(), graph.sources(rank).length, "number of sources");
            demand(neighbors.destinations(), destinations.length, "number of destinations");
            for (ElementType type : ElementType.values()) {
                for (Kind kind : Kind.values()) {
                    int count = someCount();
                    allgather(neighbors, graph, type, kind, count);
                    alltoall(neighbors, graph, type, kind, count);
                    alltoallv(neighbors, graph, type, kind);
                }
            }
        }
    }

    private void allgather(Neighborhood neighbors, Graph graph, ElementType type, Kind kind, int count) {
        int[] sources = graph.sources(rank);
        ContractBuffer mine = ContractBuffer.of(kind, type, count).fill(i -> value(rank, 0, i));
        ContractBuffer theirs = ContractBuffer.of(kind.next(), type, count * sources.length);
        neighbors.allgather(mine.segment(), theirs.segment(), type);
        theirs.expect("allgather of neighbours", i -> value(sources[i / count], 0, i % count));
    }

    private void alltoall(Neighborhood neighbors, Graph graph, ElementType type, Kind kind, int count) {
        int[] sources = graph.sources(rank);
        int[] parts =
                IntStream.range(0, sources.length).map(k -> graph.part(rank, k)).toArray();
        ContractBuffer mine = ContractBuffer.of(kind, type, count * neighbors.destinations());
        mine.fill(i -> value(rank, i / count, i % count));
        ContractBuffer theirs = ContractBuffer.of(kind.next(), type, count * sources.length);
        neighbors.alltoall(mine.segment(), theirs.segment(), type);
        theirs.expect("alltoall of neighbours", i -> value(sources[i / count], parts[i / count], i % count));
    }

    /** Part k of a rank has 1 + (rank + k) mod 3 elements; parts lie in reverse order with gaps. */
    private void alltoallv(Neighborhood neighbors, Graph graph, ElementType type, Kind kind) {
        int[] sources = graph.sources(rank);
        int out = neighbors.destinations();
        int[] parts =
                IntStream.range(0, sources.length).map(k -> graph.part(rank, k)).toArray();
        int[] sendCounts = IntStream.range(0, out).map(k -> 1 + (rank + k) % 3).toArray();
        int[] sendDispls = IntStream.range(0, out).map(k -> (out - 1 - k) * 4).toArray();
        int in = sources.length;
        int[] recvCounts =
                IntStream.range(0, in).map(k -> 1 + (sources[k] + parts[k]) % 3).toArray();
        int[] recvDispls = IntStream.range(0, in).map(k -> (in - 1 - k) * 5).toArray();
        ContractBuffer mine = ContractBuffer.of(kind, type, 4 * out);
        mine.fill(i -> value(rank, out - 1 - i / 4, i % 4));
        ContractBuffer theirs = ContractBuffer.of(kind.next(), type, 5 * in).fill(i -> 99);
        neighbors.alltoallv(mine.segment(), sendCounts, sendDispls, theirs.segment(), recvCounts, recvDispls, type);
        theirs.expect("alltoallv of neighbours", i -> {
            int k = in - 1 - i / 5;
            return i % 5 < recvCounts[k] ? value(sources[k], parts[k], i % 5) : 99;
        });
    }

    /** The order of the sources is the caller's, not that of the ranks. */
    private void turned() {
        int[] down = IntStream.range(0, size).map(r -> size - 1 - r).toArray();
        int[] up = IntStream.range(0, size).toArray();
        try (Neighborhood neighbors = comm.neighborhood(down, up)) {
            MemorySegment mine = MemorySegment.ofArray(new long[] {rank});
            ContractBuffer theirs = ContractBuffer.of(Kind.OFF_HEAP, ElementType.LONG, size);
            neighbors.allgather(mine, theirs.segment(), ElementType.LONG);
            theirs.expect("allgather of neighbours in descending order", i -> size - 1 - i);
        }
    }

    private void refusals() {
        refused(() -> comm.neighborhood(new int[] {size}, new int[0]), "ranks are 0 to " + (size - 1));
        MemorySegment one = MemorySegment.ofArray(new long[1]);
        try (Neighborhood neighbors = comm.neighborhood(new int[] {left}, new int[] {right})) {
            refused(() -> neighbors.allgather(one, one.asSlice(0, 0), ElementType.LONG), "equally long");
            int[] two = {2};
            int[] zero = {0};
            refused(() -> neighbors.alltoallv(one, two, zero, one, two, zero, ElementType.LONG), "is not inside");
        }
    }
}
