package rxt.kernel.compute;

import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;
import rxt.kernel.Philox4x32;

/**
 * The words of many counters of a {@link Philox4x32} at once.
 *
 * <p>Each lane of a vector is a counter, and each 32-bit word has a 64-bit lane, where the generator's products fit:
 * its upper half. What is below does not count, and is shifted out before a product; so a product's upper half is a
 * word where it stands. The compiler does not find that by itself: a scalar loop takes 7 times as long.
 */
final class PhiloxLanes {
    static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_PREFERRED;
    static final int LANES = SPECIES.length();

    /** Words that are made together: four vectors of counters. */
    static final int GROUP = 16 * LANES;

    private static final LongVector EVEN = LongVector.zero(SPECIES).addIndex(2);
    private static final long WORD = 0xFFFF_FFFFL;
    private static final long UPPER = WORD << 32;
    private static final long MULTIPLIER_0 = Philox4x32.MULTIPLIER_0 & WORD;
    private static final long MULTIPLIER_1 = Philox4x32.MULTIPLIER_1 & WORD;

    private final long[] keys = new long[2 * Philox4x32.ROUNDS];

    PhiloxLanes(Philox4x32 random) {
        for (int round = 0; round < Philox4x32.ROUNDS; round++) {
            keys[2 * round] = (long) (random.key0() + round * Philox4x32.KEY_STEP_0) << 32;
            keys[2 * round + 1] = (long) (random.key1() + round * Philox4x32.KEY_STEP_1) << 32;
        }
    }

    /**
     * Makes the words of counters that follow each other: four vectors of them at a time, since a round waits for the
     * one before and those of the others go on meanwhile. Written out, and with nothing else in it, as C2 stops
     * inlining methods as small as these in one so large, and boxes every vector then.
     *
     * @param counter the first counter's lower half
     * @param high all counters' upper half
     * @param words where they go: words 0 and 1 of {@link #LANES} even counters, words 2 and 3 of these, and then the
     * same of the odd counters between them
     * @param count how many words, a multiple of {@link #GROUP}
     */
    void words(long counter, long high, int[] words, int count) {
        LongVector h3 = LongVector.broadcast(SPECIES, high), h2 = h3.lanewise(LSHL, 32);
        for (int i = 0; i < count; i += GROUP) {
            long c = counter + i / 4;
            LongVector a1 = EVEN.add(c), a0 = a1.lanewise(LSHL, 32), a2 = h2, a3 = h3;
            LongVector b1 = EVEN.add(c + 1), b0 = b1.lanewise(LSHL, 32), b2 = h2, b3 = h3;
            LongVector c1 = EVEN.add(c + 2L * LANES), c0 = c1.lanewise(LSHL, 32), c2 = h2, c3 = h3;
            LongVector d1 = EVEN.add(c + 2L * LANES + 1), d0 = d1.lanewise(LSHL, 32), d2 = h2, d3 = h3;
            for (int k = 0; k < keys.length; k += 2) {
                LongVector p0 = a0.lanewise(LSHR, 32).mul(MULTIPLIER_0),
                        q0 = a2.lanewise(LSHR, 32).mul(MULTIPLIER_1);
                a0 = q0.lanewise(XOR, a1).lanewise(XOR, keys[k]);
                a1 = q0.lanewise(LSHL, 32);
                a2 = p0.lanewise(XOR, a3).lanewise(XOR, keys[k + 1]);
                a3 = p0.lanewise(LSHL, 32);
                LongVector p1 = b0.lanewise(LSHR, 32).mul(MULTIPLIER_0),
                        q1 = b2.lanewise(LSHR, 32).mul(MULTIPLIER_1);
                b0 = q1.lanewise(XOR, b1).lanewise(XOR, keys[k]);
                b1 = q1.lanewise(LSHL, 32);
                b2 = p1.lanewise(XOR, b3).lanewise(XOR, keys[k + 1]);
                b3 = p1.lanewise(LSHL, 32);
                LongVector p2 = c0.lanewise(LSHR, 32).mul(MULTIPLIER_0),
                        q2 = c2.lanewise(LSHR, 32).mul(MULTIPLIER_1);
                c0 = q2.lanewise(XOR, c1).lanewise(XOR, keys[k]);
                c1 = q2.lanewise(LSHL, 32);
                c2 = p2.lanewise(XOR, c3).lanewise(XOR, keys[k + 1]);
                c3 = p2.lanewise(LSHL, 32);
                LongVector p3 = d0.lanewise(LSHR, 32).mul(MULTIPLIER_0),
                        q3 = d2.lanewise(LSHR, 32).mul(MULTIPLIER_1);
                d0 = q3.lanewise(XOR, d1).lanewise(XOR, keys[k]);
                d1 = q3.lanewise(LSHL, 32);
                d2 = p3.lanewise(XOR, d3).lanewise(XOR, keys[k + 1]);
                d3 = p3.lanewise(LSHL, 32);
            }
            a0.lanewise(LSHR, 32).or(a1.and(UPPER)).reinterpretAsInts().intoArray(words, i);
            a2.lanewise(LSHR, 32).or(a3.and(UPPER)).reinterpretAsInts().intoArray(words, i + 2 * LANES);
            b0.lanewise(LSHR, 32).or(b1.and(UPPER)).reinterpretAsInts().intoArray(words, i + 4 * LANES);
            b2.lanewise(LSHR, 32).or(b3.and(UPPER)).reinterpretAsInts().intoArray(words, i + 6 * LANES);
            c0.lanewise(LSHR, 32).or(c1.and(UPPER)).reinterpretAsInts().intoArray(words, i + 8 * LANES);
            c2.lanewise(LSHR, 32).or(c3.and(UPPER)).reinterpretAsInts().intoArray(words, i + 10 * LANES);
            d0.lanewise(LSHR, 32).or(d1.and(UPPER)).reinterpretAsInts().intoArray(words, i + 12 * LANES);
            d2.lanewise(LSHR, 32).or(d3.and(UPPER)).reinterpretAsInts().intoArray(words, i + 14 * LANES);
        }
    }
}
