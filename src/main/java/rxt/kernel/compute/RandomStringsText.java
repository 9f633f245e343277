package rxt.kernel.compute;

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
 * <p>Each lane of a vector makes eight characters, four of each of two counters, and each 32-bit word of the generator has a
 * 64-bit lane, where its products fit; numbers become characters once they are bytes side by side.
 */
final class RandomStringsText {
    static final String SYMBOLS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    /** Characters that are stored at once. */
    static final int WORD = Long.BYTES;

    private static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_PREFERRED;
    private static final LongVector LANE = LongVector.zero(SPECIES).addIndex(1);
    private static final ValueLayout.OfLong LITTLE = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final long WORD_MASK = 0xFFFF_FFFFL;
    private static final long MULTIPLIER_0 = Philox4x32.MULTIPLIER_0 & WORD_MASK;
    private static final long MULTIPLIER_1 = Philox4x32.MULTIPLIER_1 & WORD_MASK;
    private static final byte UPPER = 26;
    private static final byte DIGIT = 52;

    private final Philox4x32 random;
    private final long[] keys = new long[2 * Philox4x32.ROUNDS];

    RandomStringsText(Philox4x32 random) {
        this.random = random;
        for (int round = 0; round < Philox4x32.ROUNDS; round++) {
            keys[2 * round] = random.key0() + round * Philox4x32.KEY_STEP_0 & WORD_MASK;
            keys[2 * round + 1] = random.key1() + round * Philox4x32.KEY_STEP_1 & WORD_MASK;
        }
    }

    /**
     * Writes a string.
     *
     * @param string its number
     * @param length characters
     * @param text where it goes, from byte {@code at} on; as far as the next multiple of {@link #WORD} characters, the rest 0
     * @param words four integers to work with
     * @return the sum of its words of eight characters, little-endian, modulo 2⁶⁴
     */
    long write(long string, long length, MemorySegment text, long at, int[] words) {
        int chunk = SPECIES.length() * WORD;
        long whole = length - length % chunk;
        LongVector sums = LongVector.zero(SPECIES);
        for (long j = 0; j < whole; j += chunk) {
            LongVector first = LANE.lanewise(VectorOperators.LSHL, 1).add(j / 4);
            LongVector numbers =
                    numbers(first, string).or(numbers(first.add(1), string).lanewise(VectorOperators.LSHL, 32));
            LongVector characters = characters(numbers.reinterpretAsBytes()).reinterpretAsLongs();
            characters.intoMemorySegment(text, at + j, ByteOrder.LITTLE_ENDIAN);
            sums = sums.add(characters);
        }
        return sums.reduceLanes(VectorOperators.ADD) + writeOneByOne(string, whole, length, text, at, words);
    }

    /** Four numbers of symbols for each counter, in the low bytes of its lane. */
    private LongVector numbers(LongVector counter, long string) {
        LongVector w0 = counter.and(WORD_MASK);
        LongVector w1 = counter.lanewise(VectorOperators.LSHR, 32);
        LongVector w2 = LongVector.broadcast(SPECIES, string & WORD_MASK);
        LongVector w3 = LongVector.broadcast(SPECIES, string >>> 32);
        for (int k = 0; k < keys.length; k += 2) {
            LongVector product0 = w0.mul(MULTIPLIER_0);
            LongVector product1 = w2.mul(MULTIPLIER_1);
            w0 = high(product1).lanewise(VectorOperators.XOR, w1).lanewise(VectorOperators.XOR, keys[k]);
            w1 = product1.and(WORD_MASK);
            w2 = high(product0).lanewise(VectorOperators.XOR, w3).lanewise(VectorOperators.XOR, keys[k + 1]);
            w3 = product0.and(WORD_MASK);
        }
        return number(w0)
                .or(number(w1).lanewise(VectorOperators.LSHL, 8))
                .or(number(w2).lanewise(VectorOperators.LSHL, 16))
                .or(number(w3).lanewise(VectorOperators.LSHL, 24));
    }

    private static LongVector number(LongVector word) {
        return high(word.mul(SYMBOLS.length()));
    }

    private static LongVector high(LongVector product) {
        return product.lanewise(VectorOperators.LSHR, 32);
    }

    private static ByteVector characters(ByteVector numbers) {
        return numbers.add((byte) 'a')
                .add((byte) ('A' - 'a' - UPPER), numbers.compare(VectorOperators.GE, UPPER))
                .add((byte) ('0' - 'A' - DIGIT + UPPER), numbers.compare(VectorOperators.GE, DIGIT));
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
