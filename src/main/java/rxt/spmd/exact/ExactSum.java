package rxt.spmd.exact;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A sum of doubles and of products of doubles without any rounding; {@link #round} alone rounds, once.
 *
 * <p>Terms come in any order and from any number of sums merged: the result is the double nearest to the exact sum, ties
 * to even. It overflows only if the exact sum does (2¹⁰²⁴ − 2⁹⁷⁰ or more), whatever happens on the way, and products
 * neither overflow nor underflow. A NaN, +∞ with −∞, or 0·∞ among the terms gives NaN, always the same bits; +∞ or −∞
 * alone gives itself. A sum that is zero, or has no terms, is +0, as of a loop that starts with 0.0. Room for
 * 2⁶³ terms.
 *
 * <p>Ordinary terms pass through {@link Windows} and {@link ProductWindows}, in vectors; what these do not hold goes
 * through {@link Terms}, one by one. Both end in {@link Limbs}. No call allocates. For one thread at a time.
 */
public final class ExactSum {
    private final Limbs limbs = new Limbs();
    private final Windows windows = new Windows();
    private final ProductWindows productWindows = new ProductWindows();
    private final double[] copyX = new double[Windows.MOST];
    private final double[] copyY = new double[Windows.MOST];

    /** Forgets all terms. */
    public void clear() {
        limbs.clear();
    }

    public void add(double value) {
        Terms.add(value, limbs);
    }

    /** Adds x·y. */
    public void addProduct(double x, double y) {
        Terms.addProduct(x, y, limbs);
    }

    /** Adds the elements {@code from} (inclusive) to {@code to} (exclusive). */
    public void add(double[] values, int from, int to) {
        Bounds.check(from, to, values.length);
        for (int begin = from; begin < to; begin += Math.min(Windows.MOST, to - begin)) {
            int end = begin + Math.min(Windows.MOST, to - begin);
            int whole = begin + Windows.DOUBLES.loopBound(end - begin);
            int next = begin == whole || windows.add(values, begin, whole, limbs) ? whole : begin;
            for (int i = next; i < end; i++) {
                Terms.add(values[i], limbs);
            }
        }
    }

    /** As {@link #add(double[], int, int)}, for a segment of doubles in native order. */
    public void add(MemorySegment values, long from, long to) {
        Bounds.check(from, to, values.byteSize() / Double.BYTES);
        for (long begin = from; begin < to; begin += Windows.MOST) {
            add(copyX, 0, copy(values, begin, to, copyX));
        }
    }

    /** Adds x[i]·y[i] for each i from {@code from} (inclusive) to {@code to} (exclusive). */
    public void addProducts(double[] x, double[] y, int from, int to) {
        Bounds.check(from, to, Math.min(x.length, y.length));
        for (int begin = from; begin < to; begin += Math.min(Windows.MOST, to - begin)) {
            int end = begin + Math.min(Windows.MOST, to - begin);
            int whole = begin + Windows.DOUBLES.loopBound(end - begin);
            int next = begin == whole || productWindows.add(x, y, begin, whole, limbs) ? whole : begin;
            for (int i = next; i < end; i++) {
                Terms.addProduct(x[i], y[i], limbs);
            }
        }
    }

    /** As {@link #addProducts(double[], double[], int, int)}, for segments of doubles in native order. */
    public void addProducts(MemorySegment x, MemorySegment y, long from, long to) {
        Bounds.check(from, to, Math.min(x.byteSize(), y.byteSize()) / Double.BYTES);
        for (long begin = from; begin < to; begin += Windows.MOST) {
            copy(y, begin, to, copyY);
            addProducts(copyX, copyY, 0, copy(x, begin, to, copyX));
        }
    }

    /** Adds all terms of another sum, which keeps them. */
    public void merge(ExactSum other) {
        limbs.add(other.limbs);
    }

    /** The double nearest to the sum; more terms may follow. */
    public double round() {
        return limbs.round();
    }

    Limbs limbs() {
        return limbs;
    }

    /** Returns how many were copied, {@link Window#MOST} unless {@code to} is nearer. */
    private static int copy(MemorySegment values, long from, long to, double[] out) {
        int count = (int) Math.min(Windows.MOST, to - from);
        MemorySegment.copy(values, ValueLayout.JAVA_DOUBLE_UNALIGNED, from * Double.BYTES, out, 0, count);
        return count;
    }
}
