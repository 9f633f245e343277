package rxt.kernel.compute;

import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import rxt.kernel.Philox4x32;

/**
 * Pairs of darts in the unit square, a pair for each counter of a {@link Philox4x32}: words 0 and 1 are the first dart,
 * words 2 and 3 the second.
 *
 * <p>A coordinate is the 31 high bits of a word, so that x² + y² fits a {@code long} and its bit 62 alone says whether
 * the dart missed: the count is exact, and free of branches.
 */
final class PiDarts {
    private static final VectorSpecies<Long> SPECIES = PhiloxLanes.SPECIES;
    private static final VectorSpecies<Integer> INTEGERS = SPECIES.withLanes(int.class);
    private static final int MISS_BIT = 62;

    /** Words that are made before they are looked at. */
    static final int SCRATCH = 16 * PhiloxLanes.GROUP;

    private final Philox4x32 random;
    private final PhiloxLanes lanes;

    PiDarts(Philox4x32 random) {
        this.random = random;
        lanes = new PhiloxLanes(random);
    }

    /**
     * Darts of the pairs {@code from} to {@code to} that hit.
     *
     * @param words {@link #SCRATCH} integers to work with
     */
    long hits(long from, long to, int[] words) {
        long hits = 0;
        long pair = from;
        for (int some = whole(to - pair); some > 0; some = whole(to - pair)) {
            lanes.words(pair, 0, words, some);
            hits += some / 2 - misses(words, some);
            pair += some / 4;
        }
        return hits + hitsOneByOne(pair, 2 * to);
    }

    /** Words of so many pairs that are made together, at most. */
    private static int whole(long pairs) {
        int words = (int) Math.min(SCRATCH, 4 * pairs);
        return words - words % PhiloxLanes.GROUP;
    }

    private static long misses(int[] words, int count) {
        LongVector misses = LongVector.zero(SPECIES);
        for (int i = 0; i < count; i += INTEGERS.length()) {
            LongVector dart = IntVector.fromArray(INTEGERS, words, i).reinterpretAsLongs();
            LongVector x = dart.lanewise(LSHL, 32).lanewise(LSHR, 33);
            LongVector y = dart.lanewise(LSHR, 33);
            misses = misses.add(x.mul(x).add(y.mul(y)).lanewise(LSHR, MISS_BIT));
        }
        return misses.reduceLanes(VectorOperators.ADD);
    }

    /** The same in plain words, for any darts: those of the pairs from {@code pair} on, up to dart {@code endDart}. */
    long hitsOneByOne(long pair, long endDart) {
        int[] words = new int[4];
        long hits = 0;
        for (long dart = 2 * pair; dart < endDart; dart++) {
            int at = 2 * (int) (dart & 1);
            if (at == 0) {
                random.words(dart >>> 1, 0, words);
            }
            long x = Integer.toUnsignedLong(words[at]) >>> 1;
            long y = Integer.toUnsignedLong(words[at + 1]) >>> 1;
            hits += 1 - ((x * x + y * y) >>> MISS_BIT);
        }
        return hits;
    }
}
