package rxt.kernel.order;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigDecimal;
import java.util.List;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Digest;
import rxt.kernel.FirstTouch;
import rxt.kernel.Kernel;
import rxt.kernel.KernelType;
import rxt.kernel.Memory;
import rxt.kernel.Observation;
import rxt.kernel.Parameter;
import rxt.kernel.Params;
import rxt.kernel.WeakScaling;
import rxt.kernel.Work;
import rxt.spmd.Communicator;
import rxt.spmd.ReduceOp;
import rxt.spmd.exact.ExactReduction;
import rxt.spmd.grid.Partition;
import rxt.spmd.team.Range;
import rxt.spmd.team.Team;

/**
 * The sum of n doubles, by methods that differ in what the order of the terms does to the result.
 *
 * <ul>
 *   <li>{@code naive}: each worker adds its terms one after the other, and the workers' sums are added. Other splits round
 *       at other places.
 *   <li>{@code kahan}: as naive, each worker with a second sum of what the first has rounded off (Neumaier, 1974).
 *   <li>{@code exact}: without rounding until the end ({@link rxt.spmd.exact.ExactSum}), so the bits are those of every order.
 * </ul>
 *
 * <p>The terms are such that the exact sum is known: {@code tenths} repeats 0.1, ten of which make 1, and
 * {@code cancelling} repeats 10¹⁰⁰, 1, −10¹⁰⁰, whose sum is the number of threes. Only the exact method must meet it to
 * the last bit, and so it alone promises a digest. Of the others each rank's sum must have the bits of a serial replay
 * of what its threads add, {@link OrderedSumReplay}; and that of tenths must be right within what their roundings may
 * add up to. So much of the last step; of the others each rank's sum must have the same bits, as far as its threads
 * decide.
 */
public class OrderedSum implements Kernel {
    public static final KernelType TYPE = new KernelType(
                    "ordered-sum",
                    "order",
                    "sum of doubles: naive, Kahan's, exact",
                    "S1 \"does the order change the output?\"",
                    List.of(
                            Parameter.whole("n", 10_000_000, 1, 1_000_000_000_000L, "terms"),
                            Parameter.choice(
                                    "method", "exact", List.of("naive", "kahan", "exact"), "how terms are added"),
                            Parameter.choice("terms", "tenths", List.of("tenths", "cancelling"), "which terms")),
                    WeakScaling.proportional("n"),
                    OrderedSum::new)
            .requiring(OrderedSum::require)
            .allocating((params, ranks) -> Memory.outside(8.0 * params.longValue("n") / ranks));

    private static final double TENTH = 0.1;
    private static final double[] CANCELLING = {1e100, 1, -1e100};
    /** What a rounding changes a result by, relatively and at most. */
    private static final double UNIT = Math.ulp(1.0) / 2;

    private final Communicator world;
    private final Team team;
    private final long n;
    private final String method;
    private final boolean tenths;
    private final long first;
    private final Range own;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment terms;
    private final ExactReduction exactly;
    private final Team.Block<CompensatedSum> compensated = this::compensated;
    private final Team.DoubleBlock plain = this::plain;
    /** This rank's, of the last step. */
    private double ownSum;

    private double sum;

    OrderedSum(Context context) {
        world = context.world();
        team = context.team();
        n = context.params().longValue("n");
        method = context.params().text("method");
        tenths = context.params().text("terms").equals("tenths");
        Partition ranks = new Partition(n, world.size());
        first = ranks.from(world.rank());
        long length = ranks.lengthOf(world.rank());
        own = Range.of(0, length).inBlocksOf(Math.max(1, Math.ceilDiv(length, team.size())));
        terms = FirstTouch.doubles(arena, length);
        team.forEach(own, (from, to) -> {
            for (long i = from; i < to; i++) {
                terms.setAtIndex(ValueLayout.JAVA_DOUBLE, i, term(i));
            }
        });
        exactly = new ExactReduction(world, team);
    }

