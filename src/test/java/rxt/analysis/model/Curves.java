package rxt.analysis.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.hipparchus.util.Binary64;

/** Curves for tests. */
final class Curves {
    /** Times of 3 × 3 splits; {@link FitTest} has what scipy says of them. */
    static final Curve STRONG_GRID = grid(Growth.STRONG, 10.05, 5.98, 4.05, 5.16, 3.17, 2.13, 2.79, 1.71, 1.22);

    static final Curve WEAK_GRID = grid(Growth.WEAK, 10.05, 10.98, 11.55, 10.42, 11.6, 12.2, 10.7, 11.9, 12.4);

    private static final List<int[]> GRID = List.of(
            new int[] {1, 1},
            new int[] {1, 2},
            new int[] {1, 4},
            new int[] {2, 1},
            new int[] {2, 2},
            new int[] {2, 4},
            new int[] {4, 1},
            new int[] {4, 2},
            new int[] {4, 4});

    private Curves() {}

    private static Curve grid(Growth growth, double... seconds) {
        int[] counts = {1, 2, 4};
        return new Curve(
                growth,
                IntStream.range(0, seconds.length)
                        .mapToObj(i -> TimePoint.of(counts[i / 3], counts[i % 3], seconds[i]))
                        .toList());
    }

    /** Ranks of one thread with these rates. */
    static Curve ofRates(int[] ranks, double... rates) {
        return new Curve(
                Growth.STRONG,
                IntStream.range(0, ranks.length)
                        .mapToObj(i -> TimePoint.of(ranks[i], 1, 1 / rates[i]))
                        .toList());
    }

    /** Splits of a law: a grid for a hybrid one, else a line. */
    static List<int[]> splits(Law law) {
        return law.isHybrid()
                ? GRID
                : IntStream.of(1, 2, 4, 8, 16, 32, 64)
                        .mapToObj(w -> new int[] {w, 1})
                        .toList();
    }

    /** The curve of a law whose responses are disturbed. */
    static Curve disturbed(Law law, Growth growth, double[] c, DoubleSupplier factor) {
        List<TimePoint> points = new ArrayList<>();
        for (int[] split : splits(law)) {
            double rate = c[0] * speedup(law, c, split[0], split[1]) * factor.getAsDouble();
            points.add(TimePoint.of(split[0], split[1], growth.work(split[0] * split[1]) / rate));
        }
        return new Curve(growth, points);
    }

    /** The speed-up of coefficients that start with γ. */
    static double speedup(Law law, double[] c, double ranks, double threads) {
        Binary64[] shape =
                IntStream.range(1, c.length).mapToObj(i -> new Binary64(c[i])).toArray(Binary64[]::new);
        return law.speedup(shape, ranks, threads).getReal();
    }

    /** Coefficients that sit on a bound. */
    static List<Coefficient> hits(Fit fit) {
        return fit.coefficients().stream()
                .filter(c -> c.hit() != Coefficient.Hit.NONE)
                .toList();
    }

    static Curve withTimes(Curve curve, DoubleUnaryOperator change) {
        return new Curve(
                curve.growth(),
                curve.points().stream()
                        .map(p -> TimePoint.of(p.ranks(), p.threads(), change.applyAsDouble(p.seconds())))
                        .toList());
    }

    static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }
}
