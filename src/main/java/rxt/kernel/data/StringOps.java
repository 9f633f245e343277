package rxt.kernel.data;

import java.util.List;
import java.util.stream.Stream;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Digest;
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
import rxt.spmd.grid.Partition;
import rxt.spmd.team.Range;
import rxt.spmd.team.Team;

/**
 * The operations of Vaex's string benchmark on a column of decimal strings, or of the lines of a file in turn, {@code
 * packed} in one array of bytes with offsets, as Vaex and Arrow have them, or as {@code objects}, one {@link String} each,
 * as pandas has them: allocation and its collection against bandwidth.
 *
 * <p>Strings are dealt to the ranks, and a rank's to its team, in contiguous parts; each worker has a column of its own
 * for its part. Every operation is applied to all strings, and its results are looked through for a small sum. One sum of
 * these, operation by operation, over the ranks ends a step.
 *
 * <p>The answer: for each operation, a hash of all results and the sum of every step, both equal to those of the other
 * layout, whose code is another's, one thousand strings at a time, on another rank.
 */
public class StringOps implements Kernel {
    public static final KernelType TYPE = new KernelType(
                    "string-ops",
                    "data",
                    "operations on a column of strings, packed bytes or objects",
                    "S1 Vaex",
                    List.of(
                            Parameter.whole("strings", 100_000, 1, 1_000_000_000, "strings over all ranks"),
                            Parameter.choice(
                                    "layout", "packed", List.of("packed", "objects"), "bytes and offsets, or String[]"),
                            Parameter.choice("operation", "all", operations(), "one of them, or all in turn"),
                            Parameter.choice(
                                    "file",
                                    StringSource.NO_FILE,
                                    List.of(),
                                    "text among the inputs whose lines are the strings, in turn; none: numbers")),
                    WeakScaling.proportional("strings"),
                    StringOps::new)
            .requiring(StringOps::require)
            .allocating((params, ranks) ->
                    Memory.heap(bytesOfOne(params) * Math.ceilDiv(params.longValue("strings"), ranks)));

    private static final long BATCH = 1_000;

    private final Communicator world;
    private final Team team;
    private final long strings;
    private final String layout;
    private final StringSource source;
    private final List<StringOperation> operations;
    private final StringColumn[] columns;
    private final Partition ranks;
    private final long[][] memberSums;
    private final Team.Region applying = this::applyAll;
    private final long bytes;
    private long[] sums;
    private long hashOfSteps;
    private long steps;

    StringOps(Context context) {
        world = context.world();
        team = context.team();
        strings = context.params().longValue("strings");
        layout = context.params().text("layout");
        source = StringSource.of(context.inputs(), context.params().text("file"));
        String operation = context.params().text("operation");
        operations = Stream.of(StringOperation.values())
                .filter(one -> operation.equals("all") || operation.equals(one.word()))
                .toList();
        ranks = new Partition(strings, world.size());
        requireShortColumns(source, strings, world.size(), team.size());
        memberSums = new long[team.size()][operations.size()];
        sums = new long[operations.size()];
        columns = new StringColumn[team.size()];
        team.region(this::allocate);
        long own = 0;
        for (StringColumn column : columns) {
            own += column.bytes();
        }
        bytes = world.allreduce(own, ReduceOp.SUM);
    }

    private static double bytesOfOne(Params params) {
        return params.text("file").equals(StringSource.NO_FILE) ? 130 : 400;
    }

    private static List<String> operations() {
        return Stream.concat(Stream.of("all"), StringOperation.words().stream()).toList();
    }

    /** A file's lines are known to a rank only. */
    private static void require(Params params, int ranks, int threads) {
        if (params.text("file").equals(StringSource.NO_FILE)) {
            requireShortColumns(new StringSource.Numbers(), params.longValue("strings"), ranks, threads);
        }
    }

    private static void requireShortColumns(StringSource source, long strings, int ranks, int threads) {
        long longest = Math.ceilDiv(Math.ceilDiv(strings, ranks), threads);
        long most = PackedColumn.mostStrings(source.longest());
        if (longest > most) {
            throw new IllegalArgumentException("a worker's column holds " + most + " strings at most, not " + longest
                    + "; use fewer strings or more workers");
        }
    }

    private void allocate(Team.Member me) {
        Partition members = new Partition(ranks.lengthOf(world.rank()), team.size());
        long first = ranks.from(world.rank());
        columns[me.thread()] =
                StringColumn.of(layout, source, first + members.from(me.thread()), first + members.to(me.thread()));
    }

    /** No operations of floating point; each operation reads all strings and writes about as much. */
    @Override
    public Work work() {
        return new Work(0, 2.0 * bytes * operations.size(), 2.0 * (world.size() - 1));
    }

    @Override
    public void step() {
        team.region(applying);
        long[] own = new long[operations.size()];
        for (long[] member : memberSums) {
            for (int o = 0; o < own.length; o++) {
                own[o] += member[o];
            }
        }
        sums = world.allreduce(own, ReduceOp.SUM);
        steps++;
        hashOfSteps += hash(sums);
    }

    private void applyAll(Team.Member me) {
        StringColumn column = columns[me.thread()];
        long[] own = memberSums[me.thread()];
        for (int o = 0; o < own.length; o++) {
            apply(column, operations.get(o));
            own[o] = column.sum();
        }
    }

    /** Overridden by a mutant. */
    void apply(StringColumn column, StringOperation operation) {
        column.apply(operation);
    }

    @Override
    public Check verify() {
        long[] made = new long[operations.size()];
        long[] knownHash = new long[operations.size()];
        long[] knownSum = new long[operations.size()];
        String other = layout.equals("packed") ? "objects" : "packed";
        Range others = ranks.rangeOf(world.size() - 1 - world.rank());
        for (int o = 0; o < made.length; o++) {
            StringOperation operation = operations.get(o);
            for (StringColumn column : columns) {
                apply(column, operation);
                made[o] += column.hash();
            }
            for (long from = others.from(); from < others.to(); from += BATCH) {
                StringColumn batch = StringColumn.of(other, source, from, Math.min(from + BATCH, others.to()));
                batch.apply(operation);
                knownHash[o] += batch.hash();
                knownSum[o] += batch.sum();
            }
        }
        return check(
                world.allreduce(made, ReduceOp.SUM),
                world.allreduce(knownHash, ReduceOp.SUM),
                world.allreduce(knownSum, ReduceOp.SUM));
    }

    private Check check(long[] made, long[] knownHash, long[] knownSum) {
        Check check = Check.exact("sums of all steps", steps * hash(knownSum), hashOfSteps);
        for (int o = 0; o < made.length; o++) {
            String word = operations.get(o).word();
            check = check.and(Check.exact("hash of " + word, knownHash[o], made[o]))
                    .and(Check.exact("sum of " + word, knownSum[o], sums[o]));
        }
        return check.withDigest(hash(made));
    }

    private static long hash(long[] values) {
        long hash = 0;
        for (int i = 0; i < values.length; i++) {
            hash += Digest.term(i, values[i]);
        }
        return hash;
    }

    @Override
    public List<Observation> observations() {
        long own = 0;
        for (StringColumn column : columns) {
            own += column.bytes();
        }
        return List.of(new Observation("bytes of the strings", "byte", own));
    }
}
