package rxt.analysis.model;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hipparchus.stat.regression.SimpleRegression;
import rxt.analysis.Interval;

/**
 * The experimentally determined serial fraction e = (1/S − 1/w)/(1 − 1/w) of each split with w ≥ 2 workers, with S its
 * speed-up over 1×1; and whether e rises with w.
 *
 * <p>Constant e is a serial part, rising e is overhead that grows with the workers, falling or negative e is scaling
 * that is too good. The trend is that of the straight line through e over w, by the 95 % interval of its slope; it needs
 * 4 points. Source: Karp &amp; Flatt, CACM 33(5), 1990.
 *
 * @param entries the splits by workers, then ranks
 * @param slope 95 % interval of e's growth per worker; absent below 4 entries or 3 numbers of workers
 */
public record KarpFlatt(List<Entry> entries, Optional<Interval> slope) {
    private static final int FEWEST = 4;

    /**
     * The serial fraction of one split.
     *
     * @param point the split
     * @param e its serial fraction, without unit
     * @param interval where e lies, from the ends of both times' intervals, so it covers in 90 % or more; absent where
     *     one of them is
     */
    public record Entry(TimePoint point, double e, Optional<Interval> interval) {}

    /** What e does as workers are added. */
    public enum Trend {
        /** Too few points to say. */
        UNKNOWN,
        CONSTANT,
        RISING,
        FALLING
    }

    public KarpFlatt {
        entries = List.copyOf(entries);
    }

    /**
     * The serial fractions of a curve's clean points.
     *
     * @throws FitRefusedException where 1×1, or a split with two workers or more, is not among them
     */
    public static KarpFlatt of(Curve curve) {
        List<TimePoint> points = curve.clean();
        TimePoint base = points.stream()
                .filter(p -> p.workers() == 1)
                .findFirst()
                .orElseThrow(() -> new FitRefusedException("Karp–Flatt needs the time of 1×1: measure it"));
        List<Entry> entries = points.stream()
                .filter(p -> p.workers() > 1)
                .sorted(Comparator.comparingInt(TimePoint::workers).thenComparingInt(TimePoint::ranks))
                .map(p -> new Entry(p, e(curve, p, p.seconds() / base.seconds()), interval(curve, base, p)))
                .toList();
        if (entries.isEmpty()) {
            throw new FitRefusedException("Karp–Flatt needs a split with 2 workers or more: measure one");
        }
        return new KarpFlatt(entries, slope(entries));
    }

    /** The fraction for a ratio of times, T/T₁. */
    private static double e(Curve curve, TimePoint p, double timeRatio) {
        double inverse = 1.0 / p.workers();
        return (timeRatio / curve.growth().work(p.workers()) - inverse) / (1 - inverse);
    }

    private static Optional<Interval> interval(Curve curve, TimePoint base, TimePoint p) {
        return base.interval()
                .flatMap(b -> p.interval()
                        .map(t -> new Interval(e(curve, p, t.low() / b.high()), e(curve, p, t.high() / b.low()))));
    }

    private static Optional<Interval> slope(List<Entry> entries) {
        List<TimePoint> points = entries.stream().map(Entry::point).toList();
        if (points.size() < FEWEST
                || points.stream().mapToInt(TimePoint::workers).distinct().count() < 3) {
            return Optional.empty();
        }
        SimpleRegression line = new SimpleRegression();
        entries.forEach(entry -> line.addData(entry.point().workers(), entry.e()));
        double half = line.getSlopeConfidenceInterval(1 - Fit.CONFIDENCE);
        return Optional.of(new Interval(line.getSlope() - half, line.getSlope() + half));
    }

    /** What the slope's interval allows to say. */
    public Trend trend() {
        return slope.map(s -> s.contains(0) ? Trend.CONSTANT : s.low() > 0 ? Trend.RISING : Trend.FALLING)
                .orElse(Trend.UNKNOWN);
    }
}
