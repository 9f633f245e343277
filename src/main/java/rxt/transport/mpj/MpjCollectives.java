package rxt.transport.mpj;

import java.lang.foreign.MemorySegment;
import mpi.Intracomm;
import rxt.spmd.Arguments;
import rxt.spmd.CollectivesOverMessages;
import rxt.spmd.CommunicationException;
import rxt.spmd.ElementType;
import rxt.spmd.Parts;
import rxt.spmd.ReduceOp;

/**
 * MPJ Express' own collectives, as far as they are right.
 *
 * <p>They mix up the offsets of their arrays, or ignore them, so arrays go in as they are only where the offset is 0; and
 * gather writes into the receive buffer of every rank, not only the root's.
 */
abstract class MpjCollectives extends CollectivesOverMessages {
    protected final Intracomm comm;
    protected final Arguments arguments;

    MpjCollectives(Intracomm comm, Arguments arguments) {
        super(arguments);
        this.comm = comm;
        this.arguments = arguments;
    }

    @Override
    public int rank() {
        return arguments.rank();
    }

    @Override
    public int size() {
        return arguments.size();
    }

    @Override
    public void barrier() {
        run("barrier", comm::Barrier);
    }

    @Override
    public void bcast(MemorySegment buffer, ElementType type, int root) {
        arguments().root(root, "bcast");
        Elements it = Elements.reading(buffer, type);
        run("bcast", () -> comm.Bcast(it.array(), it.offset(), it.count(), it.datatype(), root));
        it.writeBack();
    }

    @Override
    public void gather(MemorySegment send, MemorySegment recv, ElementType type, int root) {
        arguments().root(root, "gather");
        if (rank() == root) {
            arguments().equal(send.byteSize() * size(), recv.byteSize(), "gather");
        }
        Elements from = Elements.atZero(send, type);
        Elements into = rank() == root ? Elements.atZero(recv, type) : Elements.copied(recv, type);
        run(
                "gather",
                () -> comm.Gather(
                        from.array(),
                        from.offset(),
                        from.count(),
                        from.datatype(),
                        into.array(),
                        into.offset(),
                        from.count(),
                        into.datatype(),
                        root));
        if (rank() == root) {
            into.writeBack();
        }
    }

    @Override
    public void gatherv(
            MemorySegment send, MemorySegment recv, int[] counts, int[] displs, ElementType type, int root) {
        arguments().root(root, "gatherv");
        if (rank() == root) {
            Parts parts = new Parts(counts, displs, type).within(recv, size(), "gatherv");
            arguments().equal(send, parts.of(recv, rank()), "gatherv");
        }
        Elements from = Elements.atZero(send, type);
        Elements into = rank() == root ? Elements.atZero(recv, type) : Elements.copied(recv, type);
        run(
                "gatherv",
                () -> comm.Gatherv(
                        from.array(),
                        from.offset(),
                        from.count(),
                        from.datatype(),
                        into.array(),
                        into.offset(),
                        counts,
                        displs,
                        into.datatype(),
                        root));
        if (rank() == root) {
            into.writeBack();
        }
    }

    @Override
    public void allgather(MemorySegment send, MemorySegment recv, ElementType type) {
        arguments().equal(send.byteSize() * size(), recv.byteSize(), "allgather");
        Elements from = Elements.atZero(send, type);
        Elements into = Elements.atZero(recv, type);
        run(
                "allgather",
                () -> comm.Allgather(
                        from.array(),
                        from.offset(),
                        from.count(),
                        from.datatype(),
                        into.array(),
                        into.offset(),
                        from.count(),
                        into.datatype()));
        into.writeBack();
    }

    @Override
    public void allgatherv(MemorySegment send, MemorySegment recv, int[] counts, int[] displs, ElementType type) {
        Parts parts = new Parts(counts, displs, type).within(recv, size(), "allgatherv");
        arguments().equal(send, parts.of(recv, rank()), "allgatherv");
        Elements from = Elements.atZero(send, type);
        Elements into = Elements.atZero(recv, type);
        run(
                "allgatherv",
                () -> comm.Allgatherv(
                        from.array(),
                        from.offset(),
                        from.count(),
                        from.datatype(),
                        into.array(),
                        into.offset(),
                        counts,
                        displs,
                        into.datatype()));
        into.writeBack();
    }

