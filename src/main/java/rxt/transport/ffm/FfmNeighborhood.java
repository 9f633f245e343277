package rxt.transport.ffm;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.stream.IntStream;
import rxt.spmd.Arguments;
import rxt.spmd.ElementType;
import rxt.spmd.Neighborhood;
import rxt.spmd.Parts;

/** A communicator of the library with a distributed graph. */
final class FfmNeighborhood implements Neighborhood {
    private final long graph;
    private final Arguments arguments;
    private final int sources;
    private final int destinations;

    private FfmNeighborhood(long graph, Arguments arguments, int sources, int destinations) {
        this.graph = graph;
        this.arguments = arguments;
        this.sources = sources;
        this.destinations = destinations;
    }

    static FfmNeighborhood of(long comm, Arguments arguments, int[] sources, int[] destinations) {
        IntStream.concat(IntStream.of(sources), IntStream.of(destinations))
                .forEach(r -> arguments.target("neighbourhood with", r));
        Scratch scratch = Scratch.mine();
        int longest = Math.max(Math.max(sources.length, destinations.length), 1);
        // All weigh the same: what the libraries pass for no weights differs even between those of one ABI.
        int[] weights = new int[longest];
        Arrays.fill(weights, 1);
        try (Arena arena = Arena.ofConfined()) {
            long weight = arena.allocateFrom(ValueLayout.JAVA_INT, weights).address();
            long in = arena.allocateFrom(ValueLayout.JAVA_INT, Arrays.copyOf(sources, longest))
                    .address();
            long out = arena.allocateFrom(ValueLayout.JAVA_INT, Arrays.copyOf(destinations, longest))
                    .address();
            int code = GraphCalls.adjacent(
                    comm,
                    sources.length,
                    in,
                    weight,
                    destinations.length,
                    out,
                    weight,
                    Mpi.handle(Handle.INFO_NULL),
                    0,
                    scratch.out);
            check(code, arguments, "neighbourhood");
        }
        long graph = scratch.outHandle();
        check(SetupCalls.errhandler(graph, Mpi.handle(Handle.ERRORS_RETURN)), arguments, "neighbourhood");
        return new FfmNeighborhood(graph, arguments, sources.length, destinations.length);
    }

    private static void check(int code, Arguments arguments, String call) {
        if (code != 0) {
            throw Mpi.failure(code, arguments.rank(), call);
        }
    }

    @Override
    public int sources() {
        return sources;
    }

    @Override
    public int destinations() {
        return destinations;
    }

    @Override
    public void allgather(MemorySegment send, MemorySegment recv, ElementType type) {
        Scratch scratch = Scratch.mine();
        int count = type.count(send.byteSize());
        arguments.equal(send.byteSize() * sources, recv.byteSize(), "allgather of neighbours");
        MemorySegment from = scratch.read(send);
        MemorySegment into = scratch.write(recv);
        long datatype = Mpi.of(type);
        int code = GraphCalls.allgather(from.address(), count, datatype, into.address(), count, datatype, graph);
        scratch.fetch(into, recv, code == 0 ? recv.byteSize() : 0);
        scratch.release(from, send);
        scratch.release(into, recv);
        check(code, arguments, "allgather of neighbours");
    }

    @Override
    public void alltoall(MemorySegment send, MemorySegment recv, ElementType type) {
        Scratch scratch = Scratch.mine();
        int count = arguments.neighborParts(send, destinations, recv, sources, type);
        MemorySegment from = scratch.read(send);
        MemorySegment into = scratch.write(recv);
        long datatype = Mpi.of(type);
        int code = GraphCalls.alltoall(from.address(), count, datatype, into.address(), count, datatype, graph);
        scratch.fetch(into, recv, code == 0 ? recv.byteSize() : 0);
        scratch.release(from, send);
        scratch.release(into, recv);
        check(code, arguments, "alltoall of neighbours");
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
        Scratch scratch = Scratch.mine();
        Parts outgoing = new Parts(sendCounts, sendDispls, type).within(send, destinations, "alltoallv of neighbours");
        Parts incoming = new Parts(recvCounts, recvDispls, type).within(recv, sources, "alltoallv of neighbours");
        long datatype = Mpi.of(type);
        PartedBuffer from = PartedBuffer.read(scratch, send, outgoing);
        PartedBuffer into = PartedBuffer.write(scratch, recv, incoming);
        int code = GraphCalls.alltoallv(
                from.address(),
                from.counts(),
                from.displs(),
                datatype,
                into.address(),
                into.counts(),
                into.displs(),
                datatype,
                graph);
        from.release();
        if (code == 0) {
            into.fetch(incoming, sources);
        }
        into.release();
        check(code, arguments, "alltoallv of neighbours");
    }

    @Override
    public void close() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment handle = Mpi.handleIn(arena, graph);
            check(GraphCalls.free(handle.address()), arguments, "free of a neighbourhood");
        }
    }
}
