package rxt.transport.mpj;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.Set;
import mpi.Intracomm;
import mpi.MPI;
import rxt.spmd.Arguments;
import rxt.spmd.Capability;
import rxt.spmd.Communicator;
import rxt.spmd.ElementType;
import rxt.spmd.PersistentRequest;
import rxt.spmd.ReduceOp;
import rxt.spmd.Request;
import rxt.spmd.Status;
import rxt.spmd.ThreadLevel;

/**
 * MPJ Express' own calls where they are right, and collectives over its messages where not; the package names them.
 *
 * <p>Each communicator is two of the library's: one for the user, one for the collectives over messages.
 */
final class MpjCommunicator extends MpjCollectives {
    private static final int COLLECTIVE_TAG = 0;

    private final Contexts contexts;
    private final Messages messages;
    private final Intracomm collectives;
    private final Messages own;

    private MpjCommunicator(Intracomm comm, Intracomm own, Contexts contexts) {
        super(comm, new Arguments(comm.Rank(), comm.Size()));
        this.contexts = contexts;
        this.collectives = own;
        messages = new Messages(comm, arguments);
        this.own = new Messages(own, arguments);
        contexts.take(comm);
        contexts.take(own);
    }

    static MpjCommunicator ofWorld(Intracomm world) {
        return new MpjCommunicator(world, world.Split(0, world.Rank()), new Contexts());
    }

    @Override
    public void send(MemorySegment buffer, ElementType type, int dest, int tag) {
        isend(buffer, type, dest, tag).await();
    }

    @Override
    public Status recv(MemorySegment buffer, ElementType type, int source, int tag) {
        return irecv(buffer, type, source, tag).await();
    }

    @Override
    public Request isend(MemorySegment buffer, ElementType type, int dest, int tag) {
        arguments().send(buffer, type, dest, tag);
        return messages.isend(Elements.reading(buffer, type), dest, tag);
    }

    @Override
    public Request irecv(MemorySegment buffer, ElementType type, int source, int tag) {
        arguments().recv(buffer, type, source, tag);
        return messages.irecv(Elements.writing(buffer, type), source, tag);
    }

    @Override
    public PersistentRequest sendInit(MemorySegment buffer, ElementType type, int dest, int tag) {
        arguments().send(buffer, type, dest, tag);
        return messages.sendInit(Elements.reading(buffer, type), dest, tag);
    }

    @Override
    public PersistentRequest recvInit(MemorySegment buffer, ElementType type, int source, int tag) {
        arguments().recv(buffer, type, source, tag);
        return messages.recvInit(Elements.writing(buffer, type), source, tag);
    }

    @Override
    public Status probe(int source, int tag) {
        arguments().pattern(source, tag);
        return messages.probe(source, tag);
    }

    @Override
    public Optional<Status> iprobe(int source, int tag) {
        arguments().pattern(source, tag);
        return messages.iprobe(source, tag);
    }

    @Override
    protected Request startSend(MemorySegment buffer, ElementType type, int dest) {
        return own.isend(Elements.reading(buffer, type), dest, COLLECTIVE_TAG);
    }

    @Override
    protected Status take(MemorySegment buffer, ElementType type, int source) {
        return own.irecv(Elements.writing(buffer, type), source, COLLECTIVE_TAG).await();
    }

    @Override
    public Communicator split(int color, int key) {
        arguments().color(color);
        long[] wishes = allgather(new long[] {color, key});
        int position = 0;
        for (int r = 0; r < size(); r++) {
            boolean before = wishes[2 * r + 1] < key || (wishes[2 * r + 1] == key && r < rank());
            position += wishes[2 * r] == color && before ? 1 : 0;
        }
        while (true) {
            Intracomm user = comm.Split(color, position);
            Intracomm collectives = comm.Split(color, position);
            boolean collides = !contexts.free(user) || !contexts.free(collectives);
            if (allreduce(collides ? 1L : 0L, ReduceOp.MAX) == 0) {
                return new MpjCommunicator(user, collectives, contexts);
            }
        }
    }

    @Override
    public ThreadLevel threadLevel() {
        return ThreadLevel.MULTIPLE;
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.PERSISTENT_REQUESTS);
    }

    @Override
    public void close() {
        if (comm.equals(MPI.COMM_WORLD)) {
            throw arguments.ofWorld();
        }
        if (closes()) {
            contexts.leave(comm);
            contexts.leave(collectives);
        }
    }

    @Override
    public void abort(int exitCode) {
        Runtime.getRuntime().halt(exitCode);
    }
}
