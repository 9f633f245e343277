package rxt.analysis;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.core.source64.SplitMix64;
import org.apache.commons.rng.core.source64.XoShiRo256PlusPlus;
import org.hipparchus.random.RandomDataGenerator;
import org.hipparchus.random.Well19937c;
import org.hipparchus.util.KthSelector;

/**
 * Draws the hierarchical bootstrap of a cell: L launches with replacement, of each the median of its n steps drawn
 * with replacement, and the median of those L medians.
 *
 * <p>The steps are not drawn one by one: the median of n draws from n sorted times is the order statistic at ⌈nU⌉
 * with U ~ Beta((n+1)/2, (n+1)/2), exactly for odd n and with the two middle ones smoothed into one for even n
 * (Harrell &amp; Davis, Biometrika 1982). So a replicate costs O(L), whatever n. The draws of U are tabulated for each
 * n, mirrored about ½.
 *
 * <p>Deterministic: the same seed, cell and times give the same replicates, whatever was drawn before.
 */
public final class Resampler {
    private static final int TABLE = 1024;
    private static final int HANDFUL = 40;

    private final long seed;
    private final Map<Integer, int[]> medianPositions = new HashMap<>();
    private final KthSelector selector = new KthSelector();

    public Resampler(long seed) {
        this.seed = seed;
    }

    /** The bootstrap of cell {@code cell}, whose launches took these times. */
    public Bootstrap bootstrap(int cell, List<Sample> launches) {
        return bootstrap(cell, Sample.union(launches), launches);
    }

    /** The same where {@code pooled}, the union of {@code launches}, is at hand. */
    Bootstrap bootstrap(int cell, Sample pooled, List<Sample> launches) {
        double[] replicates = launches.size() < Bootstrap.LAUNCHES_NEEDED ? new double[0] : replicates(cell, launches);
        return new Bootstrap(pooled, launches, replicates);
    }

    private double[] replicates(int cell, List<Sample> launches) {
        Sample[] of = launches.toArray(Sample[]::new);
        int[][] positions = new int[of.length][];
        for (int i = 0; i < of.length; i++) {
            positions[i] = medianPositions.computeIfAbsent(of[i].size(), this::tabulate);
        }
        UniformRandomProvider random = generator(cell);
        double[] medians = new double[of.length];
        double[] replicates = new double[Bootstrap.RESAMPLES];
        for (int r = 0; r < replicates.length; r++) {
            for (int i = 0; i < medians.length; i++) {
                long bits = random.nextLong();
                int launch = (int) (((bits >>> 32) * of.length) >>> 32);
                medians[i] = of[launch].ranked(positions[launch][(int) (bits & (TABLE - 1))]);
            }
            replicates[r] = median(medians);
        }
        return replicates;
    }

    private double median(double[] values) {
        int half = values.length / 2;
        // Sorting a handful is far faster than selecting.
        if (values.length <= HANDFUL) {
            Arrays.sort(values);
            return values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
        }
        double upper = selector.select(values, null, half);
        double lower = values.length % 2 == 1
                ? upper
                : Arrays.stream(values, 0, half).max().orElseThrow();
        return (lower + upper) / 2;
    }

    /** Ranks, from 1, at which the median of n draws from n sorted times fell. */
    private int[] tabulate(int n) {
        RandomDataGenerator random = RandomDataGenerator.of(new Well19937c(seed + n));
        double shape = (n + 1) / 2.0;
        int[] ranks = new int[TABLE];
        for (int i = 0; i < TABLE / 2; i++) {
            double u = random.nextBeta(shape, shape);
            ranks[2 * i] = Math.clamp((long) Math.ceil(n * u), 1, n);
            ranks[2 * i + 1] = n + 1 - ranks[2 * i];
        }
        return ranks;
    }

    private UniformRandomProvider generator(int cell) {
        SplitMix64 state = new SplitMix64(seed ^ (Integer.toUnsignedLong(cell) << 32));
        return new XoShiRo256PlusPlus(state.nextLong(), state.nextLong(), state.nextLong(), state.nextLong());
    }
}
