package rxt.kernel.compute;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongUnaryOperator;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Digest;
import rxt.kernel.Kernel;
import rxt.kernel.KernelType;
import rxt.kernel.Memory;
import rxt.kernel.Parameter;
import rxt.kernel.Sample;
import rxt.kernel.WeakScaling;
import rxt.kernel.Work;
import rxt.spmd.Communicator;
import rxt.spmd.ReduceOp;
import rxt.spmd.grid.Partition;
import rxt.spmd.team.Range;
import rxt.spmd.team.Team;

/**
 * Parzen windows: the density of a sample at the origin, estimated with windows of many widths h as the part of the points
 * that lie within h/2 of it in both directions, divided by h².
 *
 * <p>The sample is one of normal deviates in two dimensions, whose density at the origin is 1/2π = 0.159. Each rank
 * makes the whole sample; widths are dealt to ranks and threads, and each counts over all points.
 *
 * <p>Sorted by their distance the points give all counts at once, which must agree exactly; and the estimates must
 * agree with the normal distribution within four and a half standard deviations.
 */
public class Parzen implements Kernel {
    public static final KernelType TYPE = new KernelType(
                    "parzen",
                    "compute",
                    "density at a point by Parzen windows of many widths",
                    "S4, the article on Parzen windows",
                    List.of(
                            Parameter.whole("points", 10_000, 1, 100_000_000, "points of the sample"),
                            Parameter.whole("widths", 100, 1, 1_000_000, "widths from 0.01 to 1"),
                            Parameter.whole("seed", 1, 0, Integer.MAX_VALUE, "key of the random numbers"),
                            Parameter.choice(
                                    "variant",
                                    "vector",
                                    List.of("vector", "scalar"),
                                    "points side by side, or one by one")),
                    WeakScaling.proportional("widths"),
                    Parzen::new)
            .allocating((params, ranks) -> Memory.heap(24.0 * params.longValue("points")));

    private static final double NARROWEST = 0.01;
    private static final double WIDEST = 1;

    private final Communicator world;
    private final Team team;
    private final int widths;
    private final int first;
    private final Range own;
    private final ParzenSample sample;
    private final boolean vector;
    private final int[] counts;
    private final Team.Loop counting = this::count;
    private final LongUnaryOperator bits = this::bits;

    Parzen(Context context) {
        world = context.world();
        team = context.team();
        widths = context.params().intValue("widths");
        Partition parts = new Partition(widths, world.size());
        first = (int) parts.from(world.rank());
        own = Range.of(0, parts.lengthOf(world.rank()));
        vector = context.params().text("variant").equals("vector");
        sample = new ParzenSample(
                team, context.params().intValue("points"), context.params().intValue("seed"));
        counts = new int[(int) own.length()];
    }

    private double width(long index) {
        return widths == 1 ? WIDEST : NARROWEST + index * ((WIDEST - NARROWEST) / (widths - 1));
    }

    /** Two comparisons per point and width; the sample, of two doubles a point, is read for every width. */
    @Override
    public Work work() {
        double pairs = (double) widths * sample.size();
        return new Work(2 * pairs, 2 * Double.BYTES * pairs, 0);
    }

    @Override
    public void step() {
        Arrays.fill(counts, -1);
        team.forEach(own, counting);
    }

    private void count(long from, long to) {
        for (int i = (int) from; i < to; i++) {
            counts[i] = within(width(first + i) / 2);
        }
    }

    /** Points that lie in the window. */
    int within(double half) {
        return vector ? sample.within(half) : sample.withinOneByOne(half);
    }

    @Override
    public long witness(int draw) {
        return Sample.of(draw, counts.length, bits);
    }

    private long bits(long index) {
        return counts[(int) index];
    }

    @Override
    public Check verify() {
        double[] distances = sample.distances();
        long wrong = 0;
        long digest = 0;
        double farthest = 0;
        for (int i = 0; i < counts.length; i++) {
            double half = width(first + i) / 2;
            wrong += counts[i] == below(distances, half) ? 0 : 1;
            digest += Digest.term(first + i, (long) counts[i]);
            farthest = Math.max(farthest, deviations(sample.size(), counts[i], half));
        }
        return Check.exact("wrong counts", 0, world.allreduce(wrong, ReduceOp.SUM))
                .and(Check.residual(
                        "standard deviations from the density", world.allreduce(farthest, ReduceOp.MAX), 4.5))
                .withDigest(world.allreduce(digest, ReduceOp.SUM));
    }

    /** Sorted numbers that are at most {@code half}. */
    private static int below(double[] sorted, double half) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] <= half) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * From what a normal distribution has in the window, where a count has a binomial one; one point more or less is
     * none.
     */
    static double deviations(double n, int count, double half) {
        double probability = Math.pow(normalWithin(half), 2);
        double deviation = Math.sqrt(n * probability * (1 - probability));
        return Math.max(0, Math.abs(count - n * probability) - 1) / (deviation + 1);
    }

    /** P(|X| ≤ a) of a standard normal X, for a ≤ ½ by its series; the terms left out are below 10⁻⁸. */
    private static double normalWithin(double a) {
        double square = a * a;
        double series = 1 - square / 6 + square * square / 40 - Math.pow(square, 3) / 336 + Math.pow(square, 4) / 3456;
        return Math.sqrt(2 / Math.PI) * a * series;
    }
}
