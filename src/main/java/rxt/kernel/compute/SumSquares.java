package rxt.kernel.compute;

import java.math.BigInteger;
import java.util.List;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelType;
import rxt.kernel.Parameter;
import rxt.kernel.WeakScaling;
import rxt.kernel.Work;
import rxt.spmd.Communicator;
import rxt.spmd.ReduceOp;
import rxt.spmd.grid.Partition;
import rxt.spmd.team.Range;
import rxt.spmd.team.Team;

/**
 * A few long jobs that only compute: job j adds the squares of 0 to length − 1, and beside them runs
 * x ← a·x + i² from x = j, where no step can begin before the one before it has ended.
 *
 * <p>Jobs are not cut. With fewer jobs than a multiple of the workers some idle at the end: the time of a step goes down
 * in stairs, as ⌈jobs / workers⌉.
 *
 * <p>All is exact modulo 2⁶⁴. Σ i² is known in closed form; x is linear in (x, i², i, 1), so that a power of a matrix of
 * four rows, found by squaring, gives it without the loop.
 */
public class SumSquares implements Kernel {
    public static final KernelType TYPE = new KernelType(
            "sum-squares",
            "compute",
            "a few long jobs: sums of squares beside a recurrence of squares",
            "S4 CPU-bound, S0 Pool of sums",
            List.of(
                    Parameter.whole("jobs", 16, 1, 1_000_000, "jobs, none of which is cut"),
                    Parameter.whole("length", 10_000_000, 1, 1_000_000_000_000L, "squares per job")),
            WeakScaling.proportional("jobs"),
            SumSquares::new);

    /** Knuth's multiplier for 64-bit linear congruential generators (MMIX). */
    private static final long MULTIPLIER = 6364136223846793005L;

    private final Communicator world;
    private final Team team;
    private final long jobs;
    private final long length;
    private final Range own;
    private final long expected;
    private final Team.LongBlock summing = this::sum;
    private long wrongSteps;
    private long checksum;

    SumSquares(Context context) {
        world = context.world();
        team = context.team();
        jobs = context.params().longValue("jobs");
        length = context.params().longValue("length");
        own = new Partition(jobs, world.size()).rangeOf(world.rank()).inBlocksOf(1);
        expected = jobs * squares(length) + mixed(jobs, length);
    }

    /** Whole numbers only: two products and three sums for each square. */
    @Override
    public Work work() {
        return new Work(5.0 * jobs * length, 0, 2.0 * (world.size() - 1));
    }

    @Override
    public void step() {
        checksum = world.allreduce(team.sumLong(own, summing), ReduceOp.SUM);
        wrongSteps += checksum == expected ? 0 : 1;
    }

    private long sum(long from, long to) {
        long sum = 0;
        for (long job = from; job < to; job++) {
            sum += job(job, length);
        }
        return sum;
    }

    /** Σ i² + x after the last i. */
    long job(long number, long squares) {
        long x = number;
        long sum = 0;
        for (long i = 0; i < squares; i++) {
            long square = i * i;
            sum += square;
            x = MULTIPLIER * x + square;
        }
        return sum + x;
    }

    /** Σ i² = (n−1)·n·(2n−1)/6 for i &lt; n. */
    static long squares(long n) {
        BigInteger b = BigInteger.valueOf(n);
        return b.subtract(BigInteger.ONE)
                .multiply(b)
                .multiply(b.shiftLeft(1).subtract(BigInteger.ONE))
                .divide(BigInteger.valueOf(6))
                .longValue();
    }

    /** Σ over the jobs of x after {@code n} squares: of 0 + 1 + … + jobs − 1 and of what each job adds. */
    static long mixed(long jobs, long n) {
        // (x, i², i, 1) → (a·x + i², i² + 2i + 1, i + 1, 1)
        long[][] step = {{MULTIPLIER, 1, 0, 0}, {0, 1, 2, 1}, {0, 0, 1, 1}, {0, 0, 0, 1}};
        long[][] power = power(step, n);
        long starts = jobs % 2 == 0 ? jobs / 2 * (jobs - 1) : (jobs - 1) / 2 * jobs;
        return power[0][0] * starts + jobs * power[0][3];
    }

    private static long[][] power(long[][] matrix, long exponent) {
        long[][] result = {{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}};
        long[][] square = matrix;
        for (long e = exponent; e > 0; e >>= 1) {
            if ((e & 1) == 1) {
                result = product(result, square);
            }
            square = product(square, square);
        }
        return result;
    }

    private static long[][] product(long[][] a, long[][] b) {
        long[][] c = new long[a.length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int k = 0; k < a.length; k++) {
                for (int j = 0; j < a.length; j++) {
                    c[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        return c;
    }

    @Override
    public Check verify() {
        return Check.exact("checksum", expected, checksum)
                .and(Check.exact("steps with a wrong checksum", 0, wrongSteps))
                .withDigest(checksum);
    }
}
