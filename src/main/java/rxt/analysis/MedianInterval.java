package rxt.analysis;

import java.util.Optional;
import org.hipparchus.distribution.discrete.BinomialDistribution;

/**
 * The exact 95 % confidence interval of a median, from the binomial distribution of order statistics; it assumes
 * independent times and no distribution.
 *
 * <p>Of n sorted times the interval is [x₍k₎, x₍n+1−k₎] with the largest k for which 1 − 2·P(Bin(n, ½) ≤ k−1) ≥ 0.95.
 * Below 6 times there is no such k, and no interval. Source: Hoefler &amp; Belli, SC'15, rule 6; Le Boudec,
 * <i>Performance Evaluation</i>, 2010, theorem 2.1.
 *
 * @param low rank of the lower end, from 1
 * @param high rank of the upper end
 */
public record MedianInterval(int low, int high) {
    /** Probability that the interval covers the median, or more. */
    public static final double CONFIDENCE = 0.95;

    private static final double TAIL = (1 - CONFIDENCE) / 2;

    /** The ranks for {@code n} times; absent below 6. */
    public static Optional<MedianInterval> ranks(int n) {
        // The smallest x with P(X ≤ x) ≥ TAIL is the largest k with P(X ≤ k−1) < TAIL; equality cannot be, since
        // 0.025 · 2ⁿ is no whole number.
        int k = new BinomialDistribution(n, 0.5).inverseCumulativeProbability(TAIL);
        return k < 1 ? Optional.empty() : Optional.of(new MedianInterval(k, n + 1 - k));
    }

    /** The interval of the median of {@code sample}; absent below 6 times. */
    public static Optional<Interval> of(Sample sample) {
        return ranks(sample.size()).map(at -> new Interval(sample.ranked(at.low), sample.ranked(at.high)));
    }
}
