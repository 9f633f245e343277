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
        long start = Ticks.read();
        comm.send(buffer, type, dest, tag);
        clock.add(Call.SEND, start);
    }

    @Override
    public Status recv(MemorySegment buffer, ElementType type, int source, int tag) {
        long start = Ticks.read();
        Status answer = comm.recv(buffer, type, source, tag);
        clock.add(Call.RECV, start);
        return answer;
    }

    @Override
    public Request isend(MemorySegment buffer, ElementType type, int dest, int tag) {
        long start = Ticks.read();
        Request answer = comm.isend(buffer, type, dest, tag);
        clock.add(Call.ISEND, start);
        return timed(answer);
    }

    @Override
    public Request irecv(MemorySegment buffer, ElementType type, int source, int tag) {
        long start = Ticks.read();
        Request answer = comm.irecv(buffer, type, source, tag);
        clock.add(Call.IRECV, start);
        return timed(answer);
    }

    @Override
    public Status sendrecv(
            MemorySegment send, int dest, int sendTag, MemorySegment recv, int source, int recvTag, ElementType type) {
        long start = Ticks.read();
        Status answer = comm.sendrecv(send, dest, sendTag, recv, source, recvTag, type);
        clock.add(Call.SENDRECV, start);
        return answer;
    }

    @Override
    public Status probe(int source, int tag) {
        long start = Ticks.read();
        Status answer = comm.probe(source, tag);
        clock.add(Call.PROBE, start);
        return answer;
    }

    @Override
    public Optional<Status> iprobe(int source, int tag) {
        long start = Ticks.read();
        Optional<Status> answer = comm.iprobe(source, tag);
        clock.add(Call.IPROBE, start);
        return answer;
    }

    @Override
    public Request isend(MemorySegment buffer, VectorType type, int dest, int tag) {
        long start = Ticks.read();
        Request answer = comm.isend(buffer, type, dest, tag);
        clock.add(Call.ISEND, start);
        return timed(answer);
    }

    @Override
    public Request irecv(MemorySegment buffer, VectorType type, int source, int tag) {
        long start = Ticks.read();
        Request answer = comm.irecv(buffer, type, source, tag);
        clock.add(Call.IRECV, start);
        return timed(answer);
    }

    @Override
    public PersistentRequest sendInit(MemorySegment buffer, ElementType type, int dest, int tag) {
        long start = Ticks.read();
        PersistentRequest answer = comm.sendInit(buffer, type, dest, tag);
        clock.add(Call.SENDINIT, start);
        return new TimedPersistentRequest(answer, clock);
    }

    @Override
    public PersistentRequest recvInit(MemorySegment buffer, ElementType type, int source, int tag) {
        long start = Ticks.read();
        PersistentRequest answer = comm.recvInit(buffer, type, source, tag);
        clock.add(Call.RECVINIT, start);
        return new TimedPersistentRequest(answer, clock);
    }
}
