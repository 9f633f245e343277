package rxt.analysis;

import java.util.Optional;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.util.KthSelector;

/**
 * How many times longer one cell takes than another, with the interval that decides between faster, slower and tied.
 *
 * <p>The interval is the wider, at each end, of two: the percentile interval of the hierarchical bootstrap, and
 * ratio · exp(±t·s), with s² the sum of both bootstrap variances and t Student's quantile at Welch's degrees of
 * freedom. The percentile interval alone is too narrow with few launches (Hesterberg, <i>What Teachers Should Know
 * About the Bootstrap</i>, 2015): by it alone, comparing a thing with itself says "different" far too often. With the t
 * part it does so in at most 5 % from 3 launches of each on, be the launch effects none, normal, exponential, or in two
 * clusters ten times as far apart as steps are; the test simulates these. With two launches of each, both may fall into
 * one cluster, and no width is enough; so there is no interval below 3.
 *
 * @param ratio median of the one over the median of the other
 * @param interval where the ratio lies; absent where either has fewer than {@link Bootstrap#LAUNCHES_NEEDED} launches
 */
public record RatioOfMedians(double ratio, Optional<Interval> interval) {
    /** What the interval allows to say of the one against the other. */
    public enum Verdict {
        FASTER,
        SLOWER,
        TIED
    }

    /**
     * The ratio of {@code one} to {@code other}.
     *
     * @param scale factor of the ratio, such as the ratio of the work done; 1 compares times
     * @param confidence such as 0.95
     */
    public static RatioOfMedians of(Bootstrap one, Bootstrap other, double scale, double confidence) {
        double ratio = scale * one.median() / other.median();
        if (!one.hasReplicates() || !other.hasReplicates()) {
            return new RatioOfMedians(ratio, Optional.empty());
        }
        double tail = (1 - confidence) / 2;
        double[] differences = new double[Bootstrap.RESAMPLES];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = one.deviation(i) - other.deviation(i);
        }
        KthSelector selector = new KthSelector();
        int below = (int) (tail * differences.length);
        double low = selector.select(differences, null, below);
        double high = selector.select(differences, null, differences.length - 1 - below);
        double half = halfWidth(one, other, tail);
        return new RatioOfMedians(
                ratio,
                Optional.of(
                        new Interval(ratio * Math.exp(Math.min(low, -half)), ratio * Math.exp(Math.max(high, half)))));
    }

    private static double halfWidth(Bootstrap one, Bootstrap other, double tail) {
        double variance = one.variance() + other.variance();
        if (variance == 0) {
            return 0;
        }
        double freedom = variance
                * variance
                / (one.variance() * one.variance() / one.degreesOfFreedom()
                        + other.variance() * other.variance() / other.degreesOfFreedom());
        return new TDistribution(freedom).inverseCumulativeProbability(1 - tail) * Math.sqrt(variance);
    }

    /** Faster or slower only where the interval excludes 1. */
    public Verdict verdict() {
        if (interval.isEmpty() || interval.get().contains(1)) {
            return Verdict.TIED;
        }
        return interval.get().high() < 1 ? Verdict.FASTER : Verdict.SLOWER;
    }
}
