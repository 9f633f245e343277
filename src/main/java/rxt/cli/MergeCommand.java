package rxt.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rxt.analysis.Analysis;
import rxt.record.StudyFile;
import rxt.record.StudyFileReader;
import rxt.report.page.HtmlReport;
import rxt.study.Installation;
import rxt.study.Study;
import rxt.study.StudyReader;
import rxt.study.Sweep;

/** {@code rxt merge STUDY}: makes the results file of the launches that are there. */
@Command(
        name = "merge",
        description =
                "Make the results file, and its page, of the launches that are there, and say what is missing; launch nothing.",
        footerHeading = "%nExample:%n",
        footer = {
            "  jobs/rxt merge jobs/laptop.yaml --output outputs/laptop.h5",
            "",
            "The exit code is 0 where nothing is missing, otherwise 1. Runs may still be at work."
        })
final class MergeCommand implements Callable<Integer> {
    @Parameters(paramLabel = "STUDY", description = "study file that was run, such as jobs/laptop.yaml")
    private Path study;

    @Option(names = "--output", paramLabel = "FILE", description = "results file (default: outputs/<study>.h5)")
    private Path output;

    @Option(
            names = "--launcher",
            split = ",",
            paramLabel = "NAME",
            description = "as it was run: auto, local, mpj, openmpi, ffm")
    private List<String> launchers = List.of();

    @Option(names = "--mpi", paramLabel = "MPI", description = "as it was run: openmpi, mpich, intel, srun or a path")
    private String mpi;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "as it was run: a key of the study or of a kernel")
    private List<String> settings = List.of();

    @Override
    public Integer call() throws Exception {
        Map<String, String> environment = new HashMap<>(System.getenv());
        if (mpi != null) {
            environment.put("RXT_MPI", mpi);
        }
        Installation installation = Installation.find(environment);
        Study read = StudyReader.read(
                study,
                RunCommand.settings(settings, launchers),
                installation.cpus(),
                installation.nodes().toFill());
        Path home = Path.of(System.getProperty("rxt.home", "."));
        Path file = output == null ? home.resolve("outputs").resolve(read.name() + ".h5") : output;
        int exitCode = new Sweep(read, installation, home.resolve("inputs"), file, System.out).merge();
        StudyFile results = StudyFileReader.read(file);
        PageFile page = PageFile.beside(file);
        page.write(HtmlReport.of(results, Analysis.of(results), List.of()));
        System.out.println("Report with figures: " + page.page());
        return exitCode;
    }
}
