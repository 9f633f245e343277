package rxt.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rxt.analysis.Interval;
import rxt.analysis.claim.Finding;
import rxt.analysis.claim.Ruling;
import rxt.analysis.claim.Verdict;
import tools.jackson.databind.json.JsonMapper;

/**
 * Verdicts for programs: a flat row for each claim, the same columns in each, null where there is no value. {@code figure}
 * is the value of {@code statistic}, {@code low} and {@code high} the ends of its interval, {@code basis} what that is:
 * {@code 95 %}; of counts {@code range of 3 launches}, the least and the most; or {@code total of 9 launches}, which
 * has no ends. {@code cells} the numbers of the cells that decide, {@code missing} what would have to be
 * measured, {@code remark} what else was not so.
 */
public final class ClaimRows {
    private ClaimRows() {}

    /** One JSON object with {@code rows}. */
    public static String json(List<Ruling> rulings) {
        return JsonMapper.shared()
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsString(Map.of(
                                "rows", rulings.stream().map(ClaimRows::row).toList()))
                + "\n";
    }

    private static Map<String, Object> row(Ruling ruling) {
        boolean measured = ruling.finding().verdict() != Verdict.NOT_MEASURED;
        Optional<Interval> interval = ruling.finding().interval();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", ruling.claim().id());
        row.put("claim", ruling.claim().claim());
        row.put("seed", ruling.claim().seeds());
        row.put("verdict", ruling.finding().verdict().words());
        row.put("figure", finite(ruling.finding().figure()));
        row.put("low", interval.map(Interval::low).map(ClaimRows::finite).orElse(null));
        row.put("high", interval.map(Interval::high).map(ClaimRows::finite).orElse(null));
        row.put("basis", ruling.finding().basis());
        row.put("statistic", ruling.claim().statistic());
        row.put("bound", ruling.claim().bound().value());
        row.put("bound_is", ruling.claim().bound().isLeast() ? "above" : "below");
        row.put("cells", ruling.finding().cells());
        row.put("missing", measured ? "" : ruling.finding().remark());
        row.put("remark", measured ? ruling.finding().remark() : "");
        return row;
    }

    private static Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }

    /** A Markdown table. */
    public static String markdown(List<Ruling> rulings) {
        List<String> lines = new ArrayList<>();
        lines.add("| claim | what the lectures say | seed | verdict | figure | interval, 95 % if not said | bound |");
        lines.add("|---|---|---|---|---:|---|---|");
        for (Ruling ruling : rulings) {
            lines.add("| " + ruling.claim().id() + " | " + ruling.claim().claim() + " | "
                    + ruling.claim().seeds() + " | "
                    + ruling.finding().words()
                    + remark(ruling) + " | " + figure(ruling) + " | "
                    + interval(ruling.finding()) + " | "
                    + bound(ruling) + " |");
        }
        return String.join("\n", lines) + "\n";
    }

    private static String remark(Ruling ruling) {
        String remark = ruling.finding().remark();
        return remark.isEmpty() ? "" : ": " + remark.replace("|", "\\|");
    }

    /** The figure, or "" where there is none. */
    public static String figure(Ruling ruling) {
        double figure = ruling.finding().figure();
        return Double.isNaN(figure) ? "" : Numbers.text(figure);
    }

    /** Its interval; where that is not of 95 %, with what it is: {@code [0, 0] range of 3 launches}. */
    public static String interval(Finding finding) {
        String ends = finding.interval()
                .map(i -> "[" + Numbers.text(i.low()) + ", " + Numbers.text(i.high()) + "] ")
                .orElse("");
        return (ends + (finding.basis().contains("launches") ? finding.basis() : "")).strip();
    }

    /** Such as {@code > 1.3}. */
    public static String bound(Ruling ruling) {
        return (ruling.claim().bound().isLeast() ? "> " : "< ")
                + Numbers.hundredths(ruling.claim().bound().value());
    }
}
