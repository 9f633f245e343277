package rxt.transport.ffm;

import java.util.Set;
import rxt.spmd.Capability;
import rxt.spmd.Communicator;
import rxt.spmd.ThreadLevel;

/** A communicator of the library. */
final class FfmCommunicator extends FfmMessages {
    private static final Set<Capability> CAPABILITIES = Set.of(Capability.PERSISTENT_REQUESTS, Capability.VECTOR_TYPES);

    private FfmCommunicator(long comm, int rank, int size) {
        super(comm, rank, size);
    }

    /** The communicator of a handle; errors on it are returned from now on. */
    static FfmCommunicator of(long comm) {
        Scratch scratch = Scratch.mine();
        requireDone(SetupCalls.errhandler(comm, Mpi.handle(Handle.ERRORS_RETURN)), "MPI_Comm_set_errhandler");
        requireDone(SetupCalls.rank(comm, scratch.out), "MPI_Comm_rank");
        int rank = scratch.outInt();
        requireDone(SetupCalls.size(comm, scratch.out), "MPI_Comm_size");
        return new FfmCommunicator(comm, rank, scratch.outInt());
    }

    private static void requireDone(int code, String call) {
        if (code != 0) {
            throw Mpi.failure(code, 0, call);
        }
    }

    @Override
    public ThreadLevel threadLevel() {
        return Session.level();
    }

    @Override
    public Set<Capability> capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Communicator split(int color, int key) {
        Scratch scratch = Scratch.mine();
        arguments.color(color);
        check(SetupCalls.split(comm, color, key, scratch.out), "split");
        return of(scratch.outHandle());
    }

    @Override
    public void abort(int exitCode) {
        int _ = SetupCalls.abort(comm, exitCode);
        Runtime.getRuntime().halt(exitCode);
    }
}
