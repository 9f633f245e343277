package rxt.measure;

import java.lang.foreign.MemorySegment;
import rxt.spmd.Communicator;
import rxt.spmd.ElementType;
import rxt.spmd.ReduceOp;
import rxt.spmd.Request;

/** The collectives of {@link TimedCommunicator}, blocking and not. */
abstract class TimedCollectives extends TimedMessages {
    TimedCollectives(Communicator comm, MessageClock clock) {
        super(comm, clock);
    }

    @Override
    public void barrier() {
        long start = Ticks.read();
        comm.barrier();
        clock.add(Call.BARRIER, start);
    }

    @Override
    public void bcast(MemorySegment buffer, ElementType type, int root) {
        long start = Ticks.read();
        comm.bcast(buffer, type, root);
        clock.add(Call.BCAST, start);
    }

    @Override
    public void reduce(MemorySegment send, MemorySegment recv, ElementType type, ReduceOp op, int root) {
        long start = Ticks.read();
        comm.reduce(send, recv, type, op, root);
        clock.add(Call.REDUCE, start);
    }

    @Override
    public void allreduce(MemorySegment send, MemorySegment recv, ElementType type, ReduceOp op) {
        long start = Ticks.read();
        comm.allreduce(send, recv, type, op);
        clock.add(Call.ALLREDUCE, start);
    }

    @Override
    public void gather(MemorySegment send, MemorySegment recv, ElementType type, int root) {
        long start = Ticks.read();
        comm.gather(send, recv, type, root);
        clock.add(Call.GATHER, start);
    }

    @Override
    public void gatherv(
            MemorySegment send, MemorySegment recv, int[] counts, int[] displs, ElementType type, int root) {
        long start = Ticks.read();
        comm.gatherv(send, recv, counts, displs, type, root);
        clock.add(Call.GATHERV, start);
    }

    @Override
    public void allgather(MemorySegment send, MemorySegment recv, ElementType type) {
        long start = Ticks.read();
        comm.allgather(send, recv, type);
        clock.add(Call.ALLGATHER, start);
    }

    @Override
    public void allgatherv(MemorySegment send, MemorySegment recv, int[] counts, int[] displs, ElementType type) {
        long start = Ticks.read();
        comm.allgatherv(send, recv, counts, displs, type);
        clock.add(Call.ALLGATHERV, start);
    }

    @Override
    public void scatter(MemorySegment send, MemorySegment recv, ElementType type, int root) {
        long start = Ticks.read();
        comm.scatter(send, recv, type, root);
        clock.add(Call.SCATTER, start);
    }

    @Override
    public void scatterv(
            MemorySegment send, int[] counts, int[] displs, MemorySegment recv, ElementType type, int root) {
        long start = Ticks.read();
        comm.scatterv(send, counts, displs, recv, type, root);
        clock.add(Call.SCATTERV, start);
    }

    @Override
    public void alltoall(MemorySegment send, MemorySegment recv, ElementType type) {
        long start = Ticks.read();
        comm.alltoall(send, recv, type);
        clock.add(Call.ALLTOALL, start);
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
        long start = Ticks.read();
        comm.alltoallv(send, sendCounts, sendDispls, recv, recvCounts, recvDispls, type);
        clock.add(Call.ALLTOALLV, start);
    }

    @Override
    public void scan(MemorySegment send, MemorySegment recv, ElementType type, ReduceOp op) {
        long start = Ticks.read();
        comm.scan(send, recv, type, op);
        clock.add(Call.SCAN, start);
    }

    @Override
    public void exscan(MemorySegment send, MemorySegment recv, ElementType type, ReduceOp op) {
        long start = Ticks.read();
        comm.exscan(send, recv, type, op);
        clock.add(Call.EXSCAN, start);
    }

    @Override
    public Request ibarrier() {
        long start = Ticks.read();
        Request answer = comm.ibarrier();
        clock.add(Call.IBARRIER, start);
        return timed(answer);
    }

    @Override
    public Request ibcast(MemorySegment buffer, ElementType type, int root) {
        long start = Ticks.read();
        Request answer = comm.ibcast(buffer, type, root);
        clock.add(Call.IBCAST, start);
        return timed(answer);
    }

    @Override
    public Request ireduce(MemorySegment send, MemorySegment recv, ElementType type, ReduceOp op, int root) {
        long start = Ticks.read();
        Request answer = comm.ireduce(send, recv, type, op, root);
        clock.add(Call.IREDUCE, start);
        return timed(answer);
    }

    @Override
    public Request iallreduce(MemorySegment send, MemorySegment recv, ElementType type, ReduceOp op) {
        long start = Ticks.read();
        Request answer = comm.iallreduce(send, recv, type, op);
        clock.add(Call.IALLREDUCE, start);
        return timed(answer);
    }

    @Override
    public Request igather(MemorySegment send, MemorySegment recv, ElementType type, int root) {
        long start = Ticks.read();
        Request answer = comm.igather(send, recv, type, root);
        clock.add(Call.IGATHER, start);
        return timed(answer);
    }

    @Override
    public Request iallgather(MemorySegment send, MemorySegment recv, ElementType type) {
        long start = Ticks.read();
        Request answer = comm.iallgather(send, recv, type);
        clock.add(Call.IALLGATHER, start);
        return timed(answer);
    }

    @Override
    public Request iscatter(MemorySegment send, MemorySegment recv, ElementType type, int root) {
        long start = Ticks.read();
        Request answer = comm.iscatter(send, recv, type, root);
        clock.add(Call.ISCATTER, start);
        return timed(answer);
    }

    @Override
    public Request ialltoall(MemorySegment send, MemorySegment recv, ElementType type) {
        long start = Ticks.read();
        Request answer = comm.ialltoall(send, recv, type);
        clock.add(Call.IALLTOALL, start);
        return timed(answer);
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
        long start = Ticks.read();
        Request answer = comm.ialltoallv(send, sendCounts, sendDispls, recv, recvCounts, recvDispls, type);
        clock.add(Call.IALLTOALLV, start);
        return timed(answer);
    }
}
