package rxt.transport.ffm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import rxt.study.Command;
import rxt.study.Installation;
import rxt.study.Launcher;

/** Launches a main class of a test on the ranks of an MPI of this machine, and tells what came of it. */
final class Ranks {
    private Ranks() {}

    /**
     * How a launch ended.
     *
     * @param output of all ranks
     */
    record Outcome(int exitCode, String output) {}

    /** The variables of this process, and which MPI to use. */
    static Map<String, String> environment(String mpi) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.remove("RXT_MPI_LIBRARY");
        environment.put("RXT_MPI", mpi);
        return environment;
    }

    /** Through the launcher that studies use. */
    static Outcome launch(String mpi, int ranks, Class<?> main, String... arguments) {
        return launch(mpi, ranks, main, UnaryOperator.identity(), arguments);
    }

    /**
     * As above.
     *
     * @param word changes a word of the command line
     */
    static Outcome launch(String mpi, int ranks, Class<?> main, UnaryOperator<String> word, String... arguments) {
        Command command = Launcher.command(
                main.getName(),
                List.of(arguments),
                new Launcher.Shape(ranks, 1, "ffm", true),
                Installation.find(environment(mpi)));
        Command changed = new Command(
                command.argv().stream()
                        .map(word)
                        .filter(text -> !text.isEmpty())
                        .toList(),
                command.environment());
        return run(changed.process());
    }

    /** Runs a program to its end. */
    static Outcome run(ProcessBuilder builder) {
        try {
            Process process = builder.redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Outcome(process.waitFor(), String.join(" ", builder.command()) + "\n" + output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }
}
