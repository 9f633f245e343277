package rxt.spmd.exact;

import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.MIN;
import static jdk.incubator.vector.VectorOperators.OR;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;

/**
 * Adds runs of products to {@link Limbs}: each is the exact sum of the rounded product and its error, from a fused
 * multiply-add, and both are cut as in {@link Windows}, the product at two windows, the error at the second and a third.
 * Runs that do not fit become products and errors in memory, each cut by {@code Windows} of their own.
 */
final class ProductWindows {
    /** Errors of products from here on do not underflow: their last bit is 2⁻¹⁰⁶ of it, above 2⁻¹⁰⁷⁴. */
    private static final double SAFE = 0x1p-960;

    /** The third window's unit is the least double then. */
    private static final int LOWEST_EXPONENT = Double.MIN_EXPONENT + Windows.WIDTH;

    private final double[] products = new double[Windows.MOST];
    private final double[] errors = new double[Windows.MOST];
    private final Windows productWindows = new Windows();
    private final Windows errorWindows = new Windows();
    private int exponent;

    /**
     * Adds x[i]·y[i] for {@code from} ≤ i &lt; {@code to}, at most {@link Windows#MOST}, as whole vectors.
     *
     * @return false if nothing was added because a product is not finite, 2¹⁰²² or more, or its error may underflow
     */
    boolean add(double[] x, double[] y, int from, int to, Limbs limbs) {
        if (cut(x, y, from, to, limbs)) {
            return true;
        }
        int count = to - from;
        boolean safe = split(x, y, from, to);
        exponent = Math.max(LOWEST_EXPONENT, Windows.exponent(products, 0, count));
        if (!safe || !productWindows.add(products, 0, count, limbs)) {
            return false;
        }
        errorWindows.add(errors, 0, count, limbs);
        return true;
    }

    private boolean cut(double[] x, double[] y, int from, int to, Limbs limbs) {
        DoubleVector high = DoubleVector.broadcast(Windows.DOUBLES, Windows.base(exponent));
        DoubleVector middle = DoubleVector.broadcast(Windows.DOUBLES, Windows.base(exponent - Windows.WIDTH));
        DoubleVector low = DoubleVector.broadcast(Windows.DOUBLES, Windows.base(exponent - 2 * Windows.WIDTH));
        LongVector highSum = LongVector.zero(Windows.LONGS);
        LongVector middleSum = highSum;
        LongVector lowSum = highSum;
        LongVector beyond = highSum;
        LongVector left = highSum;
        LongVector least = LongVector.broadcast(Windows.LONGS, Long.MAX_VALUE);
        for (int i = from; i < to; i += Windows.DOUBLES.length()) {
            DoubleVector a = DoubleVector.fromArray(Windows.DOUBLES, x, i);
            DoubleVector b = DoubleVector.fromArray(Windows.DOUBLES, y, i);
            DoubleVector product = a.mul(b);
            DoubleVector error = a.fma(b, product.neg());
            DoubleVector cut = product.add(high);
            DoubleVector rest = product.sub(cut.sub(high));
            DoubleVector cutRest = rest.add(middle);
            DoubleVector cutError = error.add(middle);
            DoubleVector errorRest = error.sub(cutError.sub(middle));
            DoubleVector cutErrorRest = errorRest.add(low);
            highSum = highSum.add(cut.reinterpretAsLongs());
            middleSum = middleSum.add(cutRest.reinterpretAsLongs()).add(cutError.reinterpretAsLongs());
            lowSum = lowSum.add(cutErrorRest.reinterpretAsLongs());
            beyond = beyond.or(Windows.difference(cut, high));
            left = left.or(Windows.difference(rest, cutRest.sub(middle)))
                    .or(Windows.difference(errorRest, cutErrorRest.sub(low)));
            least = least.min(product.reinterpretAsLongs().and(Long.MAX_VALUE));
        }
        boolean small = least.reduceLanes(MIN) < Double.doubleToRawLongBits(SAFE);
        if (beyond.reduceLanes(OR) >>> Windows.WIDTH != 0
                || left.reduceLanes(OR) << 1 != 0
                || (small && underflow(x, y, from, to))) {
            return false;
        }
        int count = to - from;
        Windows.add(highSum.reduceLanes(ADD), count, exponent, limbs);
        Windows.add(middleSum.reduceLanes(ADD), 2 * count, exponent - Windows.WIDTH, limbs);
        Windows.add(lowSum.reduceLanes(ADD), count, exponent - 2 * Windows.WIDTH, limbs);
        return true;
    }

    /** Writes products and errors; returns false if an error may have underflowed. */
    private boolean split(double[] x, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            products[i - from] = x[i] * y[i];
            errors[i - from] = Math.fma(x[i], y[i], -products[i - from]);
        }
        return !underflow(x, y, from, to);
    }

    /** Whether a product is small without having a zero for a factor. */
    private static boolean underflow(double[] x, double[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            if (Math.abs(x[i] * y[i]) < SAFE && x[i] != 0 && y[i] != 0) {
                return true;
            }
        }
        return false;
    }
}
