package rxt.measure;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import rxt.spmd.Capability;
import rxt.spmd.Communicator;
import rxt.spmd.ElementType;
import rxt.spmd.ReduceOp;
import rxt.spmd.Request;
import rxt.spmd.Status;
import rxt.spmd.ThreadLevel;

/** A communicator timed from outside, as MPI's profiling interface does: every call adds its elapsed time to a clock. */
final class TimedCommunicator implements Communicator {
    private final Communicator comm;
    private final MessageClock clock;

    TimedCommunicator(Communicator comm, MessageClock clock) {
        this.comm = comm;
        this.clock = clock;
    }

    private <R> R timed(Supplier<R> call) {
        long start = System.nanoTime();
        R result = call.get();
        clock.add(System.nanoTime() - start);
        return result;
    }

    private void timed(Runnable call) {
        long start = System.nanoTime();
        call.run();
        clock.add(System.nanoTime() - start);
    }

    private Request timedRequest(Request request) {
        return new Request() {
            @Override
            public Status await() {
                return timed(request::await);
            }

            @Override
            public boolean test() {
                return timed(request::test);
            }
        };
    }

    @Override
    public int rank() {
        return comm.rank();
    }

    @Override
    public int size() {
        return comm.size();
    }

    @Override
    public void send(MemorySegment buffer, ElementType type, int dest, int tag) {
        timed(() -> comm.send(buffer, type, dest, tag));
    }

    @Override
    public Status recv(MemorySegment buffer, ElementType type, int source, int tag) {
        return timed(() -> comm.recv(buffer, type, source, tag));
    }

    @Override
    public Request isend(MemorySegment buffer, ElementType type, int dest, int tag) {
        return timedRequest(timed(() -> comm.isend(buffer, type, dest, tag)));
    }

    @Override
    public Request irecv(MemorySegment buffer, ElementType type, int source, int tag) {
        return timedRequest(timed(() -> comm.irecv(buffer, type, source, tag)));
    }

    @Override
    public Status sendrecv(
            MemorySegment send, int dest, int sendTag, MemorySegment recv, int source, int recvTag, ElementType type) {
        return timed(() -> comm.sendrecv(send, dest, sendTag, recv, source, recvTag, type));
    }

    @Override
    public Status probe(int source, int tag) {
        return timed(() -> comm.probe(source, tag));
    }

    @Override
    public Optional<Status> iprobe(int source, int tag) {
        return timed(() -> comm.iprobe(source, tag));
    }

    @Override
    public void barrier() {
        timed(comm::barrier);
    }

    @Override
    public void bcast(MemorySegment buffer, ElementType type, int root) {
        timed(() -> comm.bcast(buffer, type, root));
    }

    @Override
    public void reduce(MemorySegment send, MemorySegment recv, ElementType type, ReduceOp op, int root) {
        timed(() -> comm.reduce(send, recv, type, op, root));
    }

    @Override
    public void allreduce(MemorySegment send, MemorySegment recv, ElementType type, ReduceOp op) {
        timed(() -> comm.allreduce(send, recv, type, op));
    }

    @Override
    public void gather(MemorySegment send, MemorySegment recv, ElementType type, int root) {
        timed(() -> comm.gather(send, recv, type, root));
    }

    @Override
    public void gatherv(
            MemorySegment send, MemorySegment recv, int[] counts, int[] displs, ElementType type, int root) {
        timed(() -> comm.gatherv(send, recv, counts, displs, type, root));
    }

    @Override
    public void allgather(MemorySegment send, MemorySegment recv, ElementType type) {
        timed(() -> comm.allgather(send, recv, type));
    }

    @Override
    public void allgatherv(MemorySegment send, MemorySegment recv, int[] counts, int[] displs, ElementType type) {
        timed(() -> comm.allgatherv(send, recv, counts, displs, type));
    }

    @Override
    public void scatter(MemorySegment send, MemorySegment recv, ElementType type, int root) {
        timed(() -> comm.scatter(send, recv, type, root));
    }

    @Override
    public void scatterv(
            MemorySegment send, int[] counts, int[] displs, MemorySegment recv, ElementType type, int root) {
        timed(() -> comm.scatterv(send, counts, displs, recv, type, root));
    }

    @Override
    public void alltoall(MemorySegment send, MemorySegment recv, ElementType type) {
        timed(() -> comm.alltoall(send, recv, type));
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
        timed(() -> comm.alltoallv(send, sendCounts, sendDispls, recv, recvCounts, recvDispls, type));
    }

    @Override
    public void scan(MemorySegment send, MemorySegment recv, ElementType type, ReduceOp op) {
        timed(() -> comm.scan(send, recv, type, op));
    }

    @Override
    public void exscan(MemorySegment send, MemorySegment recv, ElementType type, ReduceOp op) {
        timed(() -> comm.exscan(send, recv, type, op));
    }

    @Override
    public Communicator split(int color, int key) {
        return new TimedCommunicator(timed(() -> comm.split(color, key)), clock);
    }

    @Override
    public ThreadLevel threadLevel() {
        return comm.threadLevel();
    }

    @Override
    public Set<Capability> capabilities() {
        return comm.capabilities();
    }

    @Override
    public void abort(int exitCode) {
        comm.abort(exitCode);
    }
}
