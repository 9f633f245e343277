package rxt.kernel.compute;

import java.util.List;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Digest;
import rxt.kernel.Kernel;
import rxt.kernel.KernelType;
import rxt.kernel.Parameter;
import rxt.kernel.WeakScaling;
import rxt.kernel.Work;
import rxt.spmd.Communicator;
import rxt.spmd.ReduceOp;
import rxt.spmd.exact.ExactReduction;
import rxt.spmd.grid.Partition;
import rxt.spmd.team.Range;
import rxt.spmd.team.Schedule;
import rxt.spmd.team.Team;

/**
 * An integral by quadrature: the midpoint rule for x⁴ − 3x on [0, 1], or the trapezoidal rule for sin x on [0, π].
 *
 * <p>Blocks of intervals are dealt to ranks and threads. A block is summed in a fixed order, and the blocks' sums are added
 * exactly, so that the bits are those of every split.
 *
 * <p>What the rules give is known in closed form, by the formula of Euler and Maclaurin, which ends for a polynomial, and by
 * Σ sin(kh) = cot(h/2): so an interval lost between two ranks is seen, however narrow.
 */
public class Integrate implements Kernel {
    public static final KernelType TYPE = new KernelType(
            "integrate",
            "compute",
            "integral by the midpoint or the trapezoidal rule",
            "S0 exercise 1, S2 trapezoid",
            List.of(
                    Parameter.choice(
                            "integrand",
                            "polynomial",
                            List.of("polynomial", "sine"),
                            "x⁴ − 3x on [0, 1] by midpoints, or sin x on [0, π] by trapezoids"),
                    Parameter.whole("intervals", 100_000_000, 1, 100_000_000_000L, "intervals of equal width")),
            WeakScaling.proportional("intervals"),
            Integrate::new);

    private static final int BLOCK = 4096;
    /** Sums of a block that are added side by side, so that one addition need not wait for the other. */
    private static final int SUMS = 4;

    private final Communicator world;
    private final Team team;
    private final ExactReduction total;
    private final long intervals;
    private final Range blocks;
    private final boolean midpoint;
    private final double width;
    private final Team.Region summing = this::sum;
    private final Team.Loop[] summingBy;
    private double integral;
    private double worst;

    Integrate(Context context) {
        world = context.world();
        team = context.team();
        total = new ExactReduction(world, team);
        intervals = context.params().longValue("intervals");
        midpoint = context.params().text("integrand").equals("polynomial");
        width = (midpoint ? 1 : Math.PI) / intervals;
        blocks = new Partition(Math.ceilDiv(intervals, BLOCK), world.size()).rangeOf(world.rank());
        summingBy = new Team.Loop[team.size()];
        for (int member = 0; member < summingBy.length; member++) {
            int part = member;
            summingBy[member] = (from, to) -> sum(part, from, to);
        }
    }

    /** Three products and a difference for the polynomial, a product and a sum for x, and the sum; a sine counts as one. */
    @Override
    public Work work() {
        return new Work((midpoint ? 7.0 : 3.0) * intervals, 0, 2.0 * (world.size() - 1));
    }

    @Override
    public void step() {
        team.region(summing);
        integral = width * total.result();
        worst = Math.max(worst, Math.abs(integral - answer()));
    }

    private void sum(Team.Member me) {
        me.share(blocks, Schedule.STATIC, summingBy[me.thread()]);
    }

    private void sum(int member, long from, long to) {
        for (long block = from; block < to; block++) {
            total.part(member).add(block(block * BLOCK, end(block)));
        }
    }

    /** One past the last interval of a block. */
    long end(long block) {
        return Math.min((block + 1) * BLOCK, intervals);
    }

    private double block(long from, long to) {
        return midpoint ? polynomial(from, to) : sine(from, to);
    }

    /** f at the middle of each interval. */
    private double polynomial(long from, long to) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        long i = from;
        for (; i + SUMS <= to; i += SUMS) {
            s0 += polynomial((i + 0.5) * width);
            s1 += polynomial((i + 1.5) * width);
            s2 += polynomial((i + 2.5) * width);
            s3 += polynomial((i + 3.5) * width);
        }
        for (; i < to; i++) {
            s0 += polynomial((i + 0.5) * width);
        }
        return (s0 + s1) + (s2 + s3);
    }

    private static double polynomial(double x) {
        return x * (x * x * x - 3);
    }

    /** f at the left of each interval: inner ends count half in two trapezoids, and at 0 and π the sine is 0. */
    private double sine(long from, long to) {
        double sum = 0;
        for (long i = from; i < to; i++) {
            sum += Math.sin(i * width);
        }
        return sum;
    }

    private double answer() {
        if (midpoint) {
            double square = width * width;
            return -1.3 - square / 6 + 7 * square * square / 240;
        }
        return intervals == 1 ? 0 : width / Math.tan(width / 2);
    }

    /** Roundings in a block and of each value; no interval is as small, but those where f is 0. */
    private double tolerance() {
        int added = midpoint ? BLOCK / SUMS : BLOCK;
        return (added + 16) * Math.ulp(1.0) * 2;
    }

    @Override
    public Check verify() {
        return Check.within("integral", answer(), integral, tolerance())
                .and(Check.residual("largest error of a step", world.allreduce(worst, ReduceOp.MAX), tolerance()))
                .withDigest(Digest.term(0, integral));
    }
}
