package rxt.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import rxt.analysis.Analysis;
import rxt.analysis.Point;
import rxt.analysis.ProblemAnalysis;
import rxt.analysis.Scaling;
import rxt.record.CellStatus;
import rxt.record.Telling;

/** A line for each problem of a study of many: which, its best split, time and speed-up, and how many cells have a time. */
final class OverviewText {
    private static final int NAME = 1;
    private static final int SPLIT = 2;
    private static final String OVERSUBSCRIBED = " o";
    private static final List<String> HEADINGS =
            List.of("", "problem", "best", "through", "median", "speed-up", "tied", "valid");

    private OverviewText() {}

    /** The lines, in columns that together fill 80 at most, and what they mean. */
    static void print(Page page, Analysis analysis) {
        List<ProblemAnalysis> problems = analysis.problems();
        List<List<String>> rows = new ArrayList<>(List.of(HEADINGS));
        List<String> words = ProblemWords.of(problems);
        for (int i = 0; i < problems.size(); i++) {
            rows.add(row(i + 1, problems.get(i), words.get(i)));
        }
        boolean oneTransport = problems.stream()
                        .flatMap(p -> p.transports().stream())
                        .distinct()
                        .count()
                < 2;
        int[] columns = IntStream.range(0, HEADINGS.size())
                .filter(c -> !(oneTransport && HEADINGS.get(c).equals("through")))
                .toArray();
        int[] widths = IntStream.range(0, HEADINGS.size())
                .map(c ->
                        rows.stream().mapToInt(row -> row.get(c).length()).max().orElse(0))
                .toArray();
        int beside = IntStream.of(columns)
                .filter(c -> c != NAME)
                .map(c -> widths[c] + 2)
                .sum();
        widths[NAME] = Math.min(widths[NAME], Page.WIDTH - beside);
        rows.forEach(row -> page.line(line(row, columns, widths)));
        page.paragraph(
                2,
                (rows.stream().anyMatch(row -> row.get(SPLIT).endsWith(OVERSUBSCRIBED))
                                ? "o: fewer CPUs than threads, so it is the fastest and never the best; "
                                : "")
                        + "tied: how many other splits cannot be told from the best (?: not compared, for too few"
                        + " launches); valid: cells with a time, of those planned"
                        + (problems.stream().anyMatch(problem -> unsettled(problem) > 0)
                                ? " (~: how many of the others never settled)"
                                : ""));
    }

    private static String line(List<String> row, int[] columns, int[] widths) {
        return IntStream.of(columns)
                .mapToObj(c -> {
                    String text = Telling.cut(row.get(c), widths[c]);
                    String space = " ".repeat(widths[c] - text.length());
                    return c <= NAME ? text + space : space + text;
                })
                .collect(Collectors.joining("  "));
    }

    private static List<String> row(int number, ProblemAnalysis problem, String words) {
        List<Point> points = problem.points();
        long measured = points.stream().filter(p -> p.summary().isPresent()).count();
        String valid = measured + "/" + points.size() + (unsettled(problem) > 0 ? " ~" + unsettled(problem) : "");
        String name = (problem.problem().kernel() + " " + words).strip();
        Optional<Point> best = problem.best();
        Optional<Point> told = best.or(() -> points.stream()
                .filter(p -> p.summary().isPresent())
                .min(Comparator.comparingDouble(p -> TransportTables.cost(problem.problem(), p))));
        boolean compared = best.isPresent() && measured > 1;
        return told.map(point -> List.of(
                        "[" + number + "]",
                        name,
                        TransportTables.split(point.cell()) + (best.isPresent() ? "" : OVERSUBSCRIBED),
                        point.cell().transport(),
                        TimeScale.text(point.summary().orElseThrow().median()),
                        compared ? speedup(point) : "",
                        compared ? TextReport.tied(problem) : "",
                        valid))
                .orElseGet(() -> List.of("[" + number + "]", name, "none", "", "", "", "", valid));
    }

    private static String speedup(Point best) {
        return best.scaling().map(Scaling::speedup).map(Numbers::hundredths).orElse("");
    }

    private static long unsettled(ProblemAnalysis problem) {
        return problem.points().stream()
                .filter(point -> point.sample().status() == CellStatus.UNSETTLED)
                .count();
    }
}
