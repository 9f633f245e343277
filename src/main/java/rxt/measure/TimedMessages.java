package rxt.measure;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.Set;
import rxt.spmd.Capability;
import rxt.spmd.Communicator;
import rxt.spmd.ElementType;
import rxt.spmd.PersistentRequest;
import rxt.spmd.Request;
import rxt.spmd.Status;
import rxt.spmd.ThreadLevel;
import rxt.spmd.VectorType;

/** The messages between two ranks of {@link TimedCommunicator}. */
abstract class TimedMessages implements Communicator {
    final Communicator comm;
    final MessageClock clock;
    private final RequestPool requests;

    TimedMessages(Communicator comm, MessageClock clock) {
        this.comm = comm;
        this.clock = clock;
        requests = new RequestPool(clock);
    }

    /** The request that the library has begun, with its waits timed. */
    final Request timed(Request request) {
        return requests.timed(request);
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
    public ThreadLevel threadLevel() {
        return comm.threadLevel();
    }

    @Override
    public Set<Capability> capabilities() {
        return comm.capabilities();
    }

    @Override
    public void send(MemorySegment buffer, ElementType type, int dest, int tag) {
        clock.timed(() -> comm.send(buffer, type, dest, tag));
    }

    @Override
    public Status recv(MemorySegment buffer, ElementType type, int source, int tag) {
        return clock.timed(() -> comm.recv(buffer, type, source, tag));
    }

    @Override
    public Request isend(MemorySegment buffer, ElementType type, int dest, int tag) {
        return timed(clock.timed(() -> comm.isend(buffer, type, dest, tag)));
    }

    @Override
    public Request irecv(MemorySegment buffer, ElementType type, int source, int tag) {
        return timed(clock.timed(() -> comm.irecv(buffer, type, source, tag)));
    }

    @Override
    public Status sendrecv(
            MemorySegment send, int dest, int sendTag, MemorySegment recv, int source, int recvTag, ElementType type) {
        return clock.timed(() -> comm.sendrecv(send, dest, sendTag, recv, source, recvTag, type));
    }

    @Override
    public Status probe(int source, int tag) {
        return clock.timed(() -> comm.probe(source, tag));
    }

    @Override
    public Optional<Status> iprobe(int source, int tag) {
        return clock.timed(() -> comm.iprobe(source, tag));
    }

    @Override
    public Request isend(MemorySegment buffer, VectorType type, int dest, int tag) {
        return timed(clock.timed(() -> comm.isend(buffer, type, dest, tag)));
    }

    @Override
    public Request irecv(MemorySegment buffer, VectorType type, int source, int tag) {
        return timed(clock.timed(() -> comm.irecv(buffer, type, source, tag)));
    }

    @Override
    public PersistentRequest sendInit(MemorySegment buffer, ElementType type, int dest, int tag) {
        return new TimedPersistentRequest(clock.timed(() -> comm.sendInit(buffer, type, dest, tag)), clock);
    }

    @Override
    public PersistentRequest recvInit(MemorySegment buffer, ElementType type, int source, int tag) {
        return new TimedPersistentRequest(clock.timed(() -> comm.recvInit(buffer, type, source, tag)), clock);
    }
}
