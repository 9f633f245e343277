package rxt.transport.openmpi;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mpi.MPI;
import rxt.spmd.ThreadLevel;
import rxt.spmd.Transport;

/**
 * One process per rank, started by mpirun.
 *
 * <p>Where the body throws, {@link #run} throws without finalizing: the process then has to end with a non-zero exit
 * code, upon which mpirun ends the others.
 */
public final class OpenMpiTransport implements Transport {
    private static final Pattern VERSION = Pattern.compile("Open MPI v([^,\\s]+)");

    @Override
    public String name() {
        return "openmpi";
    }

    @Override
    public String library() {
        String words = MPI.getLibVersion();
        Matcher version = VERSION.matcher(words);
        return version.find() ? "Open MPI " + version.group(1) : words;
    }

    @Override
    public String binding() {
        return "JNI";
    }

    @Override
    public boolean sharedJvm() {
        return false;
    }

    @Override
    public void run(String[] arguments, int ranks, ThreadLevel level, Body body) throws Exception {
        int granted = MPI.InitThread(arguments, Native.of(level));
        body.run(new OpenMpiCommunicator(MPI.COMM_WORLD, Native.threadLevel(granted)), arguments);
        MPI.Finalize();
    }
}
