package rxt.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rxt.analysis.Analysis;
import rxt.analysis.Interval;
import rxt.analysis.Problem;
import rxt.analysis.ProblemAnalysis;
import rxt.analysis.ProgramRatio;

/** Kernels beside the programs that compute the same: a row for each split, a column for each pair. */
public final class ProgramRatioTable {
    /** What the numbers are. */
    public static final String TITLE =
            "time of the kernel over that of the program at the same split [95 % interval]; below 1 the kernel is faster";

    private ProgramRatioTable() {}

    static void print(Page page, ProblemAnalysis problem) {
        if (problem.ratios().isEmpty()) {
            return;
        }
        page.blank().paragraph(0, "Side by side: " + TITLE);
        Table table = new Table();
        rows(problem).forEach(table::row);
        table.print(page);
    }

    /** The headings, then a row for each split; "" where a pair lacks one of the two. */
    public static List<List<String>> rows(ProblemAnalysis problem) {
        List<String> pairs =
                problem.ratios().stream().map(ProgramRatio::name).distinct().toList();
        Map<String, Map<String, String>> splits = new LinkedHashMap<>();
        for (ProgramRatio ratio : problem.ratios()) {
            splits.computeIfAbsent(ratio.kernel().split(), _ -> new LinkedHashMap<>())
                    .put(ratio.name(), text(ratio));
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("split", pairs));
        splits.forEach((split, texts) -> rows.add(row(
                split, pairs.stream().map(pair -> texts.getOrDefault(pair, "")).toList())));
        return rows;
    }

    private static List<String> row(String first, List<String> others) {
        List<String> row = new ArrayList<>(List.of(first));
        row.addAll(others);
        return row;
    }

    private static String text(ProgramRatio ratio) {
        return Numbers.hundredths(ratio.ratio().ratio())
                + ratio.ratio()
                        .interval()
                        .map(i -> " [" + Numbers.hundredths(i.low()) + ", " + Numbers.hundredths(i.high()) + "]")
                        .orElse(" (no interval)");
    }

    /** For programs: a flat row for each pair. */
    static List<Map<String, Object>> json(Analysis analysis) {
        return analysis.problems().stream()
                .flatMap(problem -> problem.ratios().stream())
                .map(ProgramRatioTable::json)
                .toList();
    }

    private static Map<String, Object> json(ProgramRatio ratio) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("kernel", ratio.kernel().kernel());
        row.put("params", Problem.text(ratio.kernel().params()));
        row.put("nodes", ratio.kernel().nodes());
        row.put("ranks", ratio.kernel().ranks());
        row.put("threads", ratio.kernel().threads());
        row.put("transport", ratio.kernel().transport());
        row.put("program", ratio.program().transport());
        row.put("ratio", ratio.ratio().ratio());
        row.put("low", ratio.ratio().interval().map(Interval::low).orElse(null));
        row.put(
                "high",
                ratio.ratio()
                        .interval()
                        .map(Interval::high)
                        .filter(Double::isFinite)
                        .orElse(null));
        return row;
    }
}
