package rxt.spmd.exact;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * A fixed-point number of 4,352 bits, wide enough for any sum of products of doubles: limb i counts 2^(32 i − 2176).
 *
 * <p>Limbs are longs that overlap by 32 bits, so carries wait: an addition touches three limbs, and only after 2²⁹ of
 * them are the carries passed on. Below {@code first} and from {@code end} on all limbs are zero. Three more words
 * count NaNs and infinities. Source: Kulisch, "Computer arithmetic and validity", 2008; deferred carries: Neal, "Fast
 * exact summation using small and large superaccumulators", 2015.
 */
final class Limbs {
    /** Exponent of the lowest bit; below that of the least product, 2⁻²¹⁴⁸. */
    static final int LOWEST = -2176;

    /** Reaches 2²¹⁷⁶: 2⁶³ terms of the largest product, below 2²⁰⁴⁸, and their sum's sign. */
    static final int COUNT = 136;

    /** Limbs and counts as they travel: longs. */
    static final int WORDS = COUNT + 3;

    private static final int NAN = COUNT;
    private static final int POSITIVE_INFINITY = COUNT + 1;
    private static final int NEGATIVE_INFINITY = COUNT + 2;
    private static final long DIGIT = 0xFFFF_FFFFL;
    private static final int MOST_WAITING = 1 << 29;

    private final long[] words = new long[WORDS];
    private int first = COUNT;
    private int end;
    private int waiting;

    void clear() {
        if (first < end) {
            Arrays.fill(words, first, end, 0);
        }
        Arrays.fill(words, COUNT, WORDS, 0);
        first = COUNT;
        end = 0;
        waiting = 0;
    }

    /** Adds {@code value} × 2^{@code exponent}, where −2176 ≤ exponent &lt; 2048. */
    void add(long value, int exponent) {
        int at = (exponent - LOWEST) >> 5;
        int shift = (exponent - LOWEST) & 31;
        words[at] += (value << shift) & DIGIT;
        words[at + 1] += (value >> (32 - shift)) & DIGIT;
        words[at + 2] += value >> (63 - shift) >> 1;
        first = Math.min(first, at);
        end = Math.max(end, at + 3);
        if (++waiting >= MOST_WAITING) {
            carry();
        }
    }

    /** Counts a NaN or an infinity. */
    void addSpecial(double value) {
        if (Double.isNaN(value)) {
            words[NAN]++;
        } else {
            words[value > 0 ? POSITIVE_INFINITY : NEGATIVE_INFINITY]++;
        }
    }

    void add(Limbs other) {
        if (waiting + other.waiting >= MOST_WAITING) {
            carry();
        }
        for (int i = other.first; i < other.end; i++) {
            words[i] += other.words[i];
        }
        for (int i = COUNT; i < WORDS; i++) {
            words[i] += other.words[i];
        }
        first = Math.min(first, other.first);
        end = Math.max(end, other.end);
        waiting += other.waiting + 1;
    }

    /** Brings all limbs to 0 … 2³²−1 but the last, which keeps the sign and fits 32 bits. */
    void carry() {
        long carry = 0;
        for (int i = first; i < end - 1; i++) {
            long limb = words[i] + carry;
            words[i] = limb & DIGIT;
            carry = limb >> 32;
        }
        if (first < end) {
            long last = words[end - 1] + carry;
            while (last != (int) last) {
                words[end - 1] = last & DIGIT;
                last >>= 32;
                end++;
            }
            words[end - 1] = last;
        }
        waiting = 0;
    }

    /** Writes all words, carries passed on: up to 2³⁰ such numbers can be added word by word. */
    void store(MemorySegment out) {
        carry();
        MemorySegment.copy(words, 0, out, ValueLayout.JAVA_LONG, 0, WORDS);
    }

    /** Becomes the sum of at most 2³⁰ stored numbers. */
    void load(MemorySegment in) {
        MemorySegment.copy(in, ValueLayout.JAVA_LONG, 0, words, 0, WORDS);
        first = 0;
        end = COUNT;
        while (first < end && words[first] == 0) {
            first++;
        }
        while (first < end && words[end - 1] == 0) {
            end--;
        }
        carry();
    }

    /** The nearest double, ties to even; +0 for zero; NaN and infinities as a sum of such terms gives them. */
    double round() {
        boolean up = words[POSITIVE_INFINITY] != 0;
        boolean down = words[NEGATIVE_INFINITY] != 0;
        if (words[NAN] != 0 || (up && down)) {
            return Double.NaN;
        }
        if (up || down) {
            return up ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        }
        carry();
        int lowest = first;
        while (lowest < end && words[lowest] == 0) {
            lowest++;
        }
        if (lowest >= end) {
            return 0.0;
        }
        boolean negative = words[end - 1] < 0;
        double magnitude = magnitude(lowest, negative);
        return negative ? -magnitude : magnitude;
    }

    /**
     * The absolute value, rounded.
     *
     * @param lowest the first limb that is not zero
     */
    private double magnitude(int lowest, boolean negative) {
        int top = end - 1;
        while (digit(top, lowest, negative) == 0) {
            top--;
        }
        long high = digit(top, lowest, negative) << 32 | digit(top - 1, lowest, negative);
        long next = digit(top - 2, lowest, negative) << 32;
        int zeros = Long.numberOfLeadingZeros(high);
        long leading = (high << zeros) | (next >>> (63 - zeros) >>> 1);
        boolean more = next << zeros != 0 || lowest < top - 2;
        return Rounding.nearest(leading, more, LOWEST + 32 * top + 31 - zeros);
    }

    /** A limb of the absolute value. */
    private long digit(int i, int lowest, boolean negative) {
        if (i < lowest) {
            return 0;
        }
        if (!negative) {
            return words[i];
        }
        return (i == lowest ? -words[i] : ~words[i]) & DIGIT;
    }
}