    @Override
    public void scatter(MemorySegment send, MemorySegment recv, ElementType type, int root) {
        arguments().root(root, "scatter");
        if (rank() == root) {
            arguments().equal(send.byteSize(), recv.byteSize() * size(), "scatter");
        }
        Elements from = Elements.atZero(send, type);
        Elements into = Elements.atZero(recv, type);
        run(
                "scatter",
                () -> comm.Scatter(
                        from.array(),
                        from.offset(),
                        into.count(),
                        from.datatype(),
                        into.array(),
                        into.offset(),
                        into.count(),
                        into.datatype(),
                        root));
        into.writeBack();
    }

    @Override
    public void scatterv(
            MemorySegment send, int[] counts, int[] displs, MemorySegment recv, ElementType type, int root) {
        arguments().root(root, "scatterv");
        if (rank() == root) {
            Parts parts = new Parts(counts, displs, type).within(send, size(), "scatterv");
            arguments().equal(parts.of(send, rank()), recv, "scatterv");
        }
        Elements from = Elements.atZero(send, type);
        Elements into = Elements.atZero(recv, type);
        run(
                "scatterv",
                () -> comm.Scatterv(
                        from.array(),
                        from.offset(),
                        counts,
                        displs,
                        from.datatype(),
                        into.array(),
                        into.offset(),
                        into.count(),
                        into.datatype(),
                        root));
        into.writeBack();
    }

    @Override
    public void alltoall(MemorySegment send, MemorySegment recv, ElementType type) {
        int count = arguments().equalParts(send, recv, type, "alltoall");
        Elements from = Elements.atZero(send, type);
        Elements into = Elements.atZero(recv, type);
        run(
                "alltoall",
                () -> comm.Alltoall(
                        from.array(),
                        from.offset(),
                        count,
                        from.datatype(),
                        into.array(),
                        into.offset(),
                        count,
                        into.datatype()));
        into.writeBack();
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
        Parts outgoing = new Parts(sendCounts, sendDispls, type).within(send, size(), "alltoallv");
        Parts incoming = new Parts(recvCounts, recvDispls, type).within(recv, size(), "alltoallv");
        arguments().equal(outgoing.of(send, rank()), incoming.of(recv, rank()), "alltoallv");
        Elements from = Elements.atZero(send, type);
        Elements into = Elements.atZero(recv, type);
        run(
                "alltoallv",
                () -> comm.Alltoallv(
                        from.array(),
                        from.offset(),
                        sendCounts,
                        sendDispls,
                        from.datatype(),
                        into.array(),
                        into.offset(),
                        recvCounts,
                        recvDispls,
                        into.datatype()));
        into.writeBack();
    }

    @Override
    public void reduce(MemorySegment send, MemorySegment recv, ElementType type, ReduceOp op, int root) {
        arguments().root(root, "reduce");
        arguments().reduction(send, rank() == root ? recv : send, type, op, "reduce");
        if (Operations.isWrong(op)) {
            super.reduce(send, recv, type, op, root);
            return;
        }
        Elements from = Elements.atZero(send, type);
        Elements into = rank() == root ? Elements.atZero(recv, type) : Elements.copied(send, type);
        run(
                "reduce",
                () -> comm.Reduce(
                        from.array(), 0, into.array(), 0, from.count(), from.datatype(), Operations.of(op), root));
        if (rank() == root) {
            into.writeBack();
        }
    }

    @Override
    public void allreduce(MemorySegment send, MemorySegment recv, ElementType type, ReduceOp op) {
        arguments().reduction(send, recv, type, op, "allreduce");
        if (Operations.isWrong(op)) {
            super.allreduce(send, recv, type, op);
            return;
        }
        Elements from = Elements.atZero(send, type);
        Elements into = Elements.atZero(recv, type);
        run(
                "allreduce",
                () -> comm.Allreduce(
                        from.array(), 0, into.array(), 0, from.count(), from.datatype(), Operations.of(op)));
        into.writeBack();
    }

    @Override
    public void scan(MemorySegment send, MemorySegment recv, ElementType type, ReduceOp op) {
        arguments().reduction(send, recv, type, op, "scan");
        if (Operations.isWrong(op)) {
            super.scan(send, recv, type, op);
            return;
        }
        Elements from = Elements.atZero(send, type);
        Elements into = Elements.atZero(recv, type);
        run(
                "scan",
                () -> comm.Scan(from.array(), 0, into.array(), 0, from.count(), from.datatype(), Operations.of(op)));
        into.writeBack();
    }

    private void run(String call, Runnable action) {
        Arguments _ = arguments();
        try {
            action.run();
        } catch (RuntimeException e) {
            throw new CommunicationException("rank " + rank() + ": " + call + ": " + e, e);
        }
    }
}
