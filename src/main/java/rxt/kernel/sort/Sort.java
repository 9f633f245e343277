package rxt.kernel.sort;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Digest;
import rxt.kernel.Kernel;
import rxt.kernel.KernelType;
import rxt.kernel.Memory;
import rxt.kernel.Parameter;
import rxt.kernel.Params;
import rxt.kernel.Philox4x32;
import rxt.kernel.Sample;
import rxt.kernel.WeakScaling;
import rxt.kernel.Work;
import rxt.spmd.Communicator;
import rxt.spmd.ElementType;
import rxt.spmd.ReduceOp;
import rxt.spmd.grid.Partition;
import rxt.spmd.team.Range;
import rxt.spmd.team.Team;

/**
 * Sample sort of whole numbers, as the integer sort of the NAS Parallel Benchmarks exchanges them: keys are many at the
 * middle of their range and few at its ends.
 *
 * <p>Every rank takes a sample of its keys, all ranks choose the same dividers from all samples, keys go to the rank whose
 * part they lie in by one irregular all-to-all, and each rank sorts what it has got ({@link RadixSort}), its team sharing
 * each pass. A step begins with the unsorted keys.
 *
 * <p>Keys are on the heap: off it, by segment or by address, a pass of the radix sort takes half as long again.
 *
 * <p>The answer: keys rise on each rank and from rank to rank, and a hash of all of them, which does not depend on their
 * order, is that of the keys at first. So much of the last step; of the others a sample must be the same.
 */
public class Sort implements Kernel {
    public static final KernelType TYPE = new KernelType(
                    "sort",
                    "sort",
                    "sample sort of integers, irregular all-to-all",
                    "NAS Parallel Benchmarks IS",
                    List.of(
                            Parameter.whole("keys", 4_000_000, 1, 1_000_000_000_000L, "keys over all ranks"),
                            Parameter.whole("bits", 27, 1, 31, "bits of a key"),
                            Parameter.whole("seed", 1, 0, Integer.MAX_VALUE, "key of the random numbers")),
                    WeakScaling.proportional("keys"),
                    Sort::new)
            .requiring(Sort::require)
            .allocating(Sort::need)
            .withTwin(Map.of("keys", "2000000"));

    /** Keys per rank in the sample: parts differ by a few per cent. */
    private static final int SAMPLE = 1024;

    /** A rank's part may be so many times the mean, and {@link #SLACK} keys more, before its arrays grow. */
    private static final double SPARE = 1.25;

    private static final int SLACK = 1024;

    private static final int[] NONE = {};

    /** Of the arrays of Java. */
    private static final int LONGEST = Integer.MAX_VALUE - 8;

    /** The most of the mean of four random numbers: with so many values, a value's share of the keys times the values. */
    private static final double DENSITY = 8.0 / 3;

    private final Communicator world;
    private final Team team;
    private final long keys;
    private final int bits;
    private final long first;
    private final int[] unsorted;
    private final int[] dividers;
    private final int[] sample;
    private final int[] samples;
    private final SortParts parts;
    private final int[] outgoing;
    private final RadixSort radix;
    /** What has come from all ranks, and then, as the other one, what a pass of the sort makes. */
    private int[] arrived;

    private int[] spare;
    private int[] sorted;
    private int length;
    private final MemorySegment sampleBuffer;
    private final MemorySegment samplesBuffer;
    private final MemorySegment outgoingBuffer;
    private final LongUnaryOperator keyAt = this::keyAt;

    Sort(Context context) {
        this(
                context,
                new SortParts(context.world().size(), context.team()),
                new RadixSort(context.team(), context.params().intValue("bits")));
    }

    /** With another way to deal keys to the ranks, or to sort those of a rank: a mutant has. */
    Sort(Context context, SortParts parts, RadixSort radix) {
        this.parts = parts;
        this.radix = radix;
        world = context.world();
        team = context.team();
        keys = context.params().longValue("keys");
        bits = context.params().intValue("bits");
        Partition ranks = new Partition(keys, world.size());
        first = ranks.from(world.rank());
        unsorted = new int[(int) ranks.lengthOf(world.rank())];
        outgoing = new int[unsorted.length];
        Philox4x32 random = new Philox4x32(context.params().intValue("seed"), 0);
        team.forEach(Range.of(0, unsorted.length), (from, to) -> fill(random, (int) from, (int) to));
        dividers = new int[world.size() - 1];
        sample = new int[SAMPLE];
        samples = new int[SAMPLE * world.size()];
        sampleBuffer = MemorySegment.ofArray(sample);
        samplesBuffer = MemorySegment.ofArray(samples);
        outgoingBuffer = MemorySegment.ofArray(outgoing);
        make((int) (SPARE * ranks.lengthOf(0)) + SLACK);
    }

    private static void require(Params params, int ranks, int threads) {
        long keys = params.longValue("keys");
        if (Math.max(SPARE * Math.ceilDiv(keys, ranks) + SLACK, mostKeys(params, ranks)) > LONGEST) {
            throw new IllegalArgumentException("keys = " + keys + " of " + params.longValue("bits")
                    + " bits may give a rank more than an array of Java holds; use fewer keys, or more ranks and bits");
        }
    }

