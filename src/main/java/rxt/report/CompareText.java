package rxt.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import rxt.analysis.Bootstrap;
import rxt.analysis.Point;
import rxt.analysis.Problem;
import rxt.analysis.compare.CellChange;
import rxt.analysis.compare.CellChange.Verdict;
import rxt.analysis.compare.StudyComparison;
import rxt.record.Cell;
import rxt.record.StudyFile;

/**
 * Two runs of a study for people: what differs in their environments, a table of each problem, the cells that one run
 * lacks, and the count of verdicts. At most 80 columns wide.
 */
public final class CompareText {
    private CompareText() {}

    /** The text; {@code before} and {@code after} are the headers of the two runs. */
    public static String of(
            StudyFile.Header before, StudyFile.Header after, StudyComparison comparison, Alphabet alphabet) {
        Page page = new Page();
        page.paragraph(0, "A: " + name(before)).paragraph(0, "B: " + name(after));
        differences(page, comparison);
        problems(comparison.changes()).forEach((problem, changes) -> table(page.blank(), problem, changes, comparison));
        cells(page, "Measured in A, not in B:", comparison.lost());
        cells(page, "Measured in B, not in A:", comparison.gained());
        cells(page, "Only in A:", comparison.onlyBefore());
        cells(page, "Only in B:", comparison.onlyAfter());
        summary(page.blank(), comparison);
        return alphabet.adapt(page.toString());
    }

    private static String name(StudyFile.Header header) {
        return "study " + header.study() + ", " + header.created() + ", RxT " + header.rxtVersion() + " ("
                + header.commit() + ")";
    }

    private static void differences(Page page, StudyComparison comparison) {
        if (comparison.differences().isEmpty()) {
            page.line("Environments and studies are alike.");
            return;
        }
        page.line("What differs besides the times:");
        comparison
                .differences()
                .forEach(d -> page.paragraph(
                        2, d.what() + ": " + shown(d.before()) + " in A, " + shown(d.after()) + " in B"));
    }

    private static String shown(String value) {
        return value.isBlank() ? "nothing" : value;
    }

    private static Map<String, List<CellChange>> problems(List<CellChange> changes) {
        Map<String, List<CellChange>> problems = new LinkedHashMap<>();
        for (CellChange change : changes) {
            Cell cell = change.cell();
            String params = Problem.text(cell.params());
            String name = cell.kernel() + (params.isEmpty() ? "" : " " + params) + ", " + cell.scaling()
                    + " scaling, team " + cell.team()
                    + (cell.pinning().equals("none") ? "" : ", threads pinned " + cell.pinning());
            problems.computeIfAbsent(name, n -> new ArrayList<>()).add(change);
        }
        return problems;
    }

    private static void table(Page page, String problem, List<CellChange> changes, StudyComparison comparison) {
        page.paragraph(0, problem);
        Table table = new Table()
                .row("split", "A", "B", "B/A [" + Numbers.text(100 * comparison.confidence()) + " %]", "verdict");
        for (CellChange change : changes) {
            table.row(
                    TransportTables.split(change.cell()) + " " + change.cell().transport(),
                    median(change.before()),
                    median(change.after()),
                    Numbers.text(change.ratio().ratio())
                            + change.ratio()
                                    .interval()
                                    .map(i -> " [" + Numbers.text(i.low()) + ", " + Numbers.text(i.high()) + "]")
                                    .orElse(" no interval"),
                    change.verdict() == Verdict.NOT_DISTINGUISHABLE
                            ? "="
                            : change.verdict().words());
        }
        table.print(page);
    }

    private static String median(Point point) {
        return TimeScale.text(point.summary().orElseThrow().median());
    }

    private static void cells(Page page, String title, List<Point> points) {
        if (!points.isEmpty()) {
            page.blank().line(title);
            points.forEach(p -> page.paragraph(2, name(p.cell()) + reason(p)));
        }
    }

    private static String reason(Point point) {
        String reason = CompareRows.reason(point);
        return reason.isEmpty() ? "" : ", " + reason;
    }

    private static String name(Cell cell) {
        return cell.kernel() + " " + TransportTables.split(cell) + " (" + cell.transport() + ")";
    }

    private static void summary(Page page, StudyComparison comparison) {
        long unknown = comparison.count(Verdict.UNKNOWN);
        page.paragraph(
                0,
                TransportTables.count(comparison.changes().size(), "cell") + " compared: "
                        + comparison.count(Verdict.SLOWER) + " slower, " + comparison.count(Verdict.FASTER)
                        + " faster, " + comparison.count(Verdict.NOT_DISTINGUISHABLE) + " not distinguishable (=)"
                        + (unknown == 0
                                ? "."
                                : ", " + unknown + " unknown (fewer than " + Bootstrap.LAUNCHES_NEEDED
                                        + " launches)."));
        page.paragraph(
                2,
                "B/A is the ratio of the medians; its interval, by a hierarchical bootstrap of launches and steps, is"
                        + " as wide as it takes for at most 5 % of the cells called different to be so by chance. It"
                        + " knows how launches of one run differ, not how the machine changed between the runs.");
        allOneWay(page, comparison);
    }

    /** A build rarely changes all kernels alike, a machine does. */
    private static void allOneWay(Page page, StudyComparison comparison) {
        long kernels = comparison.changes().stream()
                .map(c -> c.cell().kernel())
                .distinct()
                .count();
        for (Verdict verdict : List.of(Verdict.SLOWER, Verdict.FASTER)) {
            Predicate<CellChange> so = c -> c.verdict() == verdict;
            if (kernels > 1
                    && !comparison.changes().isEmpty()
                    && comparison.changes().stream().allMatch(so)) {
                page.paragraph(
                        2,
                        "All cells of all kernels are " + verdict.words()
                                + ": look at the machine (clock, neighbours, temperature) before the build.");
            }
        }
    }

    /** The cells that break a limit, such as {@code gemm 2×1 mpj 1.12}, for the message that goes with exit code 1. */
    public static String names(List<CellChange> changes) {
        return changes.stream()
                .map(c -> c.cell().label() + " " + Numbers.text(c.ratio().ratio()))
                .collect(Collectors.joining(", "));
    }
}
