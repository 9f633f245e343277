package rxt.transport.ffm;

import java.lang.foreign.MemorySegment;
import rxt.spmd.ElementType;
import rxt.spmd.Parts;

/** The library's collectives that move data only. */
abstract class FfmCollectives extends FfmReductions {
    FfmCollectives(long comm, int rank, int size) {
        super(comm, rank, size);
    }

    @Override
    public void gather(MemorySegment send, MemorySegment recv, ElementType type, int root) {
        Scratch scratch = scratch();
        arguments.root(root, "gather");
        if (rank == root) {
            arguments.equal(send.byteSize() * size, recv.byteSize(), "gather");
        }
        int count = type.count(send.byteSize());
        MemorySegment from = scratch.read(send);
        MemorySegment into = rank == root ? scratch.write(recv) : MemorySegment.NULL;
        long datatype = Mpi.of(type);
        int code = CollectiveCalls.gather(from.address(), count, datatype, into.address(), count, datatype, root, comm);
        scratch.release(from, send);
        receivedAt(root, scratch, into, recv, code, "gather");
    }

    @Override
    public void gatherv(
            MemorySegment send, MemorySegment recv, int[] counts, int[] displs, ElementType type, int root) {
        Scratch scratch = scratch();
        arguments.root(root, "gatherv");
        int count = type.count(send.byteSize());
        long datatype = Mpi.of(type);
        if (rank != root) {
            MemorySegment from = scratch.read(send);
            int code = CollectiveCalls.gatherv(from.address(), count, datatype, 0, 0, 0, datatype, root, comm);
            scratch.release(from, send);
            check(code, "gatherv");
            return;
        }
        Parts parts = new Parts(counts, displs, type).within(recv, size, "gatherv");
        arguments.equal(send, parts.of(recv, rank), "gatherv");
        MemorySegment from = scratch.read(send);
        PartedBuffer into = PartedBuffer.write(scratch, recv, parts);
        int code = CollectiveCalls.gatherv(
                from.address(), count, datatype, into.address(), into.counts(), into.displs(), datatype, root, comm);
        scratch.release(from, send);
        received(into, parts, code, "gatherv");
    }

    @Override
    public void allgather(MemorySegment send, MemorySegment recv, ElementType type) {
        Scratch scratch = scratch();
        arguments.equal(send.byteSize() * size, recv.byteSize(), "allgather");
        int count = type.count(send.byteSize());
        MemorySegment from = scratch.read(send);
        MemorySegment into = scratch.write(recv);
        long datatype = Mpi.of(type);
        int code = CollectiveCalls.allgather(from.address(), count, datatype, into.address(), count, datatype, comm);
        scratch.release(from, send);
        received(scratch, into, recv, code, "allgather");
    }

    @Override
    public void allgatherv(MemorySegment send, MemorySegment recv, int[] counts, int[] displs, ElementType type) {
        Scratch scratch = scratch();
        Parts parts = new Parts(counts, displs, type).within(recv, size, "allgatherv");
        arguments.equal(send, parts.of(recv, rank), "allgatherv");
        int count = type.count(send.byteSize());
        long datatype = Mpi.of(type);
        MemorySegment from = scratch.read(send);
        PartedBuffer into = PartedBuffer.write(scratch, recv, parts);
        int code = CollectiveCalls.allgatherv(
                from.address(), count, datatype, into.address(), into.counts(), into.displs(), datatype, comm);
        scratch.release(from, send);
        received(into, parts, code, "allgatherv");
    }

    @Override
    public void scatter(MemorySegment send, MemorySegment recv, ElementType type, int root) {
        Scratch scratch = scratch();
        arguments.root(root, "scatter");
        if (rank == root) {
            arguments.equal(send.byteSize(), recv.byteSize() * size, "scatter");
        }
        int count = type.count(recv.byteSize());
        MemorySegment from = rank == root ? scratch.read(send) : MemorySegment.NULL;
        MemorySegment into = scratch.write(recv);
        long datatype = Mpi.of(type);
        int code =
                CollectiveCalls.scatter(from.address(), count, datatype, into.address(), count, datatype, root, comm);
        if (rank == root) {
            scratch.release(from, send);
        }
        received(scratch, into, recv, code, "scatter");
    }

    @Override
    public void scatterv(
            MemorySegment send, int[] counts, int[] displs, MemorySegment recv, ElementType type, int root) {
        Scratch scratch = scratch();
        arguments.root(root, "scatterv");
        int count = type.count(recv.byteSize());
        long datatype = Mpi.of(type);
        if (rank != root) {
            MemorySegment into = scratch.write(recv);
            int code = CollectiveCalls.scatterv(0, 0, 0, datatype, into.address(), count, datatype, root, comm);
            received(scratch, into, recv, code, "scatterv");
            return;
        }
        Parts parts = new Parts(counts, displs, type).within(send, size, "scatterv");
        arguments.equal(parts.of(send, rank), recv, "scatterv");
        PartedBuffer from = PartedBuffer.read(scratch, send, parts);
        MemorySegment into = scratch.write(recv);
        int code = CollectiveCalls.scatterv(
                from.address(), from.counts(), from.displs(), datatype, into.address(), count, datatype, root, comm);
        from.release();
        received(scratch, into, recv, code, "scatterv");
    }

    @Override
    public void alltoall(MemorySegment send, MemorySegment recv, ElementType type) {
        Scratch scratch = scratch();
        int count = arguments.equalParts(send, recv, type, "alltoall");
        if (size == 1 && Mpi.EXCHANGES_ALONE_FAIL) {
            recv.copyFrom(send);
            return;
        }
        MemorySegment from = scratch.read(send);
        MemorySegment into = scratch.write(recv);
        long datatype = Mpi.of(type);
        int code = CollectiveCalls.alltoall(from.address(), count, datatype, into.address(), count, datatype, comm);
        scratch.release(from, send);
        received(scratch, into, recv, code, "alltoall");
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
        Scratch scratch = scratch();
        Parts outgoing = new Parts(sendCounts, sendDispls, type).within(send, size, "alltoallv");
        Parts incoming = new Parts(recvCounts, recvDispls, type).within(recv, size, "alltoallv");
        arguments.equal(outgoing.of(send, rank), incoming.of(recv, rank), "alltoallv");
        if (size == 1 && Mpi.EXCHANGES_ALONE_FAIL) {
            incoming.of(recv, 0).copyFrom(outgoing.of(send, 0));
            return;
        }
        long datatype = Mpi.of(type);
        PartedBuffer from = PartedBuffer.read(scratch, send, outgoing);
        PartedBuffer into = PartedBuffer.write(scratch, recv, incoming);
        int code = CollectiveCalls.alltoallv(
                from.address(),
                from.counts(),
                from.displs(),
                datatype,
                into.address(),
                into.counts(),
                into.displs(),
                datatype,
                comm);
        from.release();
        received(into, incoming, code, "alltoallv");
    }

    private void received(PartedBuffer into, Parts parts, int code, String call) {
        if (code == 0) {
            into.fetch(parts, size);
        }
        into.release();
        check(code, call);
    }
}
