package rxt.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rxt.analysis.versus.ContestResult;
import rxt.analysis.versus.VersusAnalysis;
import rxt.kernel.Catalogue;
import rxt.record.VersusFile;
import rxt.report.page.FigureFiles;
import rxt.report.page.HtmlReport;
import rxt.report.page.VersusReport;

/** {@code rxt report FILE}: a results file as one HTML page, and its figures as files. */
@Command(
        name = "report",
        description = {
            "Write a results file, or what versus wrote, as one HTML page with figures, which opens without a network.",
            "Exit code 0; 1 when an answer is wrong, no time is valid or part of the file is lost;"
                    + " 2 when it cannot be read."
        },
        footer = {
            "",
            "Examples:",
            "  jobs/rxt report outputs/laptop.h5",
            "  jobs/rxt report outputs/laptop.h5 -o report.html --figures figures"
        })
final class ReportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "Results file, such as outputs/laptop.h5.")
    private Path file;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "PAGE",
            description = "The page (default: beside FILE, outputs/laptop.html).")
    private Path output;

    @Option(
            names = "--figures",
            paramLabel = "DIR",
            description = "Write each figure also as SVG, PNG and PDF into this folder; not for what versus wrote.")
    private Path figures;

    @Override
    public Integer call() throws IOException {
        if (figures != null && Files.exists(figures) && !Files.isDirectory(figures)) {
            throw new IllegalArgumentException("--figures " + figures + " is a file; name a folder for the figures");
        }
        if (VersusFile.isAt(file)) {
            return versus();
        }
        ResultsFile results = ResultsFile.read(file);
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        results.tellFaults(err);
        PageFile page = output == null ? PageFile.beside(file) : new PageFile(file, output);
        page.write(HtmlReport.of(results.study(), results.analysis(), results.faults()));
        out.println("Report: " + page.page());
        if (figures != null) {
            List<Path> written = FigureFiles.write(results.study(), results.analysis(), figures);
            out.println("Figures: " + written.size() + " files in " + figures);
        }
        out.flush();
        results.tellWhereNothingIsMeasured(err);
        return results.isSound() ? 0 : 1;
    }

    /** What RxT was held against C in. */
    private int versus() throws IOException {
        if (figures != null) {
            throw new IllegalArgumentException(
                    "--figures is for studies; the figure of " + file + " is in its page alone: leave it out");
        }
        VersusFile versus = VersusFile.read(file);
        List<ContestResult> results = VersusAnalysis.of(versus, Catalogue.twinned());
        PageFile page = output == null ? PageFile.beside(file) : new PageFile(file, output);
        page.write(VersusReport.of(versus, results));
        spec.commandLine().getOut().println("Report: " + page.page());
        spec.commandLine().getOut().flush();
        return results.stream().anyMatch(row -> !row.problem().isEmpty()) ? 1 : 0;
    }
}
