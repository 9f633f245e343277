package rxt.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What {@code jobs/rxt} carries out itself, before there is a Java to ask: stated here for help and completion. */
@SuppressWarnings("UnusedVariable") // the script reads these options; here they are only described
final class ScriptCommands {
    private ScriptCommands() {}

    /** Refuses to do the script's work. */
    abstract static class ByScript implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            throw new IllegalArgumentException(
                    "'" + spec.name() + "' is carried out by the launcher: jobs/rxt " + spec.name());
        }
    }

    /** {@code jobs/rxt setup}. */
    @Command(
            name = "setup",
            description = {
                "Install what is missing, as root or by sudo; otherwise print the line to run.",
                "Leaves MPJ Express with all its jars, and Open MPI's mpi.jar, in RXT_DATA"
                        + " (~/.local/share/rxt). What is there is left alone."
            },
            footer = {"", "Example: jobs/rxt setup --check"})
    static final class Setup extends ByScript {
        @Option(names = "--check", description = "Only report; exit 1 when something is missing.")
        private boolean check;

        @Parameters(
                paramLabel = "PART",
                arity = "0..*",
                completionCandidates = SetupParts.class,
                description = "Of ${COMPLETION-CANDIDATES}; mpj, openmpi, readers and maven when none is named.")
        private List<String> parts;
    }

    /** {@code jobs/rxt inputs}. */
    @Command(
            name = "inputs",
            description = {
                "Leave larger inputs in inputs/large: photographs and words out of Debian packages, a matrix made.",
                "Needs no root. Every file is checked by its SHA-256; what is there is left alone."
            },
            footer = {
                "",
                "Example, a study's kernel over a matrix of 512000 rows:",
                "  jobs/rxt inputs matrix",
                "  - kernel: cg",
                "    params: {matrix: file, file: large/laplace-80.mtx}"
            })
    static final class Inputs extends ByScript {
        @Parameters(
                paramLabel = "NAME",
                arity = "0..*",
                completionCandidates = InputNames.class,
                description = "Of ${COMPLETION-CANDIDATES}; all when none is named.")
        private List<String> names;
    }

    /** {@code jobs/rxt test}. */
    @Command(
            name = "test",
            description = {
                "Set up, then build and run the tests: every part of RxT for real, none left out, under 15 minutes on"
                        + " two cores.",
                "Other arguments are passed on to Maven."
            },
            footer = {
                "",
                "Examples:",
                "  jobs/rxt test -Dtest=PiTest -DskipITs",
                "  jobs/rxt test --all -Dit.test=LecturesMpjIT \\",
                "    -Dfailsafe.failIfNoSpecifiedTests=false"
            })
    static final class Test extends ByScript {
        @Option(
                names = "--all",
                description = "The tests tagged long, too: on each transport every split, number of ranks and fault."
                        + " About an hour. Without it they do not run, even if -Dit.test names them.")
        private boolean all;

        @Parameters(paramLabel = "MAVEN-ARGUMENT", arity = "0..*", description = "Such as -Dtest=PiTest -DskipITs.")
        private List<String> arguments;
    }

    /** {@code jobs/rxt dist}. */
    @Command(
            name = "dist",
            description = "Make target/rxt-VERSION.tar.gz, which unpacks and runs without Maven.",
            footer = {"", "Example: jobs/rxt dist && scp target/rxt-*.tar.gz cluster:"})
    static final class Dist extends ByScript {}

    private static final class InputNames extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        InputNames() {
            super(List.of("matrix", "photographs", "words"));
        }
    }

    static final class SetupParts extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        SetupParts() {
            super(List.of(
                    "mpj", "ffm", "openmpi", "mpich", "slurm", "readers", "mpi4py", "browser", "maven", "shellcheck"));
        }
    }
}
