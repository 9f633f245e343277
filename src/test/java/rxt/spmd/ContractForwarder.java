package rxt.spmd;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A communicator that passes every call on; mutants of the contract override one. The array forms stay as they are: they
 * call the segment forms here.
 */
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
    public Communicator as(String purpose) {
        return wrap.apply(to.as(purpose));
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
    public Request isend(MemorySegment buffer, VectorType type, int dest, int tag) {
        return to.isend(buffer, type, dest, tag);
    }

    @Override
    public Request irecv(MemorySegment buffer, VectorType type, int source, int tag) {
        return to.irecv(buffer, type, source, tag);
    }

    @Override
    public PersistentRequest sendInit(MemorySegment buffer, ElementType type, int dest, int tag) {
        return to.sendInit(buffer, type, dest, tag);
    }

    @Override
    public PersistentRequest recvInit(MemorySegment buffer, ElementType type, int source, int tag) {
        return to.recvInit(buffer, type, source, tag);
    }

    @Override
    public Status sendrecv(
            MemorySegment send, int dest, int sendTag, MemorySegment recv, int source, int recvTag, ElementType type) {
        return to.sendrecv(send, dest, sendTag, recv, source, recvTag, type);
    }

    @Override
    public Neighborhood neighborhood(int[] sources, int[] destinations) {
        return to.neighborhood(sources, destinations);
    }

    @Override
    public void close() {
        to.close();
    }

    @Override
    public Communicator splitShared() {
        return wrap.apply(to.splitShared());
    }

    @Override
    public SharedWindow shared(long bytes) {
        return to.shared(bytes);
    }

    @Override
    public Window window(long bytes) {
        return to.window(bytes);
    }

    @Override
    public Request ibarrier() {
        return to.ibarrier();
    }

    @Override
    public Request ibcast(MemorySegment buffer, ElementType type, int root) {
        return to.ibcast(buffer, type, root);
    }

    @Override
    public Request ireduce(MemorySegment send, MemorySegment recv, ElementType type, ReduceOp op, int root) {
        return to.ireduce(send, recv, type, op, root);
    }

    @Override
    public Request iallreduce(MemorySegment send, MemorySegment recv, ElementType type, ReduceOp op) {
        return to.iallreduce(send, recv, type, op);
    }

    @Override
    public Request igather(MemorySegment send, MemorySegment recv, ElementType type, int root) {
        return to.igather(send, recv, type, root);
    }

    @Override
    public Request iallgather(MemorySegment send, MemorySegment recv, ElementType type) {
        return to.iallgather(send, recv, type);
    }

    @Override
    public Request iscatter(MemorySegment send, MemorySegment recv, ElementType type, int root) {
        return to.iscatter(send, recv, type, root);
    }

    @Override
    public Request ialltoall(MemorySegment send, MemorySegment recv, ElementType type) {
        return to.ialltoall(send, recv, type);
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
        return to.ialltoallv(send, sendCounts, sendDispls, recv, recvCounts, recvDispls, type);
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
    public Set<Capability> capabilities() {
        return to.capabilities();
    }

    @Override
    public void abort(int exitCode) {
        to.abort(exitCode);
    }
}
