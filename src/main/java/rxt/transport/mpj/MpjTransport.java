package rxt.transport.mpj;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import mpi.MPI;
import rxt.spmd.ThreadLevel;
import rxt.spmd.Transport;

/**
 * Ranks started by mpjrun in multicore mode: threads of one JVM, with a class loader each.
 *
 * <p>Where the body throws, {@link #run} throws at once; the rank then has to end the JVM by {@link Runtime#halt}, since
 * the others would wait for ever.
 */
public final class MpjTransport implements Transport {
    private static final String VERSION = "mpjexpress.version=";

    @Override
    public String name() {
        return "mpj";
    }

    @Override
    public String library() {
        String home = System.getenv("MPJ_HOME");
        Path settings = Path.of(home == null ? "." : home, "conf", "mpjexpress.conf");
        if (!Files.isReadable(settings)) {
            return "MPJ Express";
        }
        try (Stream<String> lines = Files.lines(settings)) {
            return lines.filter(line -> line.startsWith(VERSION))
                    .map(line ->
                            "MPJ Express " + line.substring(VERSION.length()).strip())
                    .findFirst()
                    .orElse("MPJ Express");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String binding() {
        return "pure Java";
    }

    @Override
    public boolean sharedJvm() {
        return true;
    }

    @Override
    public void run(String[] arguments, int ranks, ThreadLevel level, Body body) throws Exception {
        String[] own = MPI.Init(arguments);
        body.run(MpjCommunicator.ofWorld(MPI.COMM_WORLD), own);
        MPI.Finalize();
    }
}
