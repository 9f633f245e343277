package rxt.transport.ffm;

import rxt.spmd.CommunicationException;
import rxt.spmd.ThreadLevel;
import rxt.spmd.Transport;

/**
 * One process per rank, started by the launcher of the library.
 *
 * <p>Where the body throws, {@link #run} throws without finalizing: the process then has to end with a non-zero exit
 * code, upon which the launcher ends the others.
 */
public final class FfmTransport implements Transport {
    @Override
    public String name() {
        return "ffm";
    }

    @Override
    public String library() {
        return loaded().version();
    }

    @Override
    public String binding() {
        return "FFM, " + loaded().abi().words();
    }

    @Override
    public boolean sharedJvm() {
        return false;
    }

    @Override
    public void run(String[] arguments, int ranks, ThreadLevel level, Body body) throws Exception {
        FfmCommunicator world = begin(level);
        Mpi.LAUNCH.require(Mpi.LIBRARY, world.size(), ranks);
        body.run(world, arguments);
        int code = SetupCalls.finish();
        if (code != 0) {
            throw Mpi.failure(code, world.rank(), "MPI_Finalize");
        }
    }

    private static FfmCommunicator begin(ThreadLevel level) {
        Library _ = loaded();
        try {
            Session.begin(level);
            return FfmCommunicator.of(Mpi.COMM_WORLD);
        } catch (ExceptionInInitializerError e) {
            throw cause(e);
        }
    }

    /** The library is bound by static fields: what goes wrong there comes wrapped. */
    private static Library loaded() {
        try {
            return Mpi.LIBRARY;
        } catch (ExceptionInInitializerError e) {
            throw cause(e);
        }
    }

    private static CommunicationException cause(ExceptionInInitializerError error) {
        return error.getCause() instanceof CommunicationException known
                ? known
                : new CommunicationException("the MPI library does not load: " + error.getCause(), error);
    }
}
