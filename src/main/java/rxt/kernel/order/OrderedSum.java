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
 * <p>The terms are such that the exact sum is known: {@code tenths} repeats 0.1, ten of which make 1, and {@code cancelling}
 * repeats 10¹⁰⁰, 1, −10¹⁰⁰, whose sum is the number of threes. Only the exact method must meet it to the last bit; of
 * the others the answer is right within what their roundings may add up to. So only the exact method
 * promises a digest.
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
            .allocating((params, ranks) -> Memory.outside(8.0 * params.longValue("n") / ranks));

    private static final double TENTH = 0.1;
    private static final double[] CANCELLING = {1e100, 1, -1e100};

    private final Communicator world;
    private final Team team;
    private final long n;
    private final String method;
    private final boolean tenths;
    private final Range own;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment terms;
    private final ExactReduction exactly;
    private final Team.Block<CompensatedSum> compensated = this::compensated;
    private final Team.DoubleBlock plain = this::plain;
    private double sum;

    OrderedSum(Context context) {
        world = context.world();
        team = context.team();
        n = context.params().longValue("n");
        method = context.params().text("method");
        tenths = context.params().text("terms").equals("tenths");
        Partition ranks = new Partition(n, world.size());
        long first = ranks.from(world.rank());
        long length = ranks.lengthOf(world.rank());
        own = Range.of(0, length).inBlocksOf(Math.max(1, Math.ceilDiv(length, team.size())));
        terms = FirstTouch.doubles(arena, length);
        team.forEach(own, (from, to) -> {
            for (long i = from; i < to; i++) {
                double term = tenths ? TENTH : CANCELLING[(int) ((first + i) % CANCELLING.length)];
                terms.setAtIndex(ValueLayout.JAVA_DOUBLE, i, term);
            }
        });
        exactly = new ExactReduction(world, team);
    }

    /** One operation for each term, four with Kahan's method; the exact one's are of whole numbers. */
    @Override
    public Work work() {
        return new Work((method.equals("kahan") ? 4.0 : 1.0) * n, Double.BYTES * (double) n, 2.0 * (world.size() - 1));
    }

    @Override
    public void step() {
        sum = switch (method) {
            case "naive" -> world.allreduce(team.sum(range(), plain), ReduceOp.SUM);
            case "kahan" -> world.allreduce(compensated(range()).value(), ReduceOp.SUM);
            default -> exactly.sum(terms, range());
        };
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

    /** n·0.1 rounded once, of the double that is nearest to 0.1; the threes, and the terms that make up no whole three. */
    private double answer() {
        if (tenths) {
            return new BigDecimal(TENTH).multiply(BigDecimal.valueOf(n)).doubleValue();
        }
        return switch ((int) (n % CANCELLING.length)) {
            case 1 ->
                new BigDecimal(CANCELLING[0]).add(BigDecimal.valueOf(n / 3)).doubleValue();
            case 2 ->
                new BigDecimal(CANCELLING[0]).add(BigDecimal.valueOf(n / 3 + 1)).doubleValue();
            default -> n / 3.0;
        };
    }

    /** What roundings may add up to: one of each partial sum, or of the result and the squares of those. */
    private double tolerance() {
        double magnitudes = tenths ? n * TENTH : 2e100 / 3 * (n + 2) + n;
        double unit = Math.ulp(1.0) / 2;
        return switch (method) {
            case "naive" -> unit * n * magnitudes;
            case "kahan" ->
                2 * unit * Math.abs(answer())
                        + 2 * unit * unit * n * magnitudes
                        + unit * (world.size() - 1) * magnitudes;
            default -> 0;
        };
    }

    /** Of the last step. */
    double sum() {
        return sum;
    }

    @Override
    public Check verify() {
        Check check = Check.within("sum", answer(), sum, tolerance());
        return method.equals("exact") ? check.withDigest(Digest.term(0, sum)) : check;
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
