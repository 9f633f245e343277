package rxt.report;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import rxt.analysis.Bootstrap;
import rxt.analysis.Comparison;
import rxt.analysis.Environments;
import rxt.analysis.Point;
import rxt.analysis.Summary;
import rxt.record.Cell;

/**
 * The best split in words, with those that cannot be told from it.
 *
 * @param points cells among which it is the best
 * @param comparison which of a cell's comparisons counts
 */
public record BestSentence(List<Point> points, Function<Point, Optional<Comparison>> comparison) {

    /** Such as {@code 1 rank × 2 threads (openmpi), 12.3 ms [12.1, 12.6]; cannot be told from: 2×1 (openmpi)}. */
    public String text() {
        Optional<Point> best = points.stream().filter(is(Comparison::best)).findFirst();
        return best.map(point -> text(point) + environments())
                .orElse("none, since no cell is measured, right and within its CPUs");
    }

    /** Splits measured in different environments differ by these too. */
    private String environments() {
        Environments environments =
                Environments.of(points.stream().map(Point::sample).toList());
        return environments.isMixed() ? "; from " + environments.text() + ", so not by the split alone" : "";
    }

    private String text(Point best) {
        Cell cell = best.cell();
        Summary summary = best.summary().orElseThrow();
        TimeScale scale = TimeScale.of(summary.median());
        return TransportTables.count(cell.ranks(), "rank") + " × " + TransportTables.count(cell.threads(), "thread")
                + (cell.nodes() == 1 ? "" : " on " + cell.nodes() + " nodes") + " (" + cell.transport() + "), "
                + TimeScale.text(summary.median()) + " "
                + summary.interval().map(scale::number).orElse("(no interval)") + "; " + rivals();
    }

    private String rivals() {
        List<Point> rivals = points.stream()
                .filter(p -> comparison.apply(p).isPresent())
                .filter(is(Comparison::best).negate())
                .toList();
        if (rivals.isEmpty()) {
            return "no other split to compare with" + exception();
        }
        if (rivals.stream().allMatch(is(Comparison::notCompared))) {
            return "fewer than " + Bootstrap.LAUNCHES_NEEDED + " launches, so no split can be told from another";
        }
        String unknown = names(rivals, is(Comparison::notCompared));
        String tied = names(rivals, is(Comparison::tied));
        if (!unknown.isEmpty()) {
            unknown = "fewer than " + Bootstrap.LAUNCHES_NEEDED + " launches, so not compared: " + unknown;
        }
        if (!tied.isEmpty()) {
            tied = "cannot be told from: " + tied;
        }
        String both = tied + (tied.isEmpty() || unknown.isEmpty() ? "" : "; ") + unknown;
        return both.isEmpty() ? "ahead of every other" + exception() : both;
    }

    private String exception() {
        return points.stream().anyMatch(p -> p.sample().isOversubscribed()) ? ", oversubscribed ones apart" : "";
    }

    private Predicate<Point> is(Predicate<Comparison> what) {
        return point -> comparison.apply(point).filter(what).isPresent();
    }

    private static String names(List<Point> points, Predicate<Point> which) {
        return points.stream()
                .filter(which)
                .map(p -> TransportTables.split(p.cell()) + " (" + p.cell().transport() + ")")
                .collect(Collectors.joining(", "));
    }
}
