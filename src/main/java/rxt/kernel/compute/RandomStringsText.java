package rxt.kernel.compute;

import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import rxt.kernel.Philox4x32;

/**
 * Random strings of letters and digits: character j of string s is word j mod 4 of the counter (⌊j/4⌋, s) of a {@link
 * Philox4x32}, w, as the symbol number ⌊62·w / 2³²⌋ of a–z, A–Z, 0–9.
 *
 * <p>Each lane of a vector makes eight characters, four of each of two counters; numbers become characters once they
 * are bytes side by side.
 */
final class RandomStringsText {
    static final String SYMBOLS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    /** Characters that are stored at once. */
    static final int WORD = Long.BYTES;

    private static final VectorSpecies<Long> SPECIES = PhiloxLanes.SPECIES;
    private static final int LANES = PhiloxLanes.LANES;
    private static final VectorSpecies<Integer> INTEGERS = SPECIES.withLanes(int.class);

    /** Words, and so characters, that are made before they are written. */
    static final int SCRATCH = 16 * PhiloxLanes.GROUP;

    private static final ValueLayout.OfLong LITTLE = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final long WORD_MASK = 0xFFFF_FFFFL;
    private static final long SECOND = 0xFF00;
    private static final byte UPPER = 26;
    private static final byte DIGIT = 52;
    private static final byte TO_LOWER = 'a';
    private static final byte TO_UPPER = 'A' - 'a' - UPPER;
    private static final byte TO_DIGIT = '0' - 'A' - DIGIT + UPPER;
    private static final long SYMBOL_COUNT = SYMBOLS.length();

    private final Philox4x32 random;
    private final PhiloxLanes lanes;

    RandomStringsText(Philox4x32 random) {
        this.random = random;
        lanes = new PhiloxLanes(random);
    }

    /**
     * Writes a string.
     *
     * @param string its number
     * @param length characters
     * @param text where it goes, from byte {@code at} on; as far as the next multiple of {@link #WORD} characters, the
     * rest 0
     * @param words {@link #SCRATCH} integers to work with
     * @return the sum of its words of eight characters, little-endian, modulo 2⁶⁴
     */
    long write(long string, long length, MemorySegment text, long at, int[] words) {
        int whole = (int) (length - length % PhiloxLanes.GROUP);
        long sum = 0;
        for (int j = 0; j < whole; j += SCRATCH) {
            int some = Math.min(SCRATCH, whole - j);
            lanes.words(j / 4, string, words, some);
            sum += characters(words, some, text, at + j);
        }
        return sum + writeOneByOne(string, whole, length, text, at, words);
    }

    /** Writes the characters of these words, and answers their sum: those of two vectors of counters at a time. */
    private static long characters(int[] words, int count, MemorySegment text, long at) {
        LongVector sums = LongVector.zero(SPECIES);
        for (int i = 0; i < count; i += 8 * LANES) {
            LongVector w = IntVector.fromArray(INTEGERS, words, i).reinterpretAsLongs();
            LongVector x = IntVector.fromArray(INTEGERS, words, i + 2 * LANES).reinterpretAsLongs();
            LongVector y = IntVector.fromArray(INTEGERS, words, i + 4 * LANES).reinterpretAsLongs();
            LongVector z = IntVector.fromArray(INTEGERS, words, i + 6 * LANES).reinterpretAsLongs();
            LongVector w1 =
                    w.lanewise(LSHR, 32).mul(SYMBOL_COUNT).lanewise(LSHR, 24).and(SECOND);
            w = w.and(WORD_MASK).mul(SYMBOL_COUNT).lanewise(LSHR, 32).or(w1);
            LongVector x1 =
                    x.lanewise(LSHR, 32).mul(SYMBOL_COUNT).lanewise(LSHR, 24).and(SECOND);
            x = x.and(WORD_MASK).mul(SYMBOL_COUNT).lanewise(LSHR, 32).or(x1);
            LongVector y1 =
                    y.lanewise(LSHR, 32).mul(SYMBOL_COUNT).lanewise(LSHR, 24).and(SECOND);
            y = y.and(WORD_MASK).mul(SYMBOL_COUNT).lanewise(LSHR, 32).or(y1);
            LongVector z1 =
                    z.lanewise(LSHR, 32).mul(SYMBOL_COUNT).lanewise(LSHR, 24).and(SECOND);
            z = z.and(WORD_MASK).mul(SYMBOL_COUNT).lanewise(LSHR, 32).or(z1);
            LongVector all = w.or(x.lanewise(LSHL, 16)).or(y.lanewise(LSHL, 32)).or(z.lanewise(LSHL, 48));
            ByteVector numbers = all.reinterpretAsBytes();
            ByteVector letters = numbers.add(TO_LOWER).add(TO_UPPER, numbers.compare(GE, UPPER));
            all = letters.add(TO_DIGIT, numbers.compare(GE, DIGIT)).reinterpretAsLongs();
            all.intoMemorySegment(text, at + i, ByteOrder.LITTLE_ENDIAN);
            sums = sums.add(all);
        }
        return sums.reduceLanes(VectorOperators.ADD);
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
