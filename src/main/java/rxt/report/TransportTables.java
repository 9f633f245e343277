package rxt.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import rxt.analysis.LaunchSample;
import rxt.analysis.Point;
import rxt.analysis.Problem;
import rxt.analysis.Sample;
import rxt.analysis.Scaling;
import rxt.analysis.Summary;
import rxt.record.Cell;

/**
 * The tables of one problem and transport: medians by ranks and threads, where there are several numbers of nodes by
 * nodes, ranks of each and threads; heat map, speed-ups, samples.
 *
 * @param problem the problem
 * @param transport the transport
 * @param points its planned cells
 * @param scale unit of the medians, one for the whole problem
 * @param bestCost time of the problem's best split, with weak scaling per worker; absent without one
 * @param alphabet of the heat map
 */
record TransportTables(
        Problem problem,
        String transport,
        List<Point> points,
        TimeScale scale,
        OptionalDouble bestCost,
        Alphabet alphabet) {

    /** Columns of a histogram. */
    private static final int BINS = 8;

    /** Median of a cell, with weak scaling per worker: what the best split has least of. */
    static double cost(Problem problem, Point point) {
        double median = point.summary().orElseThrow().median();
        return problem.isWeak() ? median / point.cell().workers() : median;
    }

    static String split(Cell cell) {
        return cell.split();
    }

    void print(Page page) {
        page.paragraph(0, transport + ": median time of a step, " + scale.unit() + " [95 % interval]");
        grid(this::median).print(page);
        if (points.stream().anyMatch(p -> p.summary().isPresent())) {
            heatMap(page);
            speedups(page);
            EfficiencyTable.print(page, transport, points);
            samples(page);
        }
    }

    private Table grid(Function<Point, String> cell) {
        Map<List<Integer>, Point> bySplit = new HashMap<>();
        points.forEach(p ->
                bySplit.put(List.of(p.cell().nodes(), p.cell().ranks(), p.cell().threads()), p));
        List<Integer> threads =
                points.stream().map(p -> p.cell().threads()).distinct().sorted().toList();
        Table table = new Table();
        List<String> heading = new ArrayList<>(List.of(""));
        threads.forEach(t -> heading.add(count(t, "thread")));
        table.row(heading);
        GridRow.of(points.stream().map(Point::cell).toList()).forEach(line -> {
            List<String> row = new ArrayList<>(List.of(line.title()));
            threads.forEach(t -> {
                Point point = bySplit.get(List.of(line.nodes(), line.ranks(), t));
                row.add(point == null ? "not planned" : cell.apply(point));
            });
            table.row(row);
        });
        return table;
    }

    static String count(int n, String noun) {
        return n + " " + noun + (n == 1 ? "" : "s");
    }

    private String median(Point point) {
        if (point.summary().isEmpty()) {
            return point.sample().status().word();
        }
        Summary summary = point.summary().get();
        String marks = Marks.of(point);
        return (marks.isEmpty() ? "" : marks + " ") + scale.number(summary.median()) + "\n"
                + summary.interval().map(scale::number).orElse("no interval");
    }

    private void heatMap(Page page) {
        if (bestCost.isEmpty()) {
            return;
        }
        page.paragraph(
                0,
                transport + ": " + (problem.isWeak() ? "work per time" : "speed") + ", % of the best split's; "
                        + alphabet.legend());
        grid(this::heat).print(page);
    }

    private String heat(Point point) {
        if (point.summary().isEmpty()) {
            return point.sample().status().word();
        }
        double share = bestCost.getAsDouble() / cost(problem, point);
        String shade = String.valueOf(alphabet.shade(share)).repeat(2);
        return shade + " " + Numbers.percent(share);
    }

    private void speedups(Page page) {
        List<Point> scaled =
                points.stream().filter(p -> p.scaling().isPresent()).toList();
        if (scaled.isEmpty()) {
            page.paragraph(0, transport + ": no base case, so no speed-up");
            return;
        }
        Scaling first = scaled.getFirst().scaling().orElseThrow();
        String speedup = problem.isWeak() ? "scaled speed-up" : "speed-up";
        page.paragraph(
                0,
                transport + ": " + speedup + " against the base case " + split(first.base()) + ", "
                        + TimeScale.text(first.baseSeconds()) + " a step");
        Table table = new Table().row("split", "median", speedup + " [95 %]", "efficiency", "p95", "max", "");
        scaled.forEach(point -> table.row(speedup(point)));
        table.print(page);
    }

    private static List<String> speedup(Point point) {
        Summary summary = point.summary().orElseThrow();
        Scaling scaling = point.scaling().orElseThrow();
        String interval = scaling.interval()
                .map(i -> " [" + Numbers.hundredths(i.low()) + ", " + Numbers.hundredths(i.high()) + "]")
                .orElse("");
        return List.of(
                split(point.cell()),
                TimeScale.text(summary.median()),
                Numbers.hundredths(scaling.speedup()) + interval,
                Numbers.hundredths(scaling.efficiency()),
                TimeScale.text(summary.p95()),
                TimeScale.text(summary.maximum()),
                Marks.of(point));
    }

    private void samples(Page page) {
        page.paragraph(0, transport + ": what was measured, and the cold cost (median of the launches)");
        Table table =
                new Table().row("split", "launches", "steady steps", "outliers", "start", "first step", "min..p95+");
        for (Point point : points) {
            point.summary()
                    .ifPresent(summary -> table.row(
                            split(point.cell()),
                            String.valueOf(summary.launches()),
                            String.valueOf(summary.steps()),
                            String.valueOf(summary.outliers()),
                            time(summary.cold()),
                            time(summary.firstStep()),
                            histogram(point)));
        }
        table.print(page);
    }

    /** The distribution of the warm steps, the fastest at the left. */
    private String histogram(Point point) {
        int[] counts = Sample.histogram(
                point.sample().launches().stream().map(LaunchSample::steps).toList(),
                point.summary().orElseThrow().p95(),
                BINS);
        return "|" + alphabet.sparkline(counts) + "|";
    }

    private static String time(OptionalDouble seconds) {
        return seconds.isPresent() ? TimeScale.text(seconds.getAsDouble()) : "not recorded";
    }
}
