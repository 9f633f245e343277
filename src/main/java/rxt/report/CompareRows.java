package rxt.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rxt.analysis.Interval;
import rxt.analysis.Point;
import rxt.analysis.Problem;
import rxt.analysis.RatioOfMedians;
import rxt.analysis.Summary;
import rxt.analysis.compare.CellChange;
import rxt.analysis.compare.StudyComparison;
import rxt.record.Cell;
import tools.jackson.databind.json.JsonMapper;

/**
 * Two runs of a study for programs: a flat row for each cell of either, the same columns in each, null where there is no
 * value. {@code ratio} is the second run's median over the first one's; {@code verdict} is faster, slower, not
 * distinguishable or unknown (too few launches), lost or gained where only one run has measured it, and only before or
 * only after where only one run plans it.
 */
public final class CompareRows {
    private CompareRows() {}

    /** One JSON object: {@code differences} of the environments, then {@code rows}. */
    public static String json(StudyComparison comparison) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put(
                "statistic",
                "ratio of medians, after over before; low, high: hierarchical bootstrap of launches and steps at this"
                        + " confidence, which holds the false share of all cells called different to 5 %");
        report.put("confidence", comparison.confidence());
        report.put("differences", comparison.differences());
        report.put("rows", of(comparison));
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n";
    }

    /** The rows as comma-separated values. */
    public static String csv(StudyComparison comparison) {
        return Csv.of(of(comparison));
    }

    static List<Map<String, Object>> of(StudyComparison comparison) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (CellChange change : comparison.changes()) {
            rows.add(row(
                    change.cell(),
                    change.before().summary(),
                    change.after().summary(),
                    Optional.of(change.ratio()),
                    change.verdict().words(),
                    ""));
        }
        add(rows, comparison.lost(), "lost");
        add(rows, comparison.gained(), "gained");
        add(rows, comparison.onlyBefore(), "only before");
        add(rows, comparison.onlyAfter(), "only after");
        return rows;
    }

    private static void add(List<Map<String, Object>> rows, List<Point> points, String verdict) {
        boolean isBefore = verdict.equals("only before");
        for (Point point : points) {
            rows.add(row(
                    point.cell(),
                    isBefore ? point.summary() : Optional.empty(),
                    isBefore ? Optional.empty() : point.summary(),
                    Optional.empty(),
                    verdict,
                    reason(point)));
        }
    }

    /** Why a cell has no time, such as {@code hung: no progress in 60 s}; "" where it has. */
    static String reason(Point point) {
        if (point.summary().isPresent()) {
            return "";
        }
        String reason = point.sample().reason();
        return point.sample().status().word() + (reason.isBlank() ? "" : ": " + reason);
    }

    private static Map<String, Object> row(
            Cell cell,
            Optional<Summary> before,
            Optional<Summary> after,
            Optional<RatioOfMedians> ratio,
            String verdict,
            String reason) {
        Optional<Interval> interval = ratio.flatMap(RatioOfMedians::interval);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("kernel", cell.kernel());
        row.put("params", Problem.text(cell.params()));
        row.put("nodes", cell.nodes());
        row.put("ranks", cell.ranks());
        row.put("threads", cell.threads());
        row.put("transport", cell.transport());
        row.put("team", cell.team());
        row.put("pinning", cell.pinning());
        row.put("scaling", cell.scaling());
        row.put("verdict", verdict);
        row.put("ratio", ratio.map(RatioOfMedians::ratio).orElse(null));
        row.put("low", finite(interval.map(Interval::low)));
        row.put("high", finite(interval.map(Interval::high)));
        row.put("before_seconds", before.map(Summary::median).orElse(null));
        row.put("after_seconds", after.map(Summary::median).orElse(null));
        row.put("before_launches", before.map(Summary::launches).orElse(0));
        row.put("after_launches", after.map(Summary::launches).orElse(0));
        row.put("reason", reason);
        return row;
    }

    /** JSON has no infinity, which the end of a very wide interval can be. */
    private static Double finite(Optional<Double> value) {
        return value.filter(Double::isFinite).orElse(null);
    }
}
