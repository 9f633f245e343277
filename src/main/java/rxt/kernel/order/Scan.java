package rxt.kernel.order;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Digest;
import rxt.kernel.FirstTouch;
import rxt.kernel.Kernel;
import rxt.kernel.KernelType;
import rxt.kernel.Memory;
import rxt.kernel.Parameter;
import rxt.kernel.WeakScaling;
import rxt.kernel.Work;
import rxt.spmd.Communicator;
import rxt.spmd.ElementType;
import rxt.spmd.ReduceOp;
import rxt.spmd.grid.Partition;
import rxt.spmd.team.Range;
import rxt.spmd.team.Team;

/**
 * The recurrence x(i) = a(i)·x(i−1) + b(i), where every value needs the one before it, modulo 2⁶⁴.
 *
 * <p>{@code serial} does it as it stands: one worker after the other, the last value handed on. {@code prefix} sees that
 * two steps together are again a product and a sum: every worker first composes those of its part, the compositions are
 * put one after the other, and then every worker knows with which value its part begins. That is twice the work, and all
 * of it side by side.
 *
 * <p>Whole numbers, so both give the same bits; the answer is right when each value follows from the one before it.
 */
public class Scan implements Kernel {
    public static final KernelType TYPE = new KernelType(
                    "scan",
                    "order",
                    "linear recurrence, one after the other or by parallel prefix",
                    "S1 \"do we need previous results?\"",
                    List.of(
                            Parameter.whole("n", 10_000_000, 1, 1_000_000_000_000L, "values"),
                            Parameter.choice(
                                    "variant",
                                    "prefix",
                                    List.of("prefix", "serial"),
                                    "side by side, or one after the other")),
                    WeakScaling.proportional("n"),
                    Scan::new)
            .allocating((params, ranks) -> Memory.outside(24.0 * params.longValue("n") / ranks));

    private static final long START = 1;
    private static final int TAG = 1;

    private final Communicator world;
    private final Team composing;
    private final Team applying;
    private final long n;
    private final boolean prefix;
    private final Partition ranks;
    private final Partition parts;
    private final Arena arena = Arena.ofShared();
    private final long length;
    private final MemorySegment a;
    private final MemorySegment b;
    private final MemorySegment x;
    /** Per member, a padded pair: what its part multiplies with, and what it adds. */
    private final long[] composed;
    /** Per rank the same pair. */
    private final long[] all;

    private final long[] own = new long[2];
    private final long[] handed = {START};
    private final MemorySegment allBuffer;
    private final MemorySegment ownBuffer = MemorySegment.ofArray(own);
    private final MemorySegment handedBuffer = MemorySegment.ofArray(handed);
    private final Team.Region composeRegion = this::compose;
    private final Team.Region applyRegion = this::apply;
    /** Values computed over all steps: what the first step has left stays right. */
    private final LongAdder applied = new LongAdder();

    private long before;
    private long steps;

    private static final int PAD = 16;

    Scan(Context context) {
        world = context.world();
        composing = context.team().as("compose");
        applying = context.team().as("apply");
        n = context.params().longValue("n");
        prefix = context.params().text("variant").equals("prefix");
        ranks = new Partition(n, world.size());
        length = ranks.lengthOf(world.rank());
        parts = new Partition(length, context.team().size());
        a = FirstTouch.longs(arena, length);
        b = FirstTouch.longs(arena, length);
        x = FirstTouch.longs(arena, length);
        composed = new long[PAD * context.team().size()];
        all = new long[2 * world.size()];
        allBuffer = MemorySegment.ofArray(all);
        // The members' parts of prefix, and those of a loop, are the same.
        context.team().forEach(Range.of(0, length), this::fill);
    }

    /** Odd multipliers, so that no value is ever forgotten. */
    private void fill(long from, long to) {
        long first = ranks.from(world.rank());
        for (long i = from; i < to; i++) {
            set(a, i, Digest.term(first + i, 1L) | 1);
            set(b, i, Digest.term(first + i, 2L));
            set(x, i, 0);
        }
    }

    /**
     * A product and a sum for each value, and two products and a sum to compose them; three numbers are read or
     * written, and two more read.
     */
    @Override
    public Work work() {
        double values = n;
        double messages = (prefix ? 2 : 1) * (world.size() - 1.0);
        return new Work((prefix ? 5 : 2) * values, (prefix ? 5 : 3) * Long.BYTES * values, messages);
    }

