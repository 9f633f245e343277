package rxt.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rxt.analysis.Analysis;
import rxt.analysis.Cells;
import rxt.record.StudyFile;
import rxt.record.StudyFileReader;
import rxt.report.Alphabet;
import rxt.report.TextReport;
import rxt.report.page.HtmlReport;
import rxt.study.Installation;
import rxt.study.Only;
import rxt.study.Portion;
import rxt.study.Study;
import rxt.study.StudyException;
import rxt.study.StudyReader;
import rxt.study.Sweep;
import rxt.study.slurm.Allocation;

/** {@code rxt run STUDY}: measures every cell of a study that has no result yet. */
@Command(
        name = "run",
        description = "Measure every cell of a study that has no result yet.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  jobs/rxt run jobs/laptop.yaml",
            "  jobs/rxt run jobs/smoke.yaml --launcher local --output /tmp/smoke.h5",
            "  jobs/rxt run jobs/laptop.yaml --only kernel=gemm,ranks=2 --set gemm.n=300",
            "  jobs/rxt run jobs/laptop.yaml --part 2/5 --no-merge",
            "",
            "What is complete is not run again; after an interruption the same command goes on. Several runs of one study",
            "may share an output, on several machines too: each launch is made once."
        })
final class RunCommand implements Callable<Integer> {
    @Parameters(paramLabel = "STUDY", description = "study file, such as jobs/laptop.yaml")
    private Path study;

    @Option(
            names = "--launcher",
            split = ",",
            paramLabel = "NAME",
            description = "in place of the study's: auto, local, mpj, openmpi, ffm")
    private List<String> launchers = List.of();

    @Option(
            names = "--mpi",
            paramLabel = "MPI",
            description = "which MPI ffm uses: openmpi, mpich, intel, srun or the path of an mpirun"
                    + " (default: RXT_MPI, then the mpirun on PATH)")
    private String mpi;

    @Option(names = "--output", paramLabel = "FILE", description = "results file (default: outputs/<study>.h5)")
    private Path output;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "KEY=VALUE",
            description = "run only cells with that kernel, nodes, ranks, threads, transport")
    private List<String> only = List.of();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "set a key of the study (measure.steps=5) or of a kernel (gemm.n=300)")
    private List<String> settings = List.of();

    @Option(names = "--fresh", description = "forget earlier results of the cells that run, and measure them again")
    private boolean fresh;

    @Option(
            names = "--part",
            paramLabel = "I/N",
            description = "run every Nth of these cells only, from the Ith on: a task of a job array")
    private String part;

    @Option(names = "--no-merge", description = "leave the launches beside the results file; 'rxt merge' merges them")
    private boolean noMerge;

    @Option(names = "--no-report", description = "write no page beside the results file")
    private boolean noReport;

    @Option(names = "--dry-run", description = "print every cell with the command line of one launch, run nothing")
    private boolean dryRun;

    @Override
    public Integer call() throws Exception {
        Map<String, String> environment = new HashMap<>(System.getenv());
        if (mpi != null) {
            environment.put("RXT_MPI", mpi);
        }
        Installation installation = Installation.find(environment);
        Study read = StudyReader.read(
                study,
                settings(settings, launchers),
                installation.cpus(),
                installation.nodes().toFill());
        Path home = Path.of(System.getProperty("rxt.home", "."));
        Path file = output == null ? home.resolve("outputs").resolve(read.name() + ".h5") : output;
        Sweep sweep = new Sweep(read, installation, home.resolve("inputs"), file.toAbsolutePath(), System.out);
        if (dryRun) {
            return sweep.print(Only.parse(only));
        }
        Portion portion = part == null ? Portion.ALL : Portion.parse(part);
        Optional<Allocation> allocation = Allocation.around(environment);
        Only wanted = Only.parse(only);
        Sweep.Wish wish = new Sweep.Wish(wanted, portion, fresh, !noMerge, allocation);
        int exitCode = sweep.run(wish);
        if (noMerge || Files.notExists(file)) {
            return exitCode;
        }
        exitCode = new ClaimLaunches(read.whole(), wanted, file, System.out)
                .goOn(exitCode, more -> sweep.run(wish.with(more)));
        StudyFile results = StudyFileReader.read(file);
        Analysis analysis = Analysis.of(results);
        System.out.println();
        Analysis told = only.isEmpty() ? analysis : Analysis.of(Cells.only(results, wanted::accepts));
        System.out.print(TextReport.summary(told, Alphabet.of(System.out.charset())));
        if (!noReport) {
            PageFile page = PageFile.beside(file);
            page.write(HtmlReport.of(results, analysis, List.of()));
            System.out.println("Report with figures:");
            System.out.println("  " + near(page.page()));
        }
        System.out.println("Every split, with intervals:");
        System.out.println("  " + analyze(script(home), near(file), analysis));
        return exitCode(exitCode, analysis);
    }

    private static String analyze(String script, String file, Analysis analysis) {
        List<String> words = new ArrayList<>(List.of(script, "analyze", file));
        if (TextReport.isLong(analysis)) {
            words.add("--details");
        }
        return new rxt.study.Command(words, Map.of()).shell();
    }

    /** What is set over the study, with {@code --launcher}. */
    static List<String> settings(List<String> settings, List<String> launchers) {
        List<String> all = new ArrayList<>(settings);
        for (String launcher : launchers) {
            if (!StudyReader.LAUNCHERS.contains(launcher)) {
                throw new StudyException("--launcher " + launcher + ": no such launcher; there are "
                        + String.join(", ", StudyReader.LAUNCHERS));
            }
        }
        if (!launchers.isEmpty()) {
            all.add("launcher=[" + String.join(",", launchers) + "]");
        }
        return all;
    }

    /** The sweep's, or 1 where it is over and an answer is wrong or no cell has a time to report. */
    static int exitCode(int ofSweep, Analysis analysis) {
        boolean fails = analysis.invalid() > 0 || analysis.measured() == 0;
        return fails && ofSweep != Sweep.RESUBMIT ? 1 : ofSweep;
    }

    private static String script(Path home) {
        return near(home.resolve("jobs/rxt"));
    }

    /** Relative to where the user stands, where that is shorter. */
    private static String near(Path file) {
        Path here = Path.of("").toAbsolutePath();
        Path absolute = file.toAbsolutePath().normalize();
        return (absolute.startsWith(here) ? here.relativize(absolute) : absolute).toString();
    }
}
