package rxt.transport.ffm;

import java.lang.foreign.MemorySegment;
import rxt.spmd.Arguments;
import rxt.spmd.Communicator;
import rxt.spmd.ElementType;
import rxt.spmd.ReduceOp;

/** The library's barrier, broadcast and reductions. */
abstract class FfmReductions implements Communicator {
    protected final long comm;
    protected final int rank;
    protected final int size;
    protected final Arguments arguments;
    protected boolean closed;

    FfmReductions(long comm, int rank, int size) {
        this.comm = comm;
        this.rank = rank;
        this.size = size;
        arguments = new Arguments(rank, size);
    }

    /** What a call needs; demands that this communicator is open and that this thread may call. */
    protected final Scratch scratch() {
        arguments.open(closed);
        return Scratch.mine();
    }

    /** Demands that a call of the library has succeeded. */
    protected final void check(int code, String call) {
        if (code != 0) {
            throw Mpi.failure(code, rank, call);
        }
    }

    @Override
    public final int rank() {
        return rank;
    }

    @Override
    public final int size() {
        return size;
    }

    @Override
    public void barrier() {
        Scratch _ = scratch();
        check(CollectiveCalls.barrier(comm), "barrier");
    }

    @Override
    public void bcast(MemorySegment buffer, ElementType type, int root) {
        Scratch scratch = scratch();
        arguments.root(root, "bcast");
        int count = type.count(buffer.byteSize());
        MemorySegment memory = rank == root ? scratch.read(buffer) : scratch.write(buffer);
        int code = CollectiveCalls.bcast(memory.address(), count, Mpi.of(type), root, comm);
        if (rank != root) {
            scratch.fetch(memory, buffer, buffer.byteSize());
        }
        scratch.release(memory, buffer);
        check(code, "bcast");
    }

    @Override
    public void allreduce(MemorySegment send, MemorySegment recv, ElementType type, ReduceOp op) {
        Scratch scratch = scratch();
        arguments.reduction(send, recv, type, op, "allreduce");
        MemorySegment from = scratch.read(send);
        MemorySegment into = scratch.write(recv);
        int count = type.count(send.byteSize());
        int code = CollectiveCalls.allreduce(from.address(), into.address(), count, Mpi.of(type), Mpi.of(op), comm);
        scratch.release(from, send);
        received(scratch, into, recv, code, "allreduce");
    }

    @Override
    public void scan(MemorySegment send, MemorySegment recv, ElementType type, ReduceOp op) {
        Scratch scratch = scratch();
        arguments.reduction(send, recv, type, op, "scan");
        MemorySegment from = scratch.read(send);
        MemorySegment into = scratch.write(recv);
        int count = type.count(send.byteSize());
        int code = CollectiveCalls.scan(from.address(), into.address(), count, Mpi.of(type), Mpi.of(op), comm);
        scratch.release(from, send);
        received(scratch, into, recv, code, "scan");
    }

    /** On rank 0 the library may write what it likes: it gets memory of no meaning. */
    @Override
    public void exscan(MemorySegment send, MemorySegment recv, ElementType type, ReduceOp op) {
        Scratch scratch = scratch();
        arguments.reduction(send, recv, type, op, "exscan");
        MemorySegment from = scratch.read(send);
        MemorySegment into = rank == 0 ? scratch.staging.take(recv.byteSize()) : scratch.write(recv);
        int count = type.count(send.byteSize());
        int code = CollectiveCalls.exscan(from.address(), into.address(), count, Mpi.of(type), Mpi.of(op), comm);
        scratch.release(from, send);
        if (rank > 0) {
            received(scratch, into, recv, code, "exscan");
        } else {
            scratch.staging.giveBack(into);
            check(code, "exscan");
        }
    }

    @Override
    public void reduce(MemorySegment send, MemorySegment recv, ElementType type, ReduceOp op, int root) {
        Scratch scratch = scratch();
        arguments.root(root, "reduce");
        arguments.reduction(send, rank == root ? recv : send, type, op, "reduce");
        MemorySegment from = scratch.read(send);
        MemorySegment into = rank == root ? scratch.write(recv) : MemorySegment.NULL;
        int count = type.count(send.byteSize());
        int code = CollectiveCalls.reduce(from.address(), into.address(), count, Mpi.of(type), Mpi.of(op), root, comm);
        scratch.release(from, send);
        receivedAt(root, scratch, into, recv, code, "reduce");
    }

    /** What came lies there: brings it to the buffer, then demands success. */
    protected final void received(Scratch scratch, MemorySegment into, MemorySegment recv, int code, String call) {
        if (code == 0) {
            scratch.fetch(into, recv, recv.byteSize());
        }
        scratch.release(into, recv);
        check(code, call);
    }

    protected final void receivedAt(
            int root, Scratch scratch, MemorySegment into, MemorySegment recv, int code, String call) {
        if (rank == root) {
            received(scratch, into, recv, code, call);
        } else {
            check(code, call);
        }
    }
}
