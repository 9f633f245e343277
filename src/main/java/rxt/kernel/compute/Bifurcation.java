package rxt.kernel.compute;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
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
 * The bifurcation diagram of the logistic map x ← r·x·(1 − x): for each of many r from 2.4 to 4 where x goes from ½.
 *
 * <p>The values of r are cut into blocks, and a block makes all its iterations in cache, all its values side by side in
 * vector registers. Nothing is sent but the sum that says whether a step was right.
 *
 * <p>Where r &lt; 3 the map has one attracting fixed point, 1 − 1/r, and the way to it is bounded: there the answer is known
 * in closed form; elsewhere a plain loop over one value at a time must give the same bits.
 */
public class Bifurcation implements Kernel {
    public static final KernelType TYPE = new KernelType(
                    "bifurcation",
                    "compute",
                    "logistic map x ← r·x·(1 − x) for many r",
                    "S2 course, bifurcation diagram",
                    List.of(
                            Parameter.whole(
                                    "values", 100_000, 2, Integer.MAX_VALUE - 8, "values of r; the course has 1000"),
                            Parameter.whole("iterations", 700, 1, 1_000_000_000, "iterations for each r")),
                    WeakScaling.proportional("values"),
                    Bifurcation::new)
            .allocating((params, ranks) -> Memory.heap(16.0 * params.longValue("values") / ranks));

    private static final double FIRST_R = 2.4;
    private static final double LAST_R = 4;
    private static final double START = 0.5;
    /** Values of r that are iterated together: two arrays of them fit a first-level cache. */
    private static final int BLOCK = 1024;

    private final Communicator world;
    private final Team team;
    private final int values;
    private final int iterations;
    private final Partition parts;
    private final Range own;
    private final double[] r;
    private final double[] x;
    private final Team.Loop iterating = this::iterate;
    private final LongUnaryOperator bits = this::bits;
    /**
     * Values iterated to the end, over all steps: one left out in one step alone would keep its right end of the step
     * before.
     */
    private final LongAdder iterated = new LongAdder();

    private long steps;

    Bifurcation(Context context) {
        world = context.world();
        team = context.team();
        values = context.params().intValue("values");
        iterations = context.params().intValue("iterations");
        parts = new Partition(values, world.size());
        own = Range.of(0, parts.lengthOf(world.rank()));
        r = new double[(int) own.length()];
        x = new double[(int) own.length()];
        team.forEach(own, (from, to) -> {
            for (int i = (int) from; i < to; i++) {
                r[i] = r(parts.from(world.rank()) + i);
            }
        });
    }

    private double r(long index) {
        return FIRST_R + index * ((LAST_R - FIRST_R) / (values - 1));
    }

    /** Two products and a difference. */
    @Override
    public Work work() {
        return new Work(3.0 * values * iterations, 0, 0);
    }

    @Override
    public void step() {
        team.forEach(own, iterating);
        steps++;
    }

    /** Overridden by a mutant. */
    void iterate(long from, long to) {
        int end;
        for (int begin = (int) from; begin < to; begin = end) {
            end = (int) Math.min(to, begin + (long) BLOCK);
            for (int i = begin; i < end; i++) {
                x[i] = START;
            }
            for (int k = 0; k < iterations; k++) {
                iterateOnce(begin, end);
            }
            iterated.add(end - begin);
        }
    }

    /** A method of its own, which the compiler turns into vector instructions. */
    void iterateOnce(int begin, int end) {
        for (int i = begin; i < end; i++) {
            x[i] = r[i] * x[i] * (1 - x[i]);
        }
    }

    @Override
    public long witness(int draw) {
        return Sample.of(draw, x.length, bits);
    }

    private long bits(long index) {
        return Double.doubleToLongBits(x[(int) index]);
    }

    @Override
    public Check verify() {
        long wrong = team.sumLong(own, this::wrong);
        long digest = team.sumLong(own, this::digest);
        return Check.exact("wrong values", 0, world.allreduce(wrong, ReduceOp.SUM))
                .and(Check.exact("values iterated", steps * values, world.allreduce(iterated.sum(), ReduceOp.SUM)))
                .withDigest(world.allreduce(digest, ReduceOp.SUM));
    }

    private long wrong(long from, long to) {
        long wrong = 0;
        for (int i = (int) from; i < to; i++) {
            boolean right = x[i] == alone(r[i]) && (r[i] >= 3 || nearFixedPoint(r[i], x[i]));
            wrong += right ? 0 : 1;
        }
        return wrong;
    }

    private double alone(double ofR) {
        double at = START;
        for (int k = 0; k < iterations; k++) {
            at = ofR * at * (1 - at);
        }
        return at;
    }

    /**
     * Near the fixed point an iteration shrinks the error by 2 − r; from ½ it stays below a tenth of that power
     * throughout.
     */
    private boolean nearFixedPoint(double ofR, double at) {
        double bound = 0.2 * Math.pow(ofR - 2, iterations) + 1e-12 / (3 - ofR);
        return Math.abs(at - (1 - 1 / ofR)) <= bound;
    }

    private long digest(long from, long to) {
        long first = parts.from(world.rank());
        long sum = 0;
        for (int i = (int) from; i < to; i++) {
            sum += Digest.term(first + i, x[i]);
        }
        return sum;
    }
}
