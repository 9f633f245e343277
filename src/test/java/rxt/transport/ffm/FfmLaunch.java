package rxt.transport.ffm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import rxt.study.Command;
import rxt.study.Installation;
import rxt.study.Launcher;
import rxt.study.Mpi;

/**
 * Programs as separate processes on transport ffm; what counts is what they leave in their folder.
 *
 * @param files by name, what the ranks wrote
 * @param exitCode the launcher's
 * @param duration from start to end
 * @param output of launcher and ranks, after the command
 */
record FfmLaunch(Map<String, String> files, int exitCode, Duration duration, String output) {
    /** Other programs may use the same cores: Open MPI's ranks that wait offer theirs. */
    private static final Map<String, String> YIELDING = Map.of("OMPI_MCA_mpi_yield_when_idle", "1");

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** The installed MPI of that family, {@code openmpi} or {@code mpich}. */
    static Mpi mpi(String family) {
        return installation().mpis().stream()
                .filter(mpi -> mpi.family().word().equals(family))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + family + " is installed; the tests need both"));
    }

    /** Ranks of an MPI; the program gets its folder's path, then the arguments. */
    static FfmLaunch of(Mpi mpi, int ranks, Class<?> program, Path temporary, String... arguments)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(temporary, "the ranks ");
        List<String> words = new ArrayList<>(List.of(folder.toString()));
        words.addAll(List.of(arguments));
        Command command = Launcher.command(
                program.getName(),
                words,
                new Launcher.Shape(ranks, 1, "ffm", true),
                installation().with(List.of(mpi)));
        return run(new Command(command.argv(), YIELDING), folder);
    }

    /** One JVM that no launcher started, with that library. */
    static FfmLaunch alone(String library, Class<?> program, Path folder, String... arguments)
            throws IOException, InterruptedException {
        Command command = Launcher.command(
                program.getName(), List.of(arguments), new Launcher.Shape(1, 1, "local", false), installation());
        List<String> words = new ArrayList<>(command.argv());
        words.add(1, "-Drxt.mpi.library=" + library);
        return run(new Command(words, command.environment()), folder);
    }

    private static Installation installation() {
        return Installation.find(System.getenv());
    }

    private static FfmLaunch run(Command command, Path folder) throws IOException, InterruptedException {
        Path output = Files.createTempFile("ffm", ".output");
        try {
            long start = System.nanoTime();
            Process process = command.process()
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (!ended) {
                List<ProcessHandle> tree = process.descendants().toList();
                process.destroyForcibly();
                tree.forEach(ProcessHandle::destroyForcibly);
            }
            int exitCode = process.waitFor();
            Duration duration = Duration.ofNanos(System.nanoTime() - start);
            String text = command.shell() + (ended ? "\n" : "\nkilled after " + PATIENCE + "\n");
            return new FfmLaunch(contents(folder), exitCode, duration, text + Files.readString(output));
        } finally {
            Files.delete(output);
        }
    }

    private static Map<String, String> contents(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> listing = Files.list(folder)) {
            for (Path file : listing.toList()) {
                files.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return files;
    }

    /** The library's path of an installed MPI. */
    static Optional<Path> library(String family) {
        return mpi(family).library();
    }
}
