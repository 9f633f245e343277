package rxt.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rxt.analysis.Analysis;
import rxt.record.StudyFile;
import rxt.record.StudyFileReader;
import rxt.report.page.FigureFiles;
import rxt.report.page.HtmlReport;

/** {@code rxt report FILE}: a results file as one HTML page, and its figures as files. */
@Command(
        name = "report",
        description = {
            "Write a results file as one HTML page with figures, which opens without a network.",
            "Exit code 0; 1 when an answer is wrong or no time is valid; 2 when it cannot be read."
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
            description = "Write each figure also as SVG, PNG and PDF into this folder.")
    private Path figures;

    @Override
    public Integer call() throws IOException {
        StudyFile study = StudyFileReader.read(file);
        Analysis analysis = AnalyzeCommand.analyze(file, study);
        PrintWriter out = spec.commandLine().getOut();
        Path page = output == null ? beside() : output;
        write(HtmlReport.of(study, analysis), page);
        out.println("Report: " + page);
        if (figures != null) {
            List<Path> written = FigureFiles.write(study, analysis, figures);
            out.println("Figures: " + written.size() + " files in " + figures);
        }
        out.flush();
        if (analysis.measured() == 0) {
            spec.commandLine().getErr().println("rxt: " + AnalyzeCommand.nothingMeasured(file, analysis));
        }
        return analysis.measured() == 0 || analysis.invalid() > 0 ? 1 : 0;
    }

    private Path beside() {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return file.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ".html");
    }

    /** Under another name first, so that no half page is ever there. */
    private void write(String text, Path page) throws IOException {
        Path folder = page.toAbsolutePath().getParent();
        if (Files.isDirectory(page) || !Files.isDirectory(folder)) {
            throw new IllegalArgumentException("cannot write " + page + ": "
                    + (Files.isDirectory(page) ? "it is a folder; name a file in it" : "there is no folder " + folder));
        }
        if (Files.exists(page) && Files.isSameFile(page, file)) {
            throw new IllegalArgumentException("the page would replace " + file + "; choose another name with -o");
        }
        Path part = folder.resolve("." + page.getFileName() + ".part");
        try {
            Files.writeString(part, text);
            Files.move(part, page, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
