package rxt.spmd;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A communicator that passes every call on; mutants of the contract override one. */
abstract class ContractForwarder implements Communicator {
    protected final Communicator to;
    private final UnaryOperator<Communicator> wrap;

    /**
     * @param wrap makes the forwarder of a communicator that was split off
     */
    ContractForwarder(Communicator to, UnaryOperator<Communicator> wrap) {
        this.to = to;
        this.wrap = wrap;
    }

    @Override
    public int rank() {
        return to.rank();
    }

    @Override
    public int size() {
        return to.size();
    }

    @Override
    public void send(MemorySegment buffer, ElementType type, int dest, int tag) {
        to.send(buffer, type, dest, tag);
    }

    @Override
    public Status recv(MemorySegment buffer, ElementType type, int source, int tag) {
        return to.recv(buffer, type, source, tag);
    }

    @Override
    public Request isend(MemorySegment buffer, ElementType type, int dest, int tag) {
        return to.isend(buffer, type, dest, tag);
    }

    @Override
    public Request irecv(MemorySegment buffer, ElementType type, int source, int tag) {
        return to.irecv(buffer, type, source, tag);
    }

    @Override
    public Status probe(int source, int tag) {
        return to.probe(source, tag);
    }

    @Override
    public Optional<Status> iprobe(int source, int tag) {
        return to.iprobe(source, tag);
    }

    @Override
    public void barrier() {
        to.barrier();
    }

    @Override
    public void bcast(MemorySegment buffer, ElementType type, int root) {
        to.bcast(buffer, type, root);
    }

    @Override
    public void reduce(MemorySegment send, MemorySegment recv, ElementType type, ReduceOp op, int root) {
        to.reduce(send, recv, type, op, root);
    }

    @Override
    public void allreduce(MemorySegment send, MemorySegment recv, ElementType type, ReduceOp op) {
        to.allreduce(send, recv, type, op);
    }

    @Override
    public void gather(MemorySegment send, MemorySegment recv, ElementType type, int root) {
        to.gather(send, recv, type, root);
    }

    @Override
    public void gatherv(
            MemorySegment send, MemorySegment recv, int[] counts, int[] displs, ElementType type, int root) {
        to.gatherv(send, recv, counts, displs, type, root);
    }

    @Override
    public void allgather(MemorySegment send, MemorySegment recv, ElementType type) {
        to.allgather(send, recv, type);
    }

    @Override
    public void allgatherv(MemorySegment send, MemorySegment recv, int[] counts, int[] displs, ElementType type) {
        to.allgatherv(send, recv, counts, displs, type);
    }

    @Override
    public void scatter(MemorySegment send, MemorySegment recv, ElementType type, int root) {
        to.scatter(send, recv, type, root);
    }

    @Override
    public void scatterv(
            MemorySegment send, int[] counts, int[] displs, MemorySegment recv, ElementType type, int root) {
        to.scatterv(send, counts, displs, recv, type, root);
    }

    @Override
    public void alltoall(MemorySegment send, MemorySegment recv, ElementType type) {
        to.alltoall(send, recv, type);
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
        to.alltoallv(send, sendCounts, sendDispls, recv, recvCounts, recvDispls, type);
    }

    @Override
    public void scan(MemorySegment send, MemorySegment recv, ElementType type, ReduceOp op) {
        to.scan(send, recv, type, op);
    }

    @Override
    public void exscan(MemorySegment send, MemorySegment recv, ElementType type, ReduceOp op) {
        to.exscan(send, recv, type, op);
    }

    @Override
    public Communicator split(int color, int key) {
        return wrap.apply(to.split(color, key));
    }

    @Override
    public ThreadLevel threadLevel() {
        return to.threadLevel();
    }

    @Override
    public java.util.Set<Capability> capabilities() {
        return to.capabilities();
    }

    @Override
    public void abort(int exitCode) {
        to.abort(exitCode);
    }
}
