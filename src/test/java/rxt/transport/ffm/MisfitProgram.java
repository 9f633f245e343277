package rxt.transport.ffm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import rxt.spmd.ThreadLevel;
import rxt.spmd.Transport;

/**
 * Leaves the message of its failure, or a file {@code end-}rank, in a folder.
 *
 * <p>A launcher ends all ranks when the first one fails: who failed waits for the others' messages first.
 */
final class MisfitProgram {
    private static final long PATIENCE_MS = 15_000;

    private MisfitProgram() {}

    /** @param args folder, number of ranks that the launch asked for */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        int ranks = Integer.parseInt(args[1]);
        try {
            Transport.named("ffm").run(args, ranks, ThreadLevel.SERIALIZED, (world, words) -> {
                world.barrier();
                Files.writeString(folder.resolve("end-" + world.rank()), "reached");
            });
        } catch (RuntimeException e) {
            Files.writeString(Files.createTempFile(folder, "failure-", ""), e.toString());
            long until = System.currentTimeMillis() + PATIENCE_MS;
            while (left(folder) < ranks && System.currentTimeMillis() < until) {
                Thread.sleep(20);
            }
            Runtime.getRuntime().halt(3);
        }
    }

    private static long left(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }
}
