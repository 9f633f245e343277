package rxt.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.core.source64.SplitMix64;
import org.apache.commons.rng.core.source64.XoShiRo256PlusPlus;
import org.hipparchus.random.RandomDataGenerator;
import org.hipparchus.random.Well19937c;

/**
 * Draws the hierarchical bootstrap of a cell: L launches with replacement, of each the median of its n steps drawn
 * with replacement, and the median of those L medians.
 *
 * <p>Nothing is drawn one by one, since the median of m draws from a distribution is its quantile at U, with U a
 * middle order statistic of m uniforms, which is Beta distributed. So the medians of a launch are its times at U ~
 * Beta((n+1)/2, (n+1)/2) (for even n the two middle ones are smoothed into one, as Harrell &amp; Davis do, Biometrika
 * 1982), and the median of L of them is the quantile of the equal mixture of all launches, for even L the mean of two
 * quantiles. A replicate then costs the same whatever L and n. The U are tabulated for each n and each L.
 *
 * <p>Deterministic: the same seed, cell and times give the same replicates, whatever was drawn before, by whichever
 * thread.
 */
public final class Resampler {
    /** Medians that stand for the distribution of the median of one launch. */
    private static final int STRATA = 128;

    private static final int DRAWS_PER_STRATUM = 8;

    /** Entries of the table of middle order statistics; a power of 2. */
    private static final int TABLE = 8192;

    private static final double BELOW_ONE = Math.nextDown(1.0);

    private final long seed;
    private final Map<Integer, int[]> medianRanks = new ConcurrentHashMap<>();
    private final Map<Integer, double[][]> middles = new ConcurrentHashMap<>();

    public Resampler(long seed) {
        this.seed = seed;
    }

    /** The bootstrap of cell {@code cell}, whose launches took these times. */
    public Bootstrap bootstrap(int cell, List<Sample> launches) {
        double[] replicates = launches.size() < Bootstrap.LAUNCHES_NEEDED ? new double[0] : replicates(cell, launches);
        return new Bootstrap(Sample.ofMedians(launches), replicates);
    }

    private double[] replicates(int cell, List<Sample> launches) {
        double[] mixture = mixture(launches);
        double[][] middle = middles.computeIfAbsent(launches.size(), this::middles);
        SplitMix64 state = new SplitMix64(seed ^ (Integer.toUnsignedLong(cell) << 32));
        UniformRandomProvider random =
                new XoShiRo256PlusPlus(state.nextLong(), state.nextLong(), state.nextLong(), state.nextLong());
        double[] replicates = new double[Bootstrap.RESAMPLES];
        for (int r = 0; r < replicates.length; r++) {
            double[] u = middle[(int) (random.nextLong() >>> 32) & (TABLE - 1)];
            replicates[r] = (mixture[(int) (u[0] * mixture.length)] + mixture[(int) (u[1] * mixture.length)]) / 2;
        }
        return replicates;
    }

    /** The resampled medians of all launches, sorted. */
    private double[] mixture(List<Sample> launches) {
        double[] mixture = new double[STRATA * launches.size()];
        int i = 0;
        for (Sample launch : launches) {
            for (int rank : medianRanks.computeIfAbsent(launch.size(), this::medianRanks)) {
                mixture[i++] = launch.ranked(rank);
            }
        }
        Arrays.sort(mixture);
        return mixture;
    }

    /** Ranks, from 1, at which the median of n draws from n sorted times falls, equally likely. */
    private int[] medianRanks(int n) {
        RandomDataGenerator random = RandomDataGenerator.of(new Well19937c(seed + n));
        double shape = (n + 1) / 2.0;
        double[] draws = new double[STRATA * DRAWS_PER_STRATUM];
        for (int i = 0; i < draws.length; i += 2) {
            draws[i] = random.nextBeta(shape, shape);
            draws[i + 1] = 1 - draws[i];
        }
        Arrays.sort(draws);
        int[] ranks = new int[STRATA];
        for (int i = 0; i < STRATA / 2; i++) {
            double u = draws[DRAWS_PER_STRATUM * i + DRAWS_PER_STRATUM / 2];
            ranks[i] = Math.clamp((long) Math.ceil(n * u), 1, n);
            ranks[STRATA - 1 - i] = n + 1 - ranks[i];
        }
        return ranks;
    }

    /** Draws of the two middle order statistics of L uniforms, equal where L is odd; each below 1. */
    private double[][] middles(int launches) {
        RandomDataGenerator random = RandomDataGenerator.of(new Well19937c(~(seed + launches)));
        int rank = (launches + 1) / 2;
        double[][] pairs = new double[TABLE][];
        for (int i = 0; i < TABLE; i++) {
            double lower = random.nextBeta(rank, launches - rank + 1);
            // The least of the uniforms above, of which there are launches / 2.
            double upper = launches % 2 == 1 ? lower : 1 - (1 - lower) * Math.pow(random.nextDouble(), 2.0 / launches);
            pairs[i] = new double[] {Math.min(lower, BELOW_ONE), Math.min(upper, BELOW_ONE)};
        }
        return pairs;
    }
}
