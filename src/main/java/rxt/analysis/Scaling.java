package rxt.analysis;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import rxt.record.Cell;

/**
 * Speed-up and efficiency of one cell against the base case of its problem and transport.
 *
 * <p>The base is 1×1, or, where that is not measured, the measured cell with the fewest workers, of these the fastest.
 * With T the medians, w the workers and 0 the base: strong scaling has speed-up T₀/T, weak scaling has scaled speed-up
 * (w/w₀)·T₀/T; the efficiency of both is speed-up · w₀/w, so T₀/T with weak scaling.
 *
 * @param base the base case
 * @param baseSeconds its median
 * @param speedup against it, computed from both medians
 * @param interval 95 % interval of the speed-up; absent for the base itself and where launches are too few
 * @param efficiency speed-up per worker; 1 is ideal
 * @param flag what to inspect
 */
public record Scaling(
        Cell base, double baseSeconds, double speedup, Optional<Interval> interval, double efficiency, Flag flag) {
    private static final double CONFIDENCE = 0.95;

    /** What looks too good. */
    public enum Flag {
        NONE,
        /** Efficiency above 1: a cache effect, or a base case that is slowed down. */
        SUPERLINEAR,
        /** Efficiency that rises from fewer ranks or fewer threads to this cell, beyond the interval. */
        RISING
    }

    /** The scaling of each measured cell of one problem and transport, by the cell's number; empty without a base. */
    static Map<Integer, Scaling> of(List<Measurement> series) {
        Map<Integer, Scaling> scalings = new HashMap<>();
        base(series)
                .ifPresent(base -> series.forEach(m -> scalings.put(m.number(), of(m, base, series))));
        return scalings;
    }

    private static Optional<Measurement> base(List<Measurement> series) {
        return series.stream()
                .filter(Measurement::isEligible)
                .min(Comparator.comparingInt(Measurement::workers).thenComparingDouble(Measurement::median));
    }

    private static Scaling of(Measurement m, Measurement base, List<Measurement> series) {
        if (m.number() == base.number()) {
            return new Scaling(base.cell(), base.median(), 1, Optional.empty(), 1, Flag.NONE);
        }
        RatioOfMedians speedup = RatioOfMedians.of(base.bootstrap(), m.bootstrap(), gain(m, base), CONFIDENCE);
        double efficiency = speedup.ratio() * base.workers() / m.workers();
        Flag flag = Flag.NONE;
        if (efficiency > 1) {
            flag = Flag.SUPERLINEAR;
        } else if (m.isEligible() && smaller(series, m).anyMatch(less -> rises(less, m))) {
            flag = Flag.RISING;
        }
        return new Scaling(base.cell(), base.median(), speedup.ratio(), speedup.interval(), efficiency, flag);
    }

    private static boolean rises(Measurement less, Measurement more) {
        double scale = gain(more, less) * less.workers() / more.workers();
        return scale * less.median() > more.median()
                && RatioOfMedians.of(less.bootstrap(), more.bootstrap(), scale, CONFIDENCE)
                                .verdict()
                        == RatioOfMedians.Verdict.SLOWER;
    }

    /** Work of {@code m} over work of {@code base}. */
    private static double gain(Measurement m, Measurement base) {
        return m.cell().scaling().equals("weak") ? (double) m.workers() / base.workers() : 1;
    }

    /** The next smaller cells: as many ranks with fewer threads, as many threads with fewer ranks. */
    private static Stream<Measurement> smaller(List<Measurement> series, Measurement m) {
        int ranks = m.cell().ranks();
        int threads = m.cell().threads();
        return Stream.of(
                        largest(series, c -> c.ranks() == ranks && c.threads() < threads),
                        largest(series, c -> c.threads() == threads && c.ranks() < ranks))
                .flatMap(Optional::stream);
    }

    private static Optional<Measurement> largest(List<Measurement> series, Predicate<Cell> among) {
        return series.stream()
                .filter(Measurement::isEligible)
                .filter(m -> among.test(m.cell()))
                .max(Comparator.comparingInt(Measurement::workers));
    }
}
