package rxt.transport.openmpi;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import mpi.Datatype;
import mpi.Intracomm;
import mpi.MPIException;
import rxt.spmd.CommunicationException;
import rxt.spmd.ElementType;
import rxt.spmd.Parts;
import rxt.spmd.ReduceOp;
import rxt.spmd.Request;
import rxt.spmd.Status;

/** Open MPI's own non-blocking collectives; segments on the heap keep their staged copies until completion. */
abstract class OpenMpiNonBlocking extends OpenMpiCollectives {
    OpenMpiNonBlocking(Intracomm comm, Staging staging) throws MPIException {
        super(comm, staging);
    }

    /** A collective on two buffers that only begins. */
    private interface Begin {
        mpi.Request run(ByteBuffer send, ByteBuffer recv) throws MPIException;
    }

    /** A collective under way. */
    private static final class Started extends OpenMpiRequest {
        private final String call;
        private final int rank;
        private final Direct send;
        private final Direct recv;
        private final Runnable arrived;

        Started(mpi.Request request, String call, int rank, Direct send, Direct recv, Runnable arrived) {
            super(request);
            this.call = call;
            this.rank = rank;
            this.send = send;
            this.recv = recv;
            this.arrived = arrived;
        }

        @Override
        protected Status complete(mpi.Status found) {
            try (send;
                    recv) {
                arrived.run();
                return SENT;
            }
        }

        @Override
        protected CommunicationException failed(MPIException cause) {
            send.close();
            recv.close();
            return Native.failure(call, rank, cause);
        }
    }

    private Request begin(String call, Direct send, Direct recv, Begin begin) {
        return begin(call, send, recv, recv::writeBack, begin);
    }

    private Request begin(String call, Direct send, Direct recv, Runnable arrived, Begin begin) {
        try {
            mpi.Request request = begin.run(send.buffer(), recv.buffer());
            return new Started(request, call, rank, send, recv, arrived);
        } catch (MPIException e) {
            // What the library did not begin does not need its buffers.
            send.close();
            recv.close();
            throw Native.failure(call, rank, e);
        }
    }

    @Override
    public Request ibarrier() {
        return begin("ibarrier", read(NONE), write(NONE), (_, _) -> comm().iBarrier());
    }

    @Override
    public Request ibcast(MemorySegment buffer, ElementType type, int root) {
        arguments.root(root, "ibcast");
        int count = type.count(buffer.byteSize());
        Datatype datatype = Native.of(type);
        return rank == root
                ? begin("ibcast", read(buffer), write(NONE), (from, _) -> comm().iBcast(from, count, datatype, root))
                : begin("ibcast", read(NONE), write(buffer), (_, into) -> comm().iBcast(into, count, datatype, root));
    }

    @Override
    public Request igather(MemorySegment send, MemorySegment recv, ElementType type, int root) {
        arguments.root(root, "igather");
        int count = type.count(send.byteSize());
        Datatype datatype = Native.of(type);
        if (rank != root) {
            return begin("igather", read(send), write(NONE), (from, _) -> comm().iGather(from, count, datatype, root));
        }
        arguments.equal(send.byteSize() * size, recv.byteSize(), "igather");
        return begin(
                "igather",
                read(send),
                write(recv),
                (from, into) -> comm().iGather(from, count, datatype, into, count, datatype, root));
    }

    @Override
    public Request iallgather(MemorySegment send, MemorySegment recv, ElementType type) {
        int count = type.count(send.byteSize());
        arguments.equal(send.byteSize() * size, recv.byteSize(), "iallgather");
        Datatype datatype = Native.of(type);
        return begin(
                "iallgather",
                read(send),
                write(recv),
                (from, into) -> comm().iAllGather(from, count, datatype, into, count, datatype));
    }

    @Override
    public Request iscatter(MemorySegment send, MemorySegment recv, ElementType type, int root) {
        arguments.root(root, "iscatter");
        int count = type.count(recv.byteSize());
        Datatype datatype = Native.of(type);
        if (rank != root) {
            return begin(
                    "iscatter", read(NONE), write(recv), (_, into) -> comm().iScatter(into, count, datatype, root));
        }
        arguments.equal(send.byteSize(), recv.byteSize() * size, "iscatter");
        return begin(
                "iscatter",
                read(send),
                write(recv),
                (from, into) -> comm().iScatter(from, count, datatype, into, count, datatype, root));
    }

    @Override
    public Request ialltoall(MemorySegment send, MemorySegment recv, ElementType type) {
        int count = arguments.equalParts(send, recv, type, "ialltoall");
        Datatype datatype = Native.of(type);
        return begin(
                "ialltoall",
                read(send),
                write(recv),
                (from, into) -> comm().iAllToAll(from, count, datatype, into, count, datatype));
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
        Parts outgoing = new Parts(sendCounts, sendDispls, type).within(send, size, "ialltoallv");
        Parts incoming = new Parts(recvCounts, recvDispls, type).within(recv, size, "ialltoallv");
        arguments.equal(outgoing.of(send, rank), incoming.of(recv, rank), "ialltoallv");
        Datatype datatype = Native.of(type);
        return begin(
                "ialltoallv",
                read(send),
                read(recv),
                (from, into) -> comm().iAllToAllv(
                                from, sendCounts, sendDispls, datatype, into, recvCounts, recvDispls, datatype));
    }

    @Override
    public Request ireduce(MemorySegment send, MemorySegment recv, ElementType type, ReduceOp op, int root) {
        arguments.root(root, "ireduce");
        return reduction(
                new Operation("ireduce", type, op),
                send,
                rank == root ? recv : null,
                (from, into) ->
                        comm().iReduce(from, into, type.count(send.byteSize()), Native.of(type), Native.of(op), root));
    }

    @Override
    public Request iallreduce(MemorySegment send, MemorySegment recv, ElementType type, ReduceOp op) {
        return reduction(
                new Operation("iallreduce", type, op),
                send,
                recv,
                (from, into) ->
                        comm().iAllReduce(from, into, type.count(send.byteSize()), Native.of(type), Native.of(op)));
    }

    private Request reduction(Operation operation, MemorySegment send, MemorySegment recv, Begin begin) {
        arguments.reduction(send, recv == null ? send : recv, operation.type(), operation.op(), operation.call());
        if (!operation.onSignedBytes()) {
            return begin(operation.call(), read(send), write(recv == null ? NONE : recv), begin);
        }
        Direct from = Direct.copied(send, staging);
        Direct into = write(recv == null ? NONE : recv);
        flipSigns(from.memory());
        Runnable flipBack = () -> {
            flipSigns(into.memory());
            into.writeBack();
        };
        return begin(operation.call(), from, into, recv == null ? () -> {} : flipBack, begin);
    }
}
