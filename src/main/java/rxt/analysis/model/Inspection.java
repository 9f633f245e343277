package rxt.analysis.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import rxt.analysis.Scaling;

/**
 * A split that scales too well, to be inspected: a cache effect, or a base case that is slowed down.
 *
 * @param point the split
 * @param efficiency its rate per worker over that of the base, the fewest workers
 * @param flag efficiency above 1, or above that of a split with fewer ranks or threads; beyond both intervals where
 *     they are known
 */
public record Inspection(TimePoint point, double efficiency, Scaling.Flag flag) {
    /** The splits of a curve to inspect, by workers, then ranks; marked points are neither inspected nor the base. */
    public static List<Inspection> of(Curve curve) {
        List<TimePoint> points = curve.clean().stream()
                .sorted(Comparator.comparingInt(TimePoint::workers).thenComparingDouble(TimePoint::seconds))
                .toList();
        List<Inspection> found = new ArrayList<>();
        for (TimePoint point : points) {
            double efficiency = perWorker(curve, point, point.seconds())
                    / perWorker(curve, points.getFirst(), points.getFirst().seconds());
            if (efficiency > 1) {
                found.add(new Inspection(point, efficiency, Scaling.Flag.SUPERLINEAR));
            } else if (points.stream().anyMatch(less -> isSmaller(less, point) && rises(curve, less, point))) {
                found.add(new Inspection(point, efficiency, Scaling.Flag.RISING));
            }
        }
        return found;
    }

    private static boolean isSmaller(TimePoint less, TimePoint point) {
        return less.workers() < point.workers() && less.ranks() <= point.ranks() && less.threads() <= point.threads();
    }

    private static boolean rises(Curve curve, TimePoint less, TimePoint point) {
        double best = less.interval().map(i -> i.low()).orElse(less.seconds());
        double worst = point.interval().map(i -> i.high()).orElse(point.seconds());
        return perWorker(curve, point, worst) > perWorker(curve, less, best);
    }

    private static double perWorker(Curve curve, TimePoint point, double seconds) {
        return curve.growth().work(point.workers()) / (seconds * point.workers());
    }
}
