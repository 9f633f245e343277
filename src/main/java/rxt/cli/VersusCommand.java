package rxt.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rxt.analysis.versus.ContestResult;
import rxt.analysis.versus.VersusAnalysis;
import rxt.kernel.Catalogue;
import rxt.record.VersusFile;
import rxt.report.Alphabet;
import rxt.report.VersusJson;
import rxt.report.VersusText;
import rxt.study.Installation;
import rxt.study.versus.Rounds;

/** {@code rxt versus}: RxT held against the same programs in C. */
@Command(
        name = "versus",
        description = "Hold RxT against the same programs in C, side by side.",
        subcommands = {VersusCommand.Core.class, VersusCommand.Kernels.class, VersusCommand.Show.class},
        footer = {"", "Example: jobs/rxt versus kernels"})
final class VersusCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "versus needs a subcommand: core, kernels or show");
    }

    /** Prints the file's table: 0 where every bar is reached, otherwise 1. */
    private static int report(VersusFile file, TextOrJson format, CommandSpec spec) {
        List<ContestResult> results = VersusAnalysis.of(file, Catalogue.twinned());
        spec.commandLine()
                .getOut()
                .print(
                        switch (format) {
                            case text -> VersusText.of(file, results, Alphabet.of(System.out.charset()));
                            case json -> VersusJson.of(file, results);
                        });
        spec.commandLine().getOut().flush();
        return results.stream().anyMatch(r -> r.verdict() == ContestResult.Verdict.FAIL) ? 1 : 0;
    }

    /** What both runs are asked for. */
    static final class Order {
        @Option(
                names = "--seed",
                paramLabel = "N",
                defaultValue = "1",
                description = "Seed of the order of the launches (default: 1).")
        private long seed;

        @Option(
                names = "--output",
                paramLabel = "FILE",
                description = "File of all samples (default: outputs/versus-core.h5, outputs/versus-kernels.h5).")
        private Path output;

        @Option(names = "--format", defaultValue = "text", description = "One of ${COMPLETION-CANDIDATES}.")
        private TextOrJson format;

        @Option(names = "--dry-run", description = "Print the command lines of both sides, run nothing.")
        private boolean dryRun;

        private int run(CommandSpec spec, int rounds, int samples, Function<Rounds, Rounds.Field> field)
                throws IOException, InterruptedException {
            Path home = Path.of(System.getProperty("rxt.home", "."));
            Path file = output == null ? home.resolve("outputs/versus-" + spec.name() + ".h5") : output;
            // The table is all that goes to standard output, so that it can be piped on.
            PrintStream progress = dryRun ? System.out : System.err;
            Rounds run = new Rounds(
                    Installation.find(System.getenv()),
                    home,
                    file,
                    new Rounds.Settings(rounds, samples, seed),
                    progress);
            if (dryRun) {
                run.print(field.apply(run));
                return 0;
            }
            run.run(field.apply(run));
            progress.println("All samples: " + file);
            return report(VersusFile.read(file), format, spec);
        }
    }

    /** {@code rxt versus core}. */
    @Command(
            name = "core",
            description = {
                "Measure messages and threads on every transport and in C, in turns, and print the ratios.",
                "The C programs of src/reference/c are compiled when they are needed (gcc, mpicc).",
                "Exit code 0 when every bar is reached, 1 otherwise."
            },
            footer = {
                "",
                "Examples:",
                "  jobs/rxt versus core",
                "  jobs/rxt versus core --only 'ping-pong 8 B/ffm,barrier/' --rounds 3",
                "  jobs/rxt versus core --format json > core.json"
            })
    static final class Core implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private Order order;

        @Option(
                names = "--rounds",
                paramLabel = "N",
                defaultValue = "6",
                description = "Turns of each side (default: 6).")
        private int rounds;

        @Option(
                names = "--samples",
                paramLabel = "N",
                defaultValue = "30",
                description = "Samples in each turn, of 2 ms each (default: 30).")
        private int samples;

        @Option(
                names = "--only",
                split = ",",
                paramLabel = "NAME/TRANSPORT",
                description =
                        "Rows whose name contains NAME, on TRANSPORT: ffm, ffm-openmpi, ffm-mpich, openmpi, local,"
                                + " mpj, spin or forkjoin; either may be empty.")
        private List<String> only = List.of();

        @Override
        public Integer call() throws Exception {
            return order.run(spec, rounds, samples, run -> run.core(only));
        }
    }

    /** {@code rxt versus kernels}. */
    @Command(
            name = "kernels",
            description = {
                "Measure a step of each kernel that has a C twin at 1x1, 1x2 and 2x1, through ffm and in C, in turns, and"
                        + " print the ratios.",
                "The C programs of src/reference/c are compiled when they are needed (mpicc).",
                "Exit code 0 when every bar is reached, 1 otherwise."
            },
            footer = {
                "",
                "Examples:",
                "  jobs/rxt versus kernels",
                "  jobs/rxt versus kernels --only gemm,nbody --rounds 3",
                "  jobs/rxt versus kernels --format json > kernels.json"
            })
    static final class Kernels implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private Order order;

        @Option(
                names = "--rounds",
                paramLabel = "N",
                defaultValue = "3",
                description = "Turns of each side (default: 3, the fewest with intervals).")
        private int rounds;

        @Option(
                names = "--samples",
                paramLabel = "N",
                defaultValue = "30",
                description = "Timed steps in each turn (default: 30).")
        private int samples;

        @Option(
                names = "--only",
                split = ",",
                paramLabel = "KERNEL",
                description = "These kernels alone, such as gemm.")
        private List<String> only = List.of();

        @Override
        public Integer call() throws Exception {
            return order.run(spec, rounds, samples, run -> run.kernels(only));
        }
    }

    /** {@code rxt versus show}. */
    @Command(
            name = "show",
            description = {"Print the table of an earlier run.", "Exit code 0 when every bar is reached, 1 otherwise."},
            footer = {"", "Example: jobs/rxt versus show outputs/versus-core.h5"})
    static final class Show implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(
                paramLabel = "FILE",
                description = "What versus core or versus kernels wrote, such as outputs/versus-core.h5.")
        private Path file;

        @Option(names = "--format", defaultValue = "text", description = "One of ${COMPLETION-CANDIDATES}.")
        private TextOrJson format;

        @Override
        public Integer call() {
            return report(VersusFile.read(file), format, spec);
        }
    }
}
