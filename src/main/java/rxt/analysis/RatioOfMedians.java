package rxt.analysis;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
        return of(scale * one.median() / other.median(), List.of(one), List.of(other), confidence);
    }

    /**
     * The geometric mean of several ratios, each of one cell to another; its interval tells how far that mean would stray.
     *
     * @param ones what is compared, 1 or more
     * @param others what each is compared with
     * @param confidence such as 0.95
     */
    public static RatioOfMedians geometricMean(List<Bootstrap> ones, List<Bootstrap> others, double confidence) {
        double logarithms = 0;
        for (int k = 0; k < ones.size(); k++) {
            logarithms += Math.log(ones.get(k).median() / others.get(k).median());
        }
        return of(Math.exp(logarithms / ones.size()), ones, others, confidence);
    }

    private static RatioOfMedians of(double ratio, List<Bootstrap> ones, List<Bootstrap> others, double confidence) {
        List<Bootstrap> all = Stream.concat(ones.stream(), others.stream()).toList();
        if (!all.stream().allMatch(Bootstrap::hasReplicates)) {
            return new RatioOfMedians(ratio, Optional.empty());
        }
        double tail = (1 - confidence) / 2;
        double[] differences = new double[Bootstrap.RESAMPLES];
        for (int i = 0; i < differences.length; i++) {
            for (int k = 0; k < ones.size(); k++) {
                differences[i] += (ones.get(k).deviation(i) - others.get(k).deviation(i)) / ones.size();
            }
        }
        KthSelector selector = new KthSelector();
        int below = (int) (tail * differences.length);
        double low = selector.select(differences, null, below);
        double high = selector.select(differences, null, differences.length - 1 - below);
        double half = halfWidth(all, ones.size(), tail);
        return new RatioOfMedians(
                ratio,
                Optional.of(
                        new Interval(ratio * Math.exp(Math.min(low, -half)), ratio * Math.exp(Math.max(high, half)))));
    }

    /** Of the mean over so many ratios, whose variances are those of all that is in them. */
    private static double halfWidth(List<Bootstrap> all, int ratios, double tail) {
        double variance = 0;
        double squaresByFreedom = 0;
        for (Bootstrap part : all) {
            double share = part.variance() / ratios / ratios;
            variance += share;
            squaresByFreedom += share * share / part.degreesOfFreedom();
        }
        if (variance == 0) {
            return 0;
        }
        double freedom = variance * variance / squaresByFreedom;
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
