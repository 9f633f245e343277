package rxt.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rxt.analysis.Analysis;
import rxt.analysis.Point;
import rxt.analysis.compare.CellChange;
import rxt.analysis.compare.StudyComparison;
import rxt.record.Cell;
import rxt.report.Alphabet;
import rxt.report.CompareRows;
import rxt.report.CompareText;

/** {@code rxt compare A B}: two runs of a study, cell by cell. */
@Command(
        name = "compare",
        description = {
            "Say of each cell whether the second run is faster, slower or not distinguishable.",
            "Exit code 0; 1 when no cell could be compared, part of a file is lost, or --fail-above finds a slower"
                    + " or a broken cell; 2 when a file cannot be read."
        },
        footer = {
            "",
            "Examples:",
            "  jobs/rxt compare outputs/before.h5 outputs/after.h5",
            "  jobs/rxt compare outputs/before.h5 outputs/after.h5 --fail-above 5%%",
            "  jobs/rxt compare outputs/before.h5 outputs/after.h5 --format csv > change.csv",
            "",
            "A run of six launches or more of each cell tells differences of a few per cent;",
            "see measure.min_launches in the study."
        })
final class CompareCommand implements Callable<Integer> {
    /** How the comparison is printed. */
    enum Format {
        text,
        json,
        csv
    }

    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "A",
            description = "Results file of the first run, such as outputs/before.h5.")
    private Path first;

    @Parameters(index = "1", paramLabel = "B", description = "Results file of the second run.")
    private Path second;

    @Option(
            names = "--fail-above",
            paramLabel = "PERCENT",
            converter = Share.Converter.class,
            description =
                    "Exit code 1 where a cell is slower, beyond doubt, and by more than this, such as 5%%; or where a"
                            + " cell that A measured has failed, hung or has a wrong answer in B.")
    private Share failAbove;

    @Option(names = "--format", defaultValue = "text", description = "One of ${COMPLETION-CANDIDATES}.")
    private Format format;

    @Override
    public Integer call() {
        ResultsFile before = ResultsFile.read(first);
        ResultsFile after = ResultsFile.read(second);
        before.tellFaults(spec.commandLine().getErr());
        after.tellFaults(spec.commandLine().getErr());
        StudyComparison comparison = StudyComparison.of(before.analysis(), after.analysis());
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                switch (format) {
                    case text ->
                        CompareText.of(
                                before.study().header(),
                                after.study().header(),
                                comparison,
                                Alphabet.of(System.out.charset()));
                    case json -> CompareRows.json(comparison);
                    case csv -> CompareRows.csv(comparison);
                });
        out.flush();
        if (failAbove != null && !comparison.unmeasured().isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println("rxt: remark, measured in " + first + " and without a time in " + second + ": "
                            + names(comparison.unmeasured()));
        }
        List<String> faults = faults(comparison, before.analysis(), after.analysis());
        faults.forEach(fault -> spec.commandLine().getErr().println("rxt: " + fault));
        return faults.isEmpty() && before.faults().isEmpty() && after.faults().isEmpty() ? 0 : 1;
    }

    private List<String> faults(StudyComparison comparison, Analysis before, Analysis after) {
        List<String> faults = new ArrayList<>();
        if (comparison.changes().isEmpty()) {
            faults.add(
                    "no cell is measured in both " + first + " and " + second + ": " + nothingInCommon(before, after));
        } else if (comparison.count(CellChange.Verdict.UNKNOWN)
                == comparison.changes().size()) {
            faults.add("no cell has launches enough in both runs to compare it: 'measure: {min_launches: 6}' in the"
                    + " study, or --set measure.min_launches=6");
        }
        if (failAbove == null) {
            return faults;
        }
        List<CellChange> slower = comparison.slowerBy(failAbove.value());
        if (!slower.isEmpty()) {
            faults.add("slower by more than " + failAbove.text() + ": " + CompareText.names(slower));
        }
        if (!comparison.broken().isEmpty()) {
            faults.add("measured in " + first + " and broken in " + second + ": " + names(comparison.broken()));
        }
        return faults;
    }

    /** A run that was interrupted, or failed, is of the same study all the same. */
    private String nothingInCommon(Analysis before, Analysis after) {
        List<Point> then = shared(before, after);
        List<Point> now = shared(after, before);
        return then.isEmpty()
                ? "they have no cell in common; compare two runs of one study"
                : "of " + then.size() + " in both, " + first + " measured " + measured(then) + " and " + second + " "
                        + measured(now) + "; run a study that was interrupted again, the same command goes on, and see"
                        + " 'rxt analyze' for what failed";
    }

    private static List<Point> shared(Analysis here, Analysis there) {
        Set<Cell> cells = there.points().stream().map(Point::cell).collect(Collectors.toSet());
        return here.points().stream()
                .filter(point -> cells.contains(point.cell()))
                .toList();
    }

    private static long measured(List<Point> points) {
        return points.stream().filter(point -> point.summary().isPresent()).count();
    }

    private static String names(List<Point> points) {
        return points.stream()
                .map(p -> p.cell().label() + " (" + p.sample().status().word() + ")")
                .collect(Collectors.joining(", "));
    }
}
