package rxt.transport.openmpi;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import mpi.Datatype;
import mpi.Intracomm;
import mpi.MPIException;
import rxt.spmd.ElementType;
import rxt.spmd.Parts;
import rxt.spmd.ReduceOp;

/**
 * Open MPI's own collectives, all of them.
 *
 * <p>One thing is mended: its Java BYTE is unsigned, so minima and maxima of bytes are taken with the sign bit flipped.
 */
abstract class OpenMpiCollectives extends OpenMpiHandle {
    /** Stands for a receive buffer on ranks that have none. */
    protected static final MemorySegment NONE = Arena.global().allocate(Long.BYTES);

    protected final Staging staging;

    OpenMpiCollectives(Intracomm comm, Staging staging) throws MPIException {
        super(comm);
        this.staging = staging;
    }

    /** What a collective combines, and how. */
    record Operation(String call, ElementType type, ReduceOp op) {
        /** Whether the library, whose bytes are unsigned, would take another for the least or greatest. */
        boolean onSignedBytes() {
            return type == ElementType.BYTE && (op == ReduceOp.MIN || op == ReduceOp.MAX);
        }
    }

    @Override
    public void barrier() {
        Native.run("barrier", rank, () -> comm().barrier());
    }

    @Override
    public void bcast(MemorySegment buffer, ElementType type, int root) {
        arguments.root(root, "bcast");
        int count = type.count(buffer.byteSize());
        try (Direct direct = rank == root ? Direct.filled(buffer, staging) : new Direct(buffer, staging)) {
            Native.run("bcast", rank, () -> comm().bcast(direct.buffer(), count, Native.of(type), root));
            if (rank != root) {
                direct.writeBack();
            }
        }
    }

    @Override
    public void gather(MemorySegment send, MemorySegment recv, ElementType type, int root) {
        arguments.root(root, "gather");
        int count = type.count(send.byteSize());
        Datatype datatype = Native.of(type);
        if (rank != root) {
            exchange("gather", read(send), write(NONE), (from, into) -> comm().gather(from, count, datatype, root));
            return;
        }
        arguments.equal(send.byteSize() * size, recv.byteSize(), "gather");
        exchange(
                "gather",
                read(send),
                write(recv),
                (from, into) -> comm().gather(from, count, datatype, into, count, datatype, root));
    }

    @Override
    public void gatherv(
            MemorySegment send, MemorySegment recv, int[] counts, int[] displs, ElementType type, int root) {
        arguments.root(root, "gatherv");
        int count = type.count(send.byteSize());
        Datatype datatype = Native.of(type);
        if (rank != root) {
            exchange("gatherv", read(send), write(NONE), (from, into) -> comm().gatherv(from, count, datatype, root));
            return;
        }
        Parts parts = new Parts(counts, displs, type).within(recv, size, "gatherv");
        arguments.equal(send, parts.of(recv, rank), "gatherv");
        exchange(
                "gatherv",
                read(send),
                read(recv),
                (from, into) -> comm().gatherv(from, count, datatype, into, counts, displs, datatype, root));
    }

    @Override
    public void allgather(MemorySegment send, MemorySegment recv, ElementType type) {
        int count = type.count(send.byteSize());
        arguments.equal(send.byteSize() * size, recv.byteSize(), "allgather");
        Datatype datatype = Native.of(type);
        exchange(
                "allgather",
                read(send),
                write(recv),
                (from, into) -> comm().allGather(from, count, datatype, into, count, datatype));
    }

    @Override
    public void allgatherv(MemorySegment send, MemorySegment recv, int[] counts, int[] displs, ElementType type) {
        Parts parts = new Parts(counts, displs, type).within(recv, size, "allgatherv");
        arguments.equal(send, parts.of(recv, rank), "allgatherv");
        int count = type.count(send.byteSize());
        Datatype datatype = Native.of(type);
        exchange(
                "allgatherv",
                read(send),
                read(recv),
                (from, into) -> comm().allGatherv(from, count, datatype, into, counts, displs, datatype));
    }

    @Override
    public void scatter(MemorySegment send, MemorySegment recv, ElementType type, int root) {
        arguments.root(root, "scatter");
        int count = type.count(recv.byteSize());
        Datatype datatype = Native.of(type);
        if (rank != root) {
            exchange("scatter", read(NONE), write(recv), (from, into) -> comm().scatter(into, count, datatype, root));
            return;
        }
        arguments.equal(send.byteSize(), recv.byteSize() * size, "scatter");
        exchange(
                "scatter",
                read(send),
                write(recv),
                (from, into) -> comm().scatter(from, count, datatype, into, count, datatype, root));
    }

