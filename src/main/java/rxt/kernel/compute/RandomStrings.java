package rxt.kernel.compute;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Digest;
import rxt.kernel.FirstTouch;
import rxt.kernel.Kernel;
import rxt.kernel.KernelType;
import rxt.kernel.Memory;
import rxt.kernel.Parameter;
import rxt.kernel.Philox4x32;
import rxt.kernel.WeakScaling;
import rxt.kernel.Work;
import rxt.spmd.Communicator;
import rxt.spmd.ElementType;
import rxt.spmd.ReduceOp;
import rxt.spmd.grid.Partition;
import rxt.spmd.team.Range;
import rxt.spmd.team.Team;

/**
 * Random strings of letters and digits, as the lecture's workers make one each; its figure draws time over their length,
 * and short ones are slower in parallel.
 *
 * <p>Strings are dealt to the ranks, and a rank's to its team, in contiguous parts; none is cut. A step ends with one sum of
 * all strings' words over the ranks. The characters are those of {@link RandomStringsText} for every split.
 *
 * <p>The answer: a hash of all characters, made anew one by one on other ranks, and the sum of every step.
 */
public class RandomStrings implements Kernel {
    public static final KernelType TYPE = new KernelType(
                    "random-strings",
                    "compute",
                    "strings of random letters and digits, dealt to workers as a whole",
                    "S4 random strings",
                    List.of(
                            Parameter.whole("strings", 16, 1, 100_000_000, "strings over all ranks; the lecture has 4"),
                            Parameter.whole("length", 1_000_000, 1, 1_000_000_000, "characters of a string"),
                            Parameter.whole("seed", 1, 0, Integer.MAX_VALUE, "key of the random numbers"),
                            Parameter.choice(
                                    "variant", "vector", List.of("vector", "scalar"), "how characters are made")),
                    WeakScaling.proportional("strings"),
                    RandomStrings::new)
            .allocating((params, ranks) -> Memory.outside(
                    (double) slotBytes(params.longValue("length")) * Math.ceilDiv(params.longValue("strings"), ranks)))
            .withTwin(Map.of("length", "2000000"));

    /** Members' sums lie so far apart that no two share a cache line. */
    private static final int PAD = 16;

    private static final ValueLayout.OfLong LITTLE = ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Communicator world;
    private final Team team;
    private final long strings;
    private final long length;
    private final boolean vector;
    private final RandomStringsText text;
    private final Range own;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment memory;
    private final long slotBytes;
    private final int[][] words;
    private final long[] sums;
    private final long[] ownSum = new long[1];
    private final long[] sum = new long[1];
    private final MemorySegment ownSumBuffer = MemorySegment.ofArray(ownSum);
    private final MemorySegment sumBuffer = MemorySegment.ofArray(sum);
    private final Team.Region making = this::make;
    private long least = Long.MAX_VALUE;
    private long most = Long.MIN_VALUE;

    RandomStrings(Context context) {
        world = context.world();
        team = context.team();
        strings = context.params().longValue("strings");
        length = context.params().longValue("length");
        vector = context.params().text("variant").equals("vector");
        text = new RandomStringsText(new Philox4x32(context.params().intValue("seed"), 0));
        own = new Partition(strings, world.size()).rangeOf(world.rank());
        slotBytes = slotBytes(length);
        memory = FirstTouch.doubles(arena, own.length() * (slotBytes / Double.BYTES));
        words = new int[team.size()][RandomStringsText.SCRATCH];
        sums = new long[PAD * team.size()];
    }

    private static long slotBytes(long length) {
        return Math.ceilDiv(length, (long) RandomStringsText.WORD) * RandomStringsText.WORD;
    }

    /** No operations of floating point; characters are written once. */
    @Override
    public Work work() {
        return new Work(0, (double) strings * length, 2.0 * (world.size() - 1));
    }

    @Override
    public void step() {
        team.region(making);
        ownSum[0] = 0;
        for (int member = 0; member < team.size(); member++) {
            ownSum[0] += sums[PAD * member];
        }
        world.allreduce(ownSumBuffer, sumBuffer, ElementType.LONG, ReduceOp.SUM);
        least = Math.min(least, sum[0]);
        most = Math.max(most, sum[0]);
    }

    private void make(Team.Member me) {
        Partition parts = new Partition(own.length(), me.size());
        long total = 0;
        for (long s = parts.from(me.thread()); s < parts.to(me.thread()); s++) {
            total += write(own.from() + s, memory, s * slotBytes, words[me.thread()]);
        }
        sums[PAD * me.thread()] = total;
    }

    /** One string; overridden by a mutant. */
    long write(long string, MemorySegment into, long at, int[] scratch) {
        return vector
                ? text.write(string, length, into, at, scratch)
                : text.writeOneByOne(string, 0, length, into, at, scratch);
    }

    @Override
    public Check verify() {
        long made = 0;
        for (long s = 0; s < own.length(); s++) {
            made += hash(own.from() + s, s * slotBytes);
        }
        Range others = new Partition(strings, world.size()).rangeOf(world.size() - 1 - world.rank());
        long[] known = new long[2];
        for (long string = others.from(); string < others.to(); string++) {
            addKnown(string, known);
        }
        known = world.allreduce(known, ReduceOp.SUM);
        long hash = world.allreduce(made, ReduceOp.SUM);
        return Check.exact("hash of the strings", known[0], hash)
                .and(Check.exact("least sum of a step", known[1], world.allreduce(least, ReduceOp.MIN)))
                .and(Check.exact("greatest sum of a step", known[1], world.allreduce(most, ReduceOp.MAX)))
                .withDigest(hash);
    }

    private long hash(long string, long at) {
        return team.sumLong(Range.of(0, slotBytes / RandomStringsText.WORD), (from, to) -> {
            long hash = 0;
            for (long word = from; word < to; word++) {
                hash += term(string, word, memory.get(LITTLE, at + word * RandomStringsText.WORD));
            }
            return hash;
        });
    }

    private long term(long string, long word, long characters) {
        return Digest.term(string * (slotBytes / RandomStringsText.WORD) + word, characters);
    }

    /** Adds a string's hash and the sum of its words, character by character. */
    private void addKnown(long string, long[] known) {
        Range all = Range.of(0, slotBytes / RandomStringsText.WORD);
        known[0] += team.sumLong(all, (from, to) -> {
            int[] scratch = new int[4];
            long hash = 0;
            for (long word = from; word < to; word++) {
                hash += term(string, word, text.word(string, word * RandomStringsText.WORD, length, scratch));
            }
            return hash;
        });
        known[1] += team.sumLong(all, (from, to) -> {
            int[] scratch = new int[4];
            long sum = 0;
            for (long word = from; word < to; word++) {
                sum += text.word(string, word * RandomStringsText.WORD, length, scratch);
            }
            return sum;
        });
    }

    @Override
    public void close() {
        arena.close();
    }
}