    /** Own keys and their packages; and two arrays that the sort works in, which grow where dividers cannot part keys. */
    private static Memory.Need need(Params params, int ranks) {
        double own = (double) params.longValue("keys") / ranks;
        double sorting = Math.min(SPARE * Math.max(own, mostKeys(params, ranks)) + SLACK, LONGEST);
        return Memory.heap(2 * Integer.BYTES * (own + sorting));
    }

    /** Keys that a rank may get: equal ones stay together, so with few bits they may be all keys. */
    private static double mostKeys(Params params, int ranks) {
        double keys = params.longValue("keys");
        double equal = Math.min(0.5, Math.scalb(DENSITY, -params.intValue("bits")));
        return ranks == 1 ? keys : Math.min(keys, keys / ranks + keys * equal);
    }

    /** The mean of four random numbers. */
    private void fill(Philox4x32 random, int from, int to) {
        int[] words = new int[4];
        for (int i = from; i < to; i++) {
            random.words(first + i, 0, words);
            long sum = 0;
            for (int word : words) {
                sum += Integer.toUnsignedLong(word);
            }
            unsorted[i] = (int) (sum >>> (34 - bits));
        }
    }

    /** Lets go of what there was before. */
    private void make(int capacity) {
        arrived = NONE;
        spare = NONE;
        sorted = NONE;
        arrived = new int[capacity];
        spare = new int[capacity];
        sorted = arrived;
    }

    /**
     * No operations of floating point; a key is moved to its package, sent, and moved once in each pass of the radix
     * sort. Samples, counts and keys are exchanged by all.
     */
    @Override
    public Work work() {
        double moves = keys * (double) (world.size() == 1 ? RadixSort.passes(bits) : RadixSort.passes(bits) + 1);
        return new Work(0, 3.0 * Integer.BYTES * moves, 2.0 * (world.size() + 1) * (world.size() - 1));
    }

    @Override
    public void step() {
        if (world.size() == 1) {
            length = unsorted.length;
            sorted = radix.sort(unsorted, length, arrived, spare);
        } else {
            chooseDividers();
            parts.deal(unsorted, dividers, outgoing);
            exchange();
            sorted = radix.sort(arrived, length, spare, arrived);
        }
    }

    /** The same on every rank: at equal distances in the sorted samples of all. */
    private void chooseDividers() {
        for (int i = 0; i < SAMPLE; i++) {
            int at = (int) ((long) i * unsorted.length / SAMPLE);
            sample[i] = unsorted.length == 0 ? Integer.MAX_VALUE : unsorted[at];
        }
        world.allgather(sampleBuffer, samplesBuffer, ElementType.INT);
        Arrays.sort(samples);
        for (int rank = 1; rank < world.size(); rank++) {
            dividers[rank - 1] = samples[rank * SAMPLE];
        }
    }

    private void exchange() {
        parts.tell(world);
        length = parts.incoming();
        if (length > arrived.length) {
            make((int) Math.min(LONGEST, (long) (SPARE * length)));
        }
        world.alltoallv(
                outgoingBuffer,
                parts.sendCounts(),
                parts.sendPlaces(),
                MemorySegment.ofArray(arrived).asSlice(0, (long) length * Integer.BYTES),
                parts.recvCounts(),
                parts.recvPlaces(),
                ElementType.INT);
    }

    private long keyAt(long index) {
        return sorted[(int) index];
    }

    @Override
    public long witness(int draw) {
        return Sample.of(draw, length, keyAt) ^ length;
    }

    @Override
    public Check verify() {
        int[] result = sorted;
        long before = world.allreduce(hash(unsorted, unsorted.length), ReduceOp.SUM);
        long after = world.allreduce(hash(result, length), ReduceOp.SUM);
        long falls = 0;
        for (int i = 1; i < length; i++) {
            falls += result[i - 1] > result[i] ? 1 : 0;
        }
        long[] ends = ends(result);
        long place = ends[0];
        falls += length > 0 && ends[1] > result[0] ? 1 : 0;
        long digest = 0;
        for (int i = 0; i < length; i++) {
            digest += Digest.term(place + i, (long) result[i]);
        }
        return Check.exact("keys that fall", 0, world.allreduce(falls, ReduceOp.SUM))
                .and(Check.exact("hash of the keys", before, after))
                .withDigest(world.allreduce(digest, ReduceOp.SUM));
    }

    private static long hash(int[] of, int count) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += Digest.term(of[i], 1L);
        }
        return sum;
    }

    /** Number of keys on the ranks before this one, and the largest of them, −1 for none. */
    private long[] ends(int[] result) {
        long[] lengths = new long[world.size()];
        long[] largest = new long[world.size()];
        lengths[world.rank()] = length;
        largest[world.rank()] = length == 0 ? 0 : result[length - 1] + 1L;
        lengths = world.allreduce(lengths, ReduceOp.SUM);
        largest = world.allreduce(largest, ReduceOp.SUM);
        long before = 0;
        long most = -1;
        for (int rank = 0; rank < world.rank(); rank++) {
            before += lengths[rank];
            most = Math.max(most, largest[rank] - 1);
        }
        return new long[] {before, most};
    }
}