    @Override
    public void step() {
        if (prefix) {
            composing.region(composeRegion);
            before = composeRanks();
            applying.region(applyRegion);
        } else {
            oneAfterTheOther();
        }
        steps++;
    }

    private void compose(Team.Member me) {
        compose(me.thread(), parts.from(me.thread()), parts.to(me.thread()));
    }

    /** x ↦ product·x + sum for one member's part. */
    void compose(int member, long from, long to) {
        long product = 1;
        long sum = 0;
        for (long i = from; i < to; i++) {
            long factor = at(a, i);
            product *= factor;
            sum = factor * sum + at(b, i);
        }
        composed[PAD * member] = product;
        composed[PAD * member + 1] = sum;
    }

    /** The value before this rank's first. */
    private long composeRanks() {
        own[0] = 1;
        own[1] = 0;
        for (int member = 0; member < parts.parts(); member++) {
            own[1] = composed[PAD * member] * own[1] + composed[PAD * member + 1];
            own[0] *= composed[PAD * member];
        }
        world.allgather(ownBuffer, allBuffer, ElementType.LONG);
        long value = START;
        for (int rank = 0; rank < world.rank(); rank++) {
            value = all[2 * rank] * value + all[2 * rank + 1];
        }
        return value;
    }

    private void apply(Team.Member me) {
        long value = before;
        for (int member = 0; member < me.thread(); member++) {
            value = composed[PAD * member] * value + composed[PAD * member + 1];
        }
        apply(value, parts.from(me.thread()), parts.to(me.thread()));
    }

    /** The recurrence for some values, after {@code value}. */
    long apply(long value, long from, long to) {
        long last = value;
        for (long i = from; i < to; i++) {
            last = at(a, i) * last + at(b, i);
            set(x, i, last);
        }
        applied.add(to - from);
        return last;
    }

    private void oneAfterTheOther() {
        handed[0] = START;
        if (world.rank() > 0) {
            world.recv(handedBuffer, ElementType.LONG, world.rank() - 1, TAG);
        }
        handed[0] = apply(handed[0], 0, length);
        if (world.rank() < world.size() - 1) {
            world.send(handedBuffer, ElementType.LONG, world.rank() + 1, TAG);
        }
    }

    /** Each value against the one before it; a rank without values hands on what it was handed. */
    @Override
    public Check verify() {
        handed[0] = START;
        if (world.rank() > 0) {
            world.recv(handedBuffer, ElementType.LONG, world.rank() - 1, TAG);
        }
        long left = handed[0];
        handed[0] = length == 0 ? left : at(x, length - 1);
        if (world.rank() < world.size() - 1) {
            world.send(handedBuffer, ElementType.LONG, world.rank() + 1, TAG);
        }
        long wrong = composing.sumLong(Range.of(0, length), (from, to) -> wrong(left, from, to));
        long digest = composing.sumLong(Range.of(0, length), this::digest);
        return Check.exact("values that do not follow", 0, world.allreduce(wrong, ReduceOp.SUM))
                .and(Check.exact("values computed", steps * n, world.allreduce(applied.sum(), ReduceOp.SUM)))
                .withDigest(world.allreduce(digest, ReduceOp.SUM));
    }

    private long wrong(long left, long from, long to) {
        long wrong = 0;
        for (long i = from; i < to; i++) {
            wrong += at(x, i) == at(a, i) * (i == 0 ? left : at(x, i - 1)) + at(b, i) ? 0 : 1;
        }
        return wrong;
    }

    private long digest(long from, long to) {
        long first = ranks.from(world.rank());
        long sum = 0;
        for (long i = from; i < to; i++) {
            sum += Digest.term(first + i, at(x, i));
        }
        return sum;
    }

    private static long at(MemorySegment of, long index) {
        return of.getAtIndex(ValueLayout.JAVA_LONG, index);
    }

    private static void set(MemorySegment of, long index, long value) {
        of.setAtIndex(ValueLayout.JAVA_LONG, index, value);
    }

    @Override
    public void close() {
        arena.close();
    }
}