    private static void require(Params params, int ranks, int threads) {
        long n = params.longValue("n");
        if (params.text("terms").equals("cancelling") && n % CANCELLING.length != 0) {
            throw new IllegalArgumentException(
                    "n = " + n + " terms leave 10^100 over, beside which no other counts; use"
                            + " a multiple of 3 with terms: cancelling");
        }
    }

    /** This rank's i-th. */
    private double term(long i) {
        return tenths ? TENTH : CANCELLING[(int) ((first + i) % CANCELLING.length)];
    }

    /** One operation for each term, four with Kahan's method; the exact one's are of whole numbers. */
    @Override
    public Work work() {
        return new Work((method.equals("kahan") ? 4.0 : 1.0) * n, Double.BYTES * (double) n, 2.0 * (world.size() - 1));
    }

    @Override
    public void step() {
        sum = switch (method) {
            case "naive" -> ofAll(team.sum(range(), plain));
            case "kahan" -> ofAll(compensated(range()).value());
            default -> exactly.sum(terms, range());
        };
    }

    private double ofAll(double own) {
        ownSum = own;
        return world.allreduce(own, ReduceOp.SUM);
    }

    private CompensatedSum compensated(Range of) {
        return team.reduce(of, CompensatedSum.ZERO, compensated, CompensatedSum::plus);
    }

    /** All of this rank's terms; overridden by a mutant. */
    Range range() {
        return own;
    }

    private double plain(long from, long to) {
        double total = 0;
        for (long i = from; i < to; i++) {
            total += terms.getAtIndex(ValueLayout.JAVA_DOUBLE, i);
        }
        return total;
    }

    private CompensatedSum compensated(long from, long to) {
        return CompensatedSum.of(terms, from, to);
    }

    /** n·0.1 rounded once, of the double that is nearest to 0.1; or the number of threes. */
    private double answer() {
        return tenths ? new BigDecimal(TENTH).multiply(BigDecimal.valueOf(n)).doubleValue() : n / 3.0;
    }

    /** What roundings of 0.1 may add up to: one of each partial sum, or of the result and the squares of those. */
    private double tolerance() {
        double magnitudes = n * TENTH;
        return switch (method) {
            case "naive" -> UNIT * n * magnitudes;
            case "kahan" -> 2 * UNIT * answer() + (2 * UNIT * n + world.size() - 1) * UNIT * magnitudes;
            default -> 0;
        };
    }

    /** Of the last step. */
    double sum() {
        return sum;
    }

    /** Its own sum, and that of all, but to single precision where the transport rounds in an order of its own. */
    @Override
    public long witness(int draw) {
        double ofAll = method.equals("exact") ? sum : tenths ? (float) sum : 0;
        return Digest.term(0, ownSum) + Digest.term(1, ofAll);
    }

    @Override
    public Check verify() {
        if (method.equals("exact")) {
            return Check.within("sum", answer(), sum, 0).withDigest(Digest.term(0, sum));
        }
        double replayed = new OrderedSumReplay(this::term, method.equals("kahan")).of(own);
        Check replay = replay(replayed);
        return tenths ? Check.within("sum", answer(), sum, tolerance()).and(replay) : replay;
    }

    /** A rank's own sum has the bits of the replay; in which order the transport adds those of the ranks, nobody tells. */
    private Check replay(double replayed) {
        long wrong = world.allreduce(replayed == ownSum ? 0 : 1L, ReduceOp.SUM);
        double all = world.allreduce(replayed, ReduceOp.SUM);
        double magnitudes = world.allreduce(Math.abs(replayed), ReduceOp.SUM);
        return Check.within("sum of a replay", all, sum, 2 * UNIT * (world.size() - 1) * magnitudes)
                .and(Check.exact("ranks with another sum than their replay", 0, wrong));
    }

    /** Of the naive method another at each split: the lecture's question. */
    @Override
    public List<Observation> observations() {
        return List.of(new Observation("sum", "", sum));
    }

    @Override
    public void close() {
        arena.close();
    }
}
