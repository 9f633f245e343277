package rxt.spmd.exact;

import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.MAX;
import static jdk.incubator.vector.VectorOperators.OR;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Adds runs of doubles to {@link Limbs}, cut into integers of common scales, vector by vector.
 *
 * <p>Adding B = 1.5 · 2^(52+e) to |x| &lt; 2^(51+e) leaves x, rounded to a whole number of 2^e, in the low bits of the
 * sum; (x + B) − B is that part and x minus it the rest, both without error. So the sum of the parts is the integer sum
 * of the bits of all x + B, less as many times those of B. The rest, at most 2^(e−1), is cut the same way at e − 52.
 * These two windows hold every bit of ordinary data; what is left of others is cut again, lower.
 * Source of the cut: Rump, Ogita, Oishi, "Accurate floating-point summation", 2008.
 */
final class Windows {
    static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;

    /** Longest run: the sum of its parts, each 2⁵¹ at most, fits a long, and its rests a processor's nearest cache. */
    static final int MOST = 1024;

    static final int WIDTH = 52;

    /** B of the second window is a normal number and its unit the least double. */
    private static final int LOWEST_EXPONENT = Double.MIN_EXPONENT;

    private static final int HIGHEST_EXPONENT = Double.MAX_EXPONENT - WIDTH;

    /** Bits between the largest term of a run and the window's end, so that a little larger ones fit later. */
    private static final int SPARE = 3;

    /** Cuts after which single terms are faster. */
    private static final int MOST_CUTS = 8;

    private final double[] rests = new double[MOST];
    private int exponent;
    private boolean lost;

    /**
     * Adds the terms {@code from} to {@code to}, at most {@link #MOST}, as whole vectors.
     *
     * @return false if nothing was added because a term is not finite or 2¹⁰²² or more
     */
    boolean add(double[] terms, int from, int to, Limbs limbs) {
        int count = to - from;
        if (!cut(terms, from, count, exponent, limbs)) {
            exponent = exponent(terms, from, count);
            if (!cut(terms, from, count, exponent, limbs)) {
                return false;
            }
        }
        if (lost) {
            exponent = exponent(terms, from, count);
            addRests(count, limbs);
        }
        return true;
    }

    private void addRests(int count, Limbs limbs) {
        for (int cuts = 1; lost && cuts < MOST_CUTS; cuts++) {
            int lower = exponent(rests, 0, count);
            cut(rests, 0, count, lower, limbs);
        }
        for (int i = 0; lost && i < count; i++) {
            Terms.add(rests[i], limbs);
        }
    }

    /** Adds what two windows from {@code exponent} hold, unless a term is beyond them. */
    private boolean cut(double[] terms, int from, int count, int exponent, Limbs limbs) {
        DoubleVector high = DoubleVector.broadcast(DOUBLES, base(exponent));
        DoubleVector low = DoubleVector.broadcast(DOUBLES, base(exponent - WIDTH));
        LongVector highSum = LongVector.zero(LONGS);
        LongVector lowSum = highSum;
        LongVector beyond = highSum;
        LongVector left = highSum;
        for (int i = 0; i < count; i += DOUBLES.length()) {
            DoubleVector x = DoubleVector.fromArray(DOUBLES, terms, from + i);
            DoubleVector cut = x.add(high);
            DoubleVector rest = x.sub(cut.sub(high));
            DoubleVector cutRest = rest.add(low);
            highSum = highSum.add(cut.reinterpretAsLongs());
            lowSum = lowSum.add(cutRest.reinterpretAsLongs());
            beyond = beyond.or(difference(cut, high));
            DoubleVector last = rest.sub(cutRest.sub(low));
            left = left.or(last.reinterpretAsLongs());
            last.intoArray(rests, i);
        }
        // A sum that has left B's binade has another sign or exponent than B.
        if (beyond.reduceLanes(OR) >>> WIDTH != 0) {
            return false;
        }
        // Where only signs differ, both are zero.
        lost = left.reduceLanes(OR) << 1 != 0;
        add(highSum.reduceLanes(ADD), count, exponent, limbs);
        add(lowSum.reduceLanes(ADD), count, exponent - WIDTH, limbs);
        return true;
    }

    /** The bits in which two vectors differ. */
    static LongVector difference(DoubleVector a, DoubleVector b) {
        return a.reinterpretAsLongs().lanewise(XOR, b.reinterpretAsLongs());
    }

    /**
     * Adds {@code count} terms' parts, whose sums with B have {@code sum} as the sum of their bits; as a vector it may
     * be boxed.
     */
    static void add(long sum, int count, int exponent, Limbs limbs) {
        limbs.add(sum - count * Double.doubleToRawLongBits(base(exponent)), exponent);
    }

    /** B of the window with {@code exponent}. */
    static double base(int exponent) {
        return Double.longBitsToDouble(
                ((long) (WIDTH + exponent + Double.MAX_EXPONENT) << WIDTH) + (1L << (WIDTH - 1)));
    }

    /** Exponent of the windows that the largest of the terms asks for. */
    static int exponent(double[] terms, int from, int count) {
        LongVector largest = LongVector.zero(LONGS);
        for (int i = 0; i < count; i += DOUBLES.length()) {
            DoubleVector x = DoubleVector.fromArray(DOUBLES, terms, from + i);
            largest = largest.max(x.reinterpretAsLongs().and(Long.MAX_VALUE));
        }
        int exponent = (int) (largest.reduceLanes(MAX) >>> WIDTH) - Double.MAX_EXPONENT;
        return Math.clamp(exponent - WIDTH + 2L + SPARE, LOWEST_EXPONENT, HIGHEST_EXPONENT);
    }
}
