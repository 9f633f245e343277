package rxt.kernel.compute;

import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.XOR;

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
 * <p>Each lane of a vector holds a pair, and each 32-bit word a 64-bit lane, where the generator's products fit: its upper
 * half. What is below does not count, and is shifted out before a product; so a product's upper half is a word where it
 * stands. The compiler does not find that by itself: the scalar loop takes 7 times as long.
 */
final class PiDarts {
    private static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_PREFERRED;
    private static final int TOGETHER = 2 * SPECIES.length();
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
            keys[2 * round] = (long) (random.key0() + round * Philox4x32.KEY_STEP_0) << 32;
            keys[2 * round + 1] = (long) (random.key1() + round * Philox4x32.KEY_STEP_1) << 32;
        }
    }

    /**
     * Darts of the pairs {@code from} to {@code to} that hit: two vectors of pairs at a time, so that one goes on while the
     * other waits. Written out, since C2 stops inlining methods as small as these in one so large, which boxes every vector.
     */
    long hits(long from, long to) {
        int whole = Math.toIntExact(to - from) / TOGETHER * TOGETHER;
        LongVector misses = LongVector.zero(SPECIES);
        for (int i = 0; i < whole; i += TOGETHER) {
            LongVector p = LANE.add(from + i);
            LongVector q = p.add(SPECIES.length());
            LongVector a0 = p.lanewise(LSHL, 32);
            LongVector b0 = q.lanewise(LSHL, 32);
            LongVector a1 = p;
            LongVector b1 = q;
            LongVector a2 = LongVector.zero(SPECIES);
            LongVector b2 = a2;
            LongVector a3 = a2;
            LongVector b3 = a2;
            for (int k = 0; k < keys.length; k += 2) {
                p = a0.lanewise(LSHR, 32).mul(MULTIPLIER_0);
                q = a2.lanewise(LSHR, 32).mul(MULTIPLIER_1);
                a0 = q.lanewise(XOR, a1).lanewise(XOR, keys[k]);
                a1 = q.lanewise(LSHL, 32);
                a2 = p.lanewise(XOR, a3).lanewise(XOR, keys[k + 1]);
                a3 = p.lanewise(LSHL, 32);
                p = b0.lanewise(LSHR, 32).mul(MULTIPLIER_0);
                q = b2.lanewise(LSHR, 32).mul(MULTIPLIER_1);
                b0 = q.lanewise(XOR, b1).lanewise(XOR, keys[k]);
                b1 = q.lanewise(LSHL, 32);
                b2 = p.lanewise(XOR, b3).lanewise(XOR, keys[k + 1]);
                b3 = p.lanewise(LSHL, 32);
            }
            p = a0.lanewise(LSHR, 33);
            q = a1.lanewise(LSHR, 33);
            misses = misses.add(p.mul(p).add(q.mul(q)).lanewise(LSHR, MISS_BIT));
            p = a2.lanewise(LSHR, 33);
            q = a3.lanewise(LSHR, 33);
            misses = misses.add(p.mul(p).add(q.mul(q)).lanewise(LSHR, MISS_BIT));
            p = b0.lanewise(LSHR, 33);
            q = b1.lanewise(LSHR, 33);
            misses = misses.add(p.mul(p).add(q.mul(q)).lanewise(LSHR, MISS_BIT));
            p = b2.lanewise(LSHR, 33);
            q = b3.lanewise(LSHR, 33);
            misses = misses.add(p.mul(p).add(q.mul(q)).lanewise(LSHR, MISS_BIT));
        }
        long rest = from + whole == to ? 0 : hitsOneByOne(from + whole, 2 * to);
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
}