    @Override
    public void scatterv(
            MemorySegment send, int[] counts, int[] displs, MemorySegment recv, ElementType type, int root) {
        arguments.root(root, "scatterv");
        int count = type.count(recv.byteSize());
        Datatype datatype = Native.of(type);
        if (rank != root) {
            exchange("scatterv", read(NONE), write(recv), (from, into) -> comm().scatterv(into, count, datatype, root));
            return;
        }
        Parts parts = new Parts(counts, displs, type).within(send, size, "scatterv");
        arguments.equal(parts.of(send, rank), recv, "scatterv");
        exchange(
                "scatterv",
                read(send),
                write(recv),
                (from, into) -> comm().scatterv(from, counts, displs, datatype, into, count, datatype, root));
    }

    @Override
    public void alltoall(MemorySegment send, MemorySegment recv, ElementType type) {
        int count = arguments.equalParts(send, recv, type, "alltoall");
        Datatype datatype = Native.of(type);
        exchange(
                "alltoall",
                read(send),
                write(recv),
                (from, into) -> comm().allToAll(from, count, datatype, into, count, datatype));
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
        Parts outgoing = new Parts(sendCounts, sendDispls, type).within(send, size, "alltoallv");
        Parts incoming = new Parts(recvCounts, recvDispls, type).within(recv, size, "alltoallv");
        arguments.equal(outgoing.of(send, rank), incoming.of(recv, rank), "alltoallv");
        Datatype datatype = Native.of(type);
        exchange(
                "alltoallv",
                read(send),
                read(recv),
                (from, into) -> comm().allToAllv(
                                from, sendCounts, sendDispls, datatype, into, recvCounts, recvDispls, datatype));
    }

    @Override
    public void reduce(MemorySegment send, MemorySegment recv, ElementType type, ReduceOp op, int root) {
        arguments.root(root, "reduce");
        MemorySegment result = rank == root ? recv : null;
        reduction(
                new Operation("reduce", type, op),
                send,
                result,
                (from, into) ->
                        comm().reduce(from, into, type.count(send.byteSize()), Native.of(type), Native.of(op), root));
    }

    @Override
    public void allreduce(MemorySegment send, MemorySegment recv, ElementType type, ReduceOp op) {
        reduction(
                new Operation("allreduce", type, op),
                send,
                recv,
                (from, into) ->
                        comm().allReduce(from, into, type.count(send.byteSize()), Native.of(type), Native.of(op)));
    }

    @Override
    public void scan(MemorySegment send, MemorySegment recv, ElementType type, ReduceOp op) {
        reduction(
                new Operation("scan", type, op),
                send,
                recv,
                (from, into) -> comm().scan(from, into, type.count(send.byteSize()), Native.of(type), Native.of(op)));
    }

    @Override
    public void exscan(MemorySegment send, MemorySegment recv, ElementType type, ReduceOp op) {
        arguments.reduction(send, recv, type, op, "exscan");
        MemorySegment result = rank > 0 ? recv : null;
        reduction(
                new Operation("exscan", type, op),
                send,
                result,
                (from, into) -> comm().exScan(from, into, type.count(send.byteSize()), Native.of(type), Native.of(op)));
    }

    /**
     * A collective that combines.
     *
     * @param recv null where this rank receives nothing
     */
    private void reduction(Operation operation, MemorySegment send, MemorySegment recv, Native.Exchange exchange) {
        arguments.reduction(send, recv == null ? send : recv, operation.type, operation.op, operation.call);
        boolean flipped = operation.onSignedBytes();
        try (Direct from = flipped ? Direct.copied(send, staging) : read(send);
                Direct into = write(recv == null ? NONE : recv)) {
            if (flipped) {
                flipSigns(from.memory());
            }
            Native.run(operation.call, rank, () -> exchange.run(from.buffer(), into.buffer()));
            if (recv != null) {
                if (flipped) {
                    flipSigns(into.memory());
                }
                into.writeBack();
            }
        }
    }

    protected static void flipSigns(MemorySegment bytes) {
        for (long i = 0; i < bytes.byteSize(); i++) {
            bytes.set(ValueLayout.JAVA_BYTE, i, (byte) (bytes.get(ValueLayout.JAVA_BYTE, i) ^ Byte.MIN_VALUE));
        }
    }

    private void exchange(String call, Direct send, Direct recv, Native.Exchange exchange) {
        try (send;
                recv) {
            Native.run(call, rank, () -> exchange.run(send.buffer(), recv.buffer()));
            recv.writeBack();
        }
    }

    protected Direct read(MemorySegment segment) {
        return Direct.filled(segment, staging);
    }

    protected Direct write(MemorySegment segment) {
        return new Direct(segment, staging);
    }
}
