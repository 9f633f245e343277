package rxt.study;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A sweep as a program of its own, for the tests that kill it: arguments study file and output. */
public final class SweepProgram {
    private SweepProgram() {}

    /** Runs the sweep and ends with its code. */
    public static void main(String[] args) throws Exception {
        System.exit(run(Path.of(args[0]), Path.of(args[1]), System.out, System.getenv()));
    }

    static int run(Path study, Path output, PrintStream out, Map<String, String> environment) throws Exception {
        return run(study, output, out, environment, new Only(Map.of()), false);
    }

    static int run(Path study, Path output, PrintStream out, Map<String, String> environment, Only only, boolean fresh)
            throws Exception {
        Installation installation = Installation.find(environment);
        Study read = StudyReader.read(study, List.of(), installation.cpus());
        return new Sweep(read, installation, Path.of("inputs"), output, out).run(only, fresh);
    }
}
