package rxt.transport.ffm;

import java.lang.foreign.MemorySegment;
import rxt.spmd.ElementType;
import rxt.spmd.Parts;
import rxt.spmd.ReduceOp;
import rxt.spmd.Request;

/** The library's collectives that only begin; segments on the heap keep their staged memory until completion. */
abstract class FfmNonBlocking extends FfmMessages {
    FfmNonBlocking(long comm, int rank, int size) {
        super(comm, rank, size);
    }

    private Request begun(CollectiveRequest request, Scratch scratch, int code) {
        if (code != 0) {
            request.released(scratch);
            throw request.failed(code);
        }
        request.begun();
        return request;
    }

    @Override
    public Request ibarrier() {
        Scratch scratch = scratch();
        CollectiveRequest request = scratch.collectives.take("ibarrier", rank);
        return begun(request, scratch, NonBlockingCalls.ibarrier(comm, request.handle()));
    }

    @Override
    public Request ibcast(MemorySegment buffer, ElementType type, int root) {
        Scratch scratch = scratch();
        arguments.root(root, "ibcast");
        int count = type.count(buffer.byteSize());
        CollectiveRequest request = scratch.collectives.take("ibcast", rank);
        long memory = rank == root ? request.reads(scratch, buffer) : request.fills(scratch, buffer);
        return begun(
                request, scratch, NonBlockingCalls.ibcast(memory, count, Mpi.of(type), root, comm, request.handle()));
    }

    @Override
    public Request ireduce(MemorySegment send, MemorySegment recv, ElementType type, ReduceOp op, int root) {
        Scratch scratch = scratch();
        arguments.root(root, "ireduce");
        arguments.reduction(send, rank == root ? recv : send, type, op, "ireduce");
        int count = type.count(send.byteSize());
        CollectiveRequest request = scratch.collectives.take("ireduce", rank);
        long from = request.reads(scratch, send);
        long into = rank == root ? request.fills(scratch, recv) : 0;
        int code = NonBlockingCalls.ireduce(from, into, count, Mpi.of(type), Mpi.of(op), root, comm, request.handle());
        return begun(request, scratch, code);
    }

    @Override
    public Request iallreduce(MemorySegment send, MemorySegment recv, ElementType type, ReduceOp op) {
        Scratch scratch = scratch();
        arguments.reduction(send, recv, type, op, "iallreduce");
        int count = type.count(send.byteSize());
        CollectiveRequest request = scratch.collectives.take("iallreduce", rank);
        long from = request.reads(scratch, send);
        long into = request.fills(scratch, recv);
        int code = NonBlockingCalls.iallreduce(from, into, count, Mpi.of(type), Mpi.of(op), comm, request.handle());
        return begun(request, scratch, code);
    }

    @Override
    public Request igather(MemorySegment send, MemorySegment recv, ElementType type, int root) {
        Scratch scratch = scratch();
        arguments.root(root, "igather");
        if (rank == root) {
            arguments.equal(send.byteSize() * size, recv.byteSize(), "igather");
        }
        int count = type.count(send.byteSize());
        CollectiveRequest request = scratch.collectives.take("igather", rank);
        long from = request.reads(scratch, send);
        long into = rank == root ? request.fills(scratch, recv) : 0;
        long datatype = Mpi.of(type);
        int code = NonBlockingCalls.igather(from, count, datatype, into, count, datatype, root, comm, request.handle());
        return begun(request, scratch, code);
    }

    @Override
    public Request iallgather(MemorySegment send, MemorySegment recv, ElementType type) {
        Scratch scratch = scratch();
        arguments.equal(send.byteSize() * size, recv.byteSize(), "iallgather");
        int count = type.count(send.byteSize());
        CollectiveRequest request = scratch.collectives.take("iallgather", rank);
        long from = request.reads(scratch, send);
        long into = request.fills(scratch, recv);
        long datatype = Mpi.of(type);
        int code = NonBlockingCalls.iallgather(from, count, datatype, into, count, datatype, comm, request.handle());
        return begun(request, scratch, code);
    }

    @Override
    public Request iscatter(MemorySegment send, MemorySegment recv, ElementType type, int root) {
        Scratch scratch = scratch();
        arguments.root(root, "iscatter");
        if (rank == root) {
            arguments.equal(send.byteSize(), recv.byteSize() * size, "iscatter");
        }
        int count = type.count(recv.byteSize());
        CollectiveRequest request = scratch.collectives.take("iscatter", rank);
        long from = rank == root ? request.reads(scratch, send) : 0;
        long into = request.fills(scratch, recv);
        long datatype = Mpi.of(type);
        int code =
                NonBlockingCalls.iscatter(from, count, datatype, into, count, datatype, root, comm, request.handle());
        return begun(request, scratch, code);
    }

    @Override
    public Request ialltoall(MemorySegment send, MemorySegment recv, ElementType type) {
        Scratch scratch = scratch();
        int count = arguments.equalParts(send, recv, type, "ialltoall");
        if (size == 1 && Mpi.EXCHANGES_ALONE_FAIL) {
            recv.copyFrom(send);
            return ibarrier();
        }
        CollectiveRequest request = scratch.collectives.take("ialltoall", rank);
        long from = request.reads(scratch, send);
        long into = request.fills(scratch, recv);
        long datatype = Mpi.of(type);
        int code = NonBlockingCalls.ialltoall(from, count, datatype, into, count, datatype, comm, request.handle());
        return begun(request, scratch, code);
    }

    @Override
    public Request ialltoallv(
            MemorySegment send,
            int[] sendCounts,
            int[] sendDispls,
            MemorySegment recv,
            int[] recvCounts,
            int[] recvDispls,
            ElementType type) {
        Scratch scratch = scratch();
        Parts outgoing = new Parts(sendCounts, sendDispls, type).within(send, size, "ialltoallv");
        Parts incoming = new Parts(recvCounts, recvDispls, type).within(recv, size, "ialltoallv");
        arguments.equal(outgoing.of(send, rank), incoming.of(recv, rank), "ialltoallv");
        if (size == 1 && Mpi.EXCHANGES_ALONE_FAIL) {
            incoming.of(recv, 0).copyFrom(outgoing.of(send, 0));
            return ibarrier();
        }
        CollectiveRequest request = scratch.collectives.take("ialltoallv", rank);
        long from = request.reads(scratch, send);
        long into = request.fills(scratch, recv, incoming, size);
        long list = request.lists(scratch, sendCounts, sendDispls, recvCounts, recvDispls);
        long next = (long) size * Integer.BYTES;
        long datatype = Mpi.of(type);
        int code = NonBlockingCalls.ialltoallv(
                from,
                list,
                list + next,
                datatype,
                into,
                list + 2 * next,
                list + 3 * next,
                datatype,
                comm,
                request.handle());
        return begun(request, scratch, code);
    }
}
