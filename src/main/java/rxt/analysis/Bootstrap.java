package rxt.analysis;

import java.util.Arrays;
import org.hipparchus.stat.StatUtils;

/**
 * How far a cell's median would stray if the cell were measured again: replicates of it by the hierarchical bootstrap,
 * launches first, then steps within a launch. {@link Resampler} draws them, {@link RatioOfMedians} compares them.
 */
public final class Bootstrap {
    /** Number of replicates. */
    public static final int RESAMPLES = 2000;

    /**
     * Launches below which there is no interval: two launches cannot show that launches fall into two clusters, and
     * then no width of interval keeps the promise of 5 % (see {@link RatioOfMedians}).
     */
    public static final int LAUNCHES_NEEDED = 3;

    private final int launches;
    private final double median;
    private final double[] deviations;
    private final double variance;

    /**
     * A bootstrap of given replicates.
     *
     * @param medians of the launches; their median is the estimate, as it is of each replicate
     * @param replicates medians of the resampled cell, in seconds; none below {@link #LAUNCHES_NEEDED} launches
     */
    Bootstrap(Sample medians, double[] replicates) {
        this.launches = medians.size();
        this.median = medians.median();
        this.deviations =
                Arrays.stream(replicates).map(r -> Math.log(r / median)).toArray();
        // Resampling L things understates the variance of their mean by (L−1)/L: Hesterberg 2015, section 4.
        this.variance = replicates.length == 0
                ? Double.NaN
                : StatUtils.populationVariance(deviations) * launches / (launches - 1);
    }

    /** Whether there were launches enough to estimate how far they differ. */
    boolean hasReplicates() {
        return deviations.length > 0;
    }

    /** Median of the launches' medians, in seconds. */
    double median() {
        return median;
    }

    /** Natural logarithm of replicate {@code i} over the median. */
    double deviation(int i) {
        return deviations[i];
    }

    /** Variance of the logarithm of the median, corrected for the number of launches. */
    double variance() {
        return variance;
    }

    /** Degrees of freedom of that variance. */
    int degreesOfFreedom() {
        return launches - 1;
    }
}
