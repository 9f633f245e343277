package rxt.transport.ffm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import rxt.study.Command;
import rxt.study.Installation;
import rxt.study.Launcher;
import rxt.study.Mpi;

/**
 * Programs as processes of their own, mostly ranks on transport ffm, and what came of them.
 *
 * @param files by name, what the ranks wrote into their folder; empty where they had none
 * @param exitCode the launcher's
 * @param duration from start to end
 * @param output of launcher and ranks, after a line with the command
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

    /** The library's path of an installed MPI. */
    static Optional<Path> library(String family) {
        return mpi(family).library();
    }

    /** Ranks of an MPI; the program gets its folder's path, then the arguments. */
    static FfmLaunch of(Mpi mpi, int ranks, Class<?> program, Path temporary, String... arguments)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(temporary, "the ranks ");
        List<String> words = new ArrayList<>(List.of(folder.toString()));
        words.addAll(List.of(arguments));
        return run(command(mpi, ranks, program, words), Optional.of(folder));
    }

    /** Ranks of the installed MPI of that family, without a folder. */
    static FfmLaunch of(String family, int ranks, Class<?> program, String... arguments) {
        return of(family, ranks, program, UnaryOperator.identity(), arguments);
    }

    /**
     * As above.
     *
     * @param word changes a word of the command line; "" leaves it out
     */
    static FfmLaunch of(String family, int ranks, Class<?> program, UnaryOperator<String> word, String... arguments) {
        return run(changed(command(mpi(family), ranks, program, List.of(arguments)), word, Map.of()));
    }

    /** Ranks of an MPI that are told no library. */
    static FfmLaunch probing(Mpi mpi, int ranks, Class<?> program) {
        return run(changed(command(mpi, ranks, program, List.of()), FfmLaunch::untold, Map.of()));
    }

    /** Ranks of the installed MPI of that family that are told no library, with that LD_LIBRARY_PATH. */
    static FfmLaunch loading(String family, int ranks, Class<?> program, Path loaderPath) {
        Map<String, String> environment = Map.of("LD_LIBRARY_PATH", loaderPath.toString());
        return run(changed(command(mpi(family), ranks, program, List.of()), FfmLaunch::untold, environment));
    }

    private static String untold(String word) {
        return word.startsWith("-Drxt.mpi.library=") ? "" : word;
    }

    private static Command changed(Command command, UnaryOperator<String> word, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(command.environment());
        environment.putAll(more);
        return new Command(
                command.argv().stream()
                        .map(word)
                        .filter(text -> !text.isEmpty())
                        .toList(),
                environment);
    }

    private static Command command(Mpi mpi, int ranks, Class<?> program, List<String> words) {
        Command command = Launcher.command(
                program.getName(),
                words,
                new Launcher.Shape(ranks, 1, "ffm", true),
                installation().with(List.of(mpi)));
        return new Command(command.argv(), YIELDING);
    }

    /** One JVM that no launcher started, with that library. */
    static FfmLaunch alone(String library, Class<?> program, Path folder, String... arguments) {
        return alone(List.of("-Drxt.mpi.library=" + library), Map.of(), program, folder, arguments);
    }

    /** One JVM that no launcher started and that is told no library, with that LD_LIBRARY_PATH. */
    static FfmLaunch loading(Path loaderPath, Class<?> program, Path folder, String... arguments) {
        return alone(List.of(), Map.of("LD_LIBRARY_PATH", loaderPath.toString()), program, folder, arguments);
    }

    private static FfmLaunch alone(
            List<String> flags, Map<String, String> environment, Class<?> program, Path folder, String... arguments) {
        Command command = Launcher.command(
                program.getName(), List.of(arguments), new Launcher.Shape(1, 1, "local", false), installation());
        List<String> words = new ArrayList<>(command.argv());
        words.addAll(1, flags);
        return run(new Command(words, environment), Optional.of(folder));
    }

    /** As the machine has it, whatever library the caller's environment names. */
    private static Installation installation() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.keySet().removeAll(List.of("RXT_MPI", "RXT_MPI_LIBRARY"));
        return Installation.find(environment);
    }

    /** Any program. */
    static FfmLaunch run(Command command) {
        return run(command, Optional.empty());
    }

    private static FfmLaunch run(Command command, Optional<Path> folder) {
        try {
            Path output = Files.createTempFile("ffm", ".output");
            try {
                return run(command, folder, output);
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    private static FfmLaunch run(Command command, Optional<Path> folder, Path output)
            throws IOException, InterruptedException {
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
        return new FfmLaunch(
                folder.isEmpty() ? Map.of() : contents(folder.get()),
                exitCode,
                duration,
                text + Files.readString(output, StandardCharsets.UTF_8));
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
}
