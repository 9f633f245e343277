package rxt.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rxt.analysis.Analysis;
import rxt.record.StudyFile;
import rxt.record.StudyFileReader;
import rxt.report.Alphabet;
import rxt.report.CsvReport;
import rxt.report.JsonReport;
import rxt.report.TextReport;

/** {@code rxt analyze FILE}: medians, speed-ups and the best split of every kernel in a results file. */
@Command(
        name = "analyze",
        description = {
            "Show medians with 95 %% intervals, speed-up, efficiency and the best split of every kernel.",
            "Exit code 0; 1 when an answer is wrong or no time is valid; 2 when it cannot be read."
        },
        footer = {
            "",
            "Examples:",
            "  jobs/rxt analyze outputs/laptop.h5",
            "  jobs/rxt analyze outputs/laptop.h5 --format json > laptop.json"
        })
final class AnalyzeCommand implements Callable<Integer> {
    /** How the analysis is printed. */
    enum Format {
        text,
        csv,
        json
    }

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "Results file, such as outputs/laptop.h5.")
    private Path file;

    @Option(
            names = "--format",
            defaultValue = "text",
            description = "One of ${COMPLETION-CANDIDATES}; json is one object with rows, a flat one for each cell.")
    private Format format;

    @Override
    public Integer call() {
        Analysis analysis = analyze(file, StudyFileReader.read(file));
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                switch (format) {
                    case text -> TextReport.of(analysis, Alphabet.of(System.out.charset()));
                    case csv -> CsvReport.of(analysis);
                    case json -> JsonReport.of(analysis);
                });
        out.flush();
        if (analysis.measured() == 0) {
            spec.commandLine().getErr().println("rxt: " + nothingMeasured(file, analysis));
            return 1;
        }
        return analysis.invalid() > 0 ? 1 : 0;
    }

    static String nothingMeasured(Path file, Analysis analysis) {
        return file + ": none of its " + analysis.points().size()
                + " planned cells is measured and right; the reasons are in the report";
    }

    /** The analysis of {@code study}, which was read from {@code file}. */
    static Analysis analyze(Path file, StudyFile study) {
        try {
            return Analysis.of(study);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage() + "; delete it and run the study again", e);
        }
    }
}
