package rxt.kernel.compute;

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
 *
 * <p>Each lane of a vector holds a pair, and each 32-bit word a 64-bit lane, where the generator's products fit. The
 * compiler does not find that by itself: the scalar loop takes 7 times as long.
 */
final class PiDarts {
    private static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_PREFERRED;
    private static final LongVector LANE = LongVector.zero(SPECIES).addIndex(1);
    private static final long WORD = 0xFFFF_FFFFL;
    private static final long MULTIPLIER_0 = Philox4x32.MULTIPLIER_0 & WORD;
    private static final long MULTIPLIER_1 = Philox4x32.MULTIPLIER_1 & WORD;
    private static final int MISS_BIT = 62;

    private final Philox4x32 random;
    private final long[] keys = new long[2 * Philox4x32.ROUNDS];

    PiDarts(Philox4x32 random) {
        this.random = random;
        for (int round = 0; round < Philox4x32.ROUNDS; round++) {
            keys[2 * round] = random.key0() + round * Philox4x32.KEY_STEP_0 & WORD;
            keys[2 * round + 1] = random.key1() + round * Philox4x32.KEY_STEP_1 & WORD;
        }
    }

    /** Darts of the pairs {@code from} to {@code to} that hit. */
    long hits(long from, long to) {
        int count = Math.toIntExact(to - from);
        int whole = SPECIES.loopBound(count);
        LongVector misses = LongVector.zero(SPECIES);
        for (int i = 0; i < whole; i += SPECIES.length()) {
            LongVector pair = LANE.add(from + i);
            LongVector w0 = pair.and(WORD);
            LongVector w1 = pair.lanewise(VectorOperators.LSHR, 32);
            LongVector w2 = LongVector.zero(SPECIES);
            LongVector w3 = w2;
            for (int k = 0; k < keys.length; k += 2) {
                LongVector product0 = w0.mul(MULTIPLIER_0);
                LongVector product1 = w2.mul(MULTIPLIER_1);
                w0 = high(product1).lanewise(VectorOperators.XOR, w1).lanewise(VectorOperators.XOR, keys[k]);
                w1 = product1.and(WORD);
                w2 = high(product0).lanewise(VectorOperators.XOR, w3).lanewise(VectorOperators.XOR, keys[k + 1]);
                w3 = product0.and(WORD);
            }
            misses = misses.add(miss(w0, w1)).add(miss(w2, w3));
        }
        long rest = whole == count ? 0 : hitsOneByOne(from + whole, 2 * to);
        return 2L * whole - misses.reduceLanes(VectorOperators.ADD) + rest;
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

    private static LongVector high(LongVector product) {
        return product.lanewise(VectorOperators.LSHR, 32);
    }

    /** 1 in each lane whose dart missed, else 0. */
    private static LongVector miss(LongVector wordX, LongVector wordY) {
        LongVector x = wordX.lanewise(VectorOperators.LSHR, 1);
        LongVector y = wordY.lanewise(VectorOperators.LSHR, 1);
        return x.mul(x).add(y.mul(y)).lanewise(VectorOperators.LSHR, MISS_BIT);
    }
}
