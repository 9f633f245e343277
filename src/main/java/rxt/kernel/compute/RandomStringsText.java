package rxt.kernel.compute;

import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.XOR;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import rxt.kernel.Philox4x32;

/**
 * Random strings of letters and digits: character j of string s is word j mod 4 of the counter (⌊j/4⌋, s) of a {@link
 * Philox4x32}, w, as the symbol number ⌊62·w / 2³²⌋ of a–z, A–Z, 0–9.
 *
 * <p>Each lane of a vector makes eight characters, four of each of two counters, and each 32-bit word of the generator
 * has a 64-bit lane, where its products fit, its upper half ({@link PiDarts}); numbers become characters once they are
 * bytes side by side.
 */
final class RandomStringsText {
    static final String SYMBOLS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    /** Characters that are stored at once. */
    static final int WORD = Long.BYTES;

    private static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_PREFERRED;
    private static final int CHUNK = SPECIES.length() * WORD;
    private static final LongVector EVEN = LongVector.zero(SPECIES).addIndex(2);
    private static final ValueLayout.OfLong LITTLE = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final long WORD_MASK = 0xFFFF_FFFFL;
    private static final long MULTIPLIER_0 = Philox4x32.MULTIPLIER_0 & WORD_MASK;
    private static final long MULTIPLIER_1 = Philox4x32.MULTIPLIER_1 & WORD_MASK;
    private static final byte UPPER = 26;
    private static final byte DIGIT = 52;
    private static final byte TO_LOWER = 'a';
    private static final byte TO_UPPER = 'A' - 'a' - UPPER;
    private static final byte TO_DIGIT = '0' - 'A' - DIGIT + UPPER;
    private static final long SYMBOL_COUNT = SYMBOLS.length();

    private final Philox4x32 random;
    private final long[] keys = new long[2 * Philox4x32.ROUNDS];

    RandomStringsText(Philox4x32 random) {
        this.random = random;
        for (int round = 0; round < Philox4x32.ROUNDS; round++) {
            keys[2 * round] = (long) (random.key0() + round * Philox4x32.KEY_STEP_0) << 32;
            keys[2 * round + 1] = (long) (random.key1() + round * Philox4x32.KEY_STEP_1) << 32;
        }
    }

    /**
     * Writes a string. Written out, counters of both halves of a word side by side, since C2 stops inlining methods as small
     * as these in one so large, which boxes every vector.
     *
     * @param string its number
     * @param length characters
     * @param text where it goes, from byte {@code at} on; as far as the next multiple of {@link #WORD} characters, the
     * rest 0
     * @param words four integers to work with
     * @return the sum of its words of eight characters, little-endian, modulo 2⁶⁴
     */
    long write(long string, long length, MemorySegment text, long at, int[] words) {
        long whole = length - length % CHUNK;
        LongVector sums = LongVector.zero(SPECIES);
        for (long j = 0; j < whole; j += CHUNK) {
            LongVector p = EVEN.add(j / 4);
            LongVector q = p.add(1);
            LongVector a0 = p.lanewise(LSHL, 32);
            LongVector b0 = q.lanewise(LSHL, 32);
            LongVector a1 = p;
            LongVector b1 = q;
            LongVector a2 = LongVector.broadcast(SPECIES, string << 32);
            LongVector b2 = a2;
            LongVector a3 = LongVector.broadcast(SPECIES, string);
            LongVector b3 = a3;
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
            p = a0.lanewise(LSHR, 32).mul(SYMBOL_COUNT).lanewise(LSHR, 32);
            p = p.or(a1.lanewise(LSHR, 32).mul(SYMBOL_COUNT).lanewise(LSHR, 32).lanewise(LSHL, 8));
            p = p.or(a2.lanewise(LSHR, 32).mul(SYMBOL_COUNT).lanewise(LSHR, 32).lanewise(LSHL, 16));
            p = p.or(a3.lanewise(LSHR, 32).mul(SYMBOL_COUNT).lanewise(LSHR, 32).lanewise(LSHL, 24));
            q = b0.lanewise(LSHR, 32).mul(SYMBOL_COUNT).lanewise(LSHR, 32);
            q = q.or(b1.lanewise(LSHR, 32).mul(SYMBOL_COUNT).lanewise(LSHR, 32).lanewise(LSHL, 8));
            q = q.or(b2.lanewise(LSHR, 32).mul(SYMBOL_COUNT).lanewise(LSHR, 32).lanewise(LSHL, 16));
            q = q.or(b3.lanewise(LSHR, 32).mul(SYMBOL_COUNT).lanewise(LSHR, 32).lanewise(LSHL, 24));
            ByteVector numbers = p.or(q.lanewise(LSHL, 32)).reinterpretAsBytes();
            ByteVector letters = numbers.add(TO_LOWER).add(TO_UPPER, numbers.compare(GE, UPPER));
            p = letters.add(TO_DIGIT, numbers.compare(GE, DIGIT)).reinterpretAsLongs();
            p.intoMemorySegment(text, at + j, ByteOrder.LITTLE_ENDIAN);
            sums = sums.add(p);
        }
        return sums.reduceLanes(VectorOperators.ADD) + writeOneByOne(string, whole, length, text, at, words);
    }

    /** The same in plain words, for the characters from {@code from} on, a multiple of {@link #WORD}. */
    long writeOneByOne(long string, long from, long length, MemorySegment text, long at, int[] words) {
        long sum = 0;
        for (long j = from; j < length; j += WORD) {
            long characters = word(string, j, length, words);
            text.set(LITTLE, at + j, characters);
            sum += characters;
        }
        return sum;
    }

    /** Characters {@code j} to {@code j + 7}, the first in the lowest byte, and 0 from {@code length} on. */
    long word(long string, long j, long length, int[] words) {
        long result = 0;
        for (int i = 0; i < WORD && j + i < length; i++) {
            if (i % 4 == 0) {
                random.words((j + i) / 4, string, words);
            }
            long number = (Integer.toUnsignedLong(words[i % 4]) * SYMBOLS.length()) >>> 32;
            result |= (long) SYMBOLS.charAt((int) number) << (8 * i);
        }
        return result;
    }
}
