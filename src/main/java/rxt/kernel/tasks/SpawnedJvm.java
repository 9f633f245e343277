package rxt.kernel.tasks;

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
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

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
        command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ownFlags().filter(flag -> !flag.startsWith(CACHE_FLAG)).forEach(command::add);
        cache.ifPresent(file -> command.addAll(List.of(CACHE_FLAG + file, "-Xlog:aot=off", "-Xlog:cds=off")));
        // A cache is for class paths that begin as its own; where a launcher has loaded this class, the second is
        // needed.
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path") + File.pathSeparator + ownPlace(),
                SpawnProgram.class.getName()));
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

    /**
     * Starts one and waits for its end.
     *
     * @return its exit code
     * @throws IllegalStateException where it has not ended in a minute; then it is killed
     */
    int run(long number) throws InterruptedException {
        List<String> words = new ArrayList<>(command);
        words.add(Long.toString(number));
        Process process = start(words);
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("a JVM has not ended in " + PATIENCE_SECONDS + " s: " + words);
            }
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process start(List<String> words) {
        try {
            return new ProcessBuilder(words)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("a JVM cannot be started: " + words, e);
        }
    }
}
