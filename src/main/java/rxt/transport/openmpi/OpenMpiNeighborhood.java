package rxt.transport.openmpi;

import java.lang.foreign.MemorySegment;
import mpi.Datatype;
import mpi.GraphComm;
import rxt.spmd.Arguments;
import rxt.spmd.ElementType;
import rxt.spmd.Neighborhood;
import rxt.spmd.Parts;

/** A distributed graph communicator of the library. */
final class OpenMpiNeighborhood implements Neighborhood {
    private final GraphComm graph;
    private final Staging staging;
    private final Arguments arguments;
    private final int sources;
    private final int destinations;

    OpenMpiNeighborhood(GraphComm graph, Staging staging, Arguments arguments, int sources, int destinations) {
        this.graph = graph;
        this.staging = staging;
        this.arguments = arguments;
        this.sources = sources;
        this.destinations = destinations;
    }

    @Override
    public int sources() {
        return sources;
    }

    @Override
    public int destinations() {
        return destinations;
    }

    private void exchange(String call, MemorySegment send, Direct recv, Native.Exchange exchange) {
        try (Direct from = Direct.filled(send, staging);
                recv) {
            Native.run(call + " of neighbours", arguments.rank(), () -> exchange.run(from.buffer(), recv.buffer()));
            recv.writeBack();
        }
    }

    @Override
    public void allgather(MemorySegment send, MemorySegment recv, ElementType type) {
        int count = type.count(send.byteSize());
        arguments.equal(send.byteSize() * sources, recv.byteSize(), "allgather of neighbours");
        Datatype datatype = Native.of(type);
        exchange(
                "allgather",
                send,
                new Direct(recv, staging),
                (from, into) -> graph.neighborAllGather(from, count, datatype, into, count, datatype));
    }

    @Override
    public void alltoall(MemorySegment send, MemorySegment recv, ElementType type) {
        int count = arguments.neighborParts(send, destinations, recv, sources, type);
        Datatype datatype = Native.of(type);
        exchange(
                "alltoall",
                send,
                new Direct(recv, staging),
                (from, into) -> graph.neighborAllToAll(from, count, datatype, into, count, datatype));
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
        new Parts(sendCounts, sendDispls, type).within(send, destinations, "alltoallv of neighbours");
        new Parts(recvCounts, recvDispls, type).within(recv, sources, "alltoallv of neighbours");
        Datatype datatype = Native.of(type);
        exchange(
                "alltoallv",
                send,
                Direct.filled(recv, staging),
                (from, into) -> graph.neighborAllToAllv(
                        from, sendCounts, sendDispls, datatype, into, recvCounts, recvDispls, datatype));
    }

    @Override
    public void close() {
        Native.run("free of a neighbourhood", arguments.rank(), graph::free);
    }
}
