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
        clock.timed(comm::barrier);
    }

    @Override
    public void bcast(MemorySegment buffer, ElementType type, int root) {
        clock.timed(() -> comm.bcast(buffer, type, root));
    }

    @Override
    public void reduce(MemorySegment send, MemorySegment recv, ElementType type, ReduceOp op, int root) {
        clock.timed(() -> comm.reduce(send, recv, type, op, root));
    }

    @Override
    public void allreduce(MemorySegment send, MemorySegment recv, ElementType type, ReduceOp op) {
        clock.timed(() -> comm.allreduce(send, recv, type, op));
    }

    @Override
    public void gather(MemorySegment send, MemorySegment recv, ElementType type, int root) {
        clock.timed(() -> comm.gather(send, recv, type, root));
    }

    @Override
    public void gatherv(
            MemorySegment send, MemorySegment recv, int[] counts, int[] displs, ElementType type, int root) {
        clock.timed(() -> comm.gatherv(send, recv, counts, displs, type, root));
    }

    @Override
    public void allgather(MemorySegment send, MemorySegment recv, ElementType type) {
        clock.timed(() -> comm.allgather(send, recv, type));
    }

    @Override
    public void allgatherv(MemorySegment send, MemorySegment recv, int[] counts, int[] displs, ElementType type) {
        clock.timed(() -> comm.allgatherv(send, recv, counts, displs, type));
    }

    @Override
    public void scatter(MemorySegment send, MemorySegment recv, ElementType type, int root) {
        clock.timed(() -> comm.scatter(send, recv, type, root));
    }

    @Override
    public void scatterv(
            MemorySegment send, int[] counts, int[] displs, MemorySegment recv, ElementType type, int root) {
        clock.timed(() -> comm.scatterv(send, counts, displs, recv, type, root));
    }

    @Override
    public void alltoall(MemorySegment send, MemorySegment recv, ElementType type) {
        clock.timed(() -> comm.alltoall(send, recv, type));
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
        clock.timed(() -> comm.alltoallv(send, sendCounts, sendDispls, recv, recvCounts, recvDispls, type));
    }

    @Override
    public void scan(MemorySegment send, MemorySegment recv, ElementType type, ReduceOp op) {
        clock.timed(() -> comm.scan(send, recv, type, op));
    }

    @Override
    public void exscan(MemorySegment send, MemorySegment recv, ElementType type, ReduceOp op) {
        clock.timed(() -> comm.exscan(send, recv, type, op));
    }

    @Override
    public Request ibarrier() {
        return timed(clock.timed(comm::ibarrier));
    }

    @Override
    public Request ibcast(MemorySegment buffer, ElementType type, int root) {
        return timed(clock.timed(() -> comm.ibcast(buffer, type, root)));
    }

    @Override
    public Request ireduce(MemorySegment send, MemorySegment recv, ElementType type, ReduceOp op, int root) {
        return timed(clock.timed(() -> comm.ireduce(send, recv, type, op, root)));
    }

    @Override
    public Request iallreduce(MemorySegment send, MemorySegment recv, ElementType type, ReduceOp op) {
        return timed(clock.timed(() -> comm.iallreduce(send, recv, type, op)));
    }

    @Override
    public Request igather(MemorySegment send, MemorySegment recv, ElementType type, int root) {
        return timed(clock.timed(() -> comm.igather(send, recv, type, root)));
    }

    @Override
    public Request iallgather(MemorySegment send, MemorySegment recv, ElementType type) {
        return timed(clock.timed(() -> comm.iallgather(send, recv, type)));
    }

    @Override
    public Request iscatter(MemorySegment send, MemorySegment recv, ElementType type, int root) {
        return timed(clock.timed(() -> comm.iscatter(send, recv, type, root)));
    }

    @Override
    public Request ialltoall(MemorySegment send, MemorySegment recv, ElementType type) {
        return timed(clock.timed(() -> comm.ialltoall(send, recv, type)));
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
        return timed(
                clock.timed(() -> comm.ialltoallv(send, sendCounts, sendDispls, recv, recvCounts, recvDispls, type)));
    }
}
