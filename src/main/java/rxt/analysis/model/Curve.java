package rxt.analysis.model;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * The times of one kernel over ranks × threads: one point for each split and number of nodes.
 *
 * <p>Laws are fitted to its rates: with strong scaling steps per second, 1/T; with weak scaling, where the work grows
 * with the workers, workers/T.
 *
 * @param growth strong or weak scaling
 * @param points the splits in any order, those that may not be fitted too
 */
public record Curve(Growth growth, List<TimePoint> points) {
    /** @throws IllegalArgumentException where a split is given twice */
    public Curve {
        points = List.copyOf(points);
        Set<List<Integer>> splits = new HashSet<>();
        for (TimePoint point : points) {
            if (!splits.add(List.of(point.nodes(), point.ranks(), point.threads()))) {
                throw new IllegalArgumentException(
                        point.split() + " is given twice; a curve has one point for each split: give the median");
            }
        }
    }

    /** The points that are fitted. */
    public List<TimePoint> clean() {
        return points.stream().filter(p -> p.mark() == Mark.CLEAN).toList();
    }

    /** How many points are left out for each mark; marks that none has are absent. */
    public Map<Mark, Integer> leftOut() {
        return points.stream()
                .map(TimePoint::mark)
                .filter(mark -> mark != Mark.CLEAN)
                .collect(Collectors.toMap(mark -> mark, mark -> 1, Integer::sum, () -> new EnumMap<>(Mark.class)));
    }

    /** Work per second at a point, in units of the work of one worker. */
    public double rate(TimePoint point) {
        return growth.work(point.workers()) / point.seconds();
    }

    /** How many different values the points that are fitted have. */
    int distinct(ToIntFunction<TimePoint> value) {
        return (int) clean().stream().mapToInt(value).distinct().count();
    }
}
