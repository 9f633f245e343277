package rxt.kernel.tasks;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import rxt.kernel.Journal;

/** How a JVM that runs {@link SpawnProgram} is started: with this JVM's program, flags and class path, as a rank is. */
final class SpawnedJvm {
    private static final long PATIENCE_SECONDS = 60;
    private static final String CACHE_FLAG = "-XX:AOTCache=";

    private final List<String> command;

    /**
     * How all of a rank are started.
     *
     * @param cache the AOT cache they begin with, if any
     */
    SpawnedJvm(Optional<Path> cache) {
        // A cache is for class paths that begin as its own; where a launcher has loaded this class, the second is
        // needed.
        this(cache, System.getProperty("java.class.path") + File.pathSeparator + ownPlace());
    }

    /** The same, but for its class path. */
    SpawnedJvm(Optional<Path> cache, String classPath) {
        command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ownFlags().filter(flag -> !flag.startsWith(CACHE_FLAG)).forEach(command::add);
        // As ranks begin with it, but a cache that cannot be read ends the JVM.
        cache.ifPresent(file -> command.addAll(List.of(
                CACHE_FLAG + file,
                "-XX:AOTMode=on",
                "-Xlog:aot=off",
                "-Xlog:cds=off",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:-AOTReplayTraining")));
        command.addAll(List.of("-cp", classPath, SpawnProgram.class.getName()));
    }

    /** The cache that property {@code rxt.aot} names, or else the one that this JVM was started with. */
    static Optional<Path> cache() {
        return Optional.ofNullable(System.getProperty("rxt.aot"))
                .or(() -> ownFlags()
                        .filter(flag -> flag.startsWith(CACHE_FLAG))
                        .map(flag -> flag.substring(CACHE_FLAG.length()))
                        .findFirst())
                .map(Path::of)
                .filter(Files::isReadable);
    }

    /** Collector, heap, modules, compilers: what a rank has that is no property, agent or recording. */
    private static Stream<String> ownFlags() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.matches("-XX:.*|-Xm[sx].*|--add-modules=.*|--enable-native-access=.*"))
                .filter(flag -> !flag.startsWith("-XX:StartFlightRecording"));
    }

    private static Path ownPlace() {
        try {
            return Path.of(SpawnProgram.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the class path names no file that SpawnProgram lies in", e);
        }
    }

    /** What starts the one of that number. */
    List<String> command(long number) {
        List<String> words = new ArrayList<>(command);
        words.add(Long.toString(number));
        return words;
    }

    /**
     * What became of one.
     *
     * @param exitCode of its process, which is killed after a minute
     * @param coldStart nanoseconds from before its start until it had met its barrier
     */
    record Life(int exitCode, long coldStart) {}

    /** Starts one and waits for its end. */
    Life run(long number, Journal journal) throws InterruptedException {
        long begin = journal.nanos();
        Process process = start(command(number));
        CompletableFuture<Process> end = process.onExit()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .exceptionally(_ -> process.destroyForcibly());
        try (BufferedReader said = process.inputReader()) {
            boolean ready = said.lines().anyMatch(SpawnProgram.READY::equals);
            long coldStart = journal.nanos() - begin;
            int code = end.join().waitFor();
            if (!ready) {
                throw new IllegalStateException("a rank has ended with exit code " + code + " or was killed after "
                        + PATIENCE_SECONDS + " s, and had not met its barrier: " + command(number));
            }
            return new Life(code, coldStart);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read what a rank says: " + command(number), e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process start(List<String> words) {
        try {
            return new ProcessBuilder(words)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("a JVM cannot be started: " + words, e);
        }
    }
}
