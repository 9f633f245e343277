package rxt.kernel.dense;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import rxt.kernel.FirstTouch;

/**
 * Householder's reflections, one for each column, each applied to the columns on its right (Golub and Van Loan, Matrix
 * Computations, 5.2).
 *
 * <p>Every sum is of eight partial ones, of the rows of equal number modulo 8, added in a fixed order. So its bits
 * depend neither on the length of vectors nor on how far they have been compiled.
 */
abstract class TsqrReflections extends TsqrWorker {
    /** Partial sums. */
    static final int PARTIALS = 8;

    private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE;

    /** The reflection's vector, from the last multiple of eight rows at or above the diagonal on. */
    private final MemorySegment v;

    TsqrReflections(Arena arena, int rows, int columns) {
        super(arena, rows, columns);
        v = FirstTouch.doubles(arena, longestColumn(rows, columns)).fill((byte) 0);
    }

    /** Σ v². */
    abstract double squares(int from, int to);

    /**
     * Subtracts {@code factor}·v·(vᵀ·a) from each of four columns a.
     *
     * @param a the block
     * @param column number of the first
     * @param from first row, a multiple of eight as {@code to} is
     */
    abstract void reflect(TsqrBlock a, int column, int from, int to, double factor);

    final MemorySegment v() {
        return v;
    }

    @Override
    final void factor(TsqrBlock a, boolean interleaved) {
        for (int k = 0; k < Math.min(a.rows(), columns()); k++) {
            int from = k / PARTIALS * PARTIALS;
            int end = interleaved ? 2 * (k + 1) : a.rows();
            int to = Math.ceilDiv(end, PARTIALS) * PARTIALS;
            long column = (long) k * a.stride();
            long bytes = (long) from * Double.BYTES;
            MemorySegment.copy(
                    a.elements(), column * Double.BYTES + bytes, v, bytes, (to - (long) from) * Double.BYTES);
            double alpha = v.getAtIndex(DOUBLE, k);
            for (int i = from; i <= k; i++) {
                v.setAtIndex(DOUBLE, i, 0);
            }
            double below = squares(from, to);
            if (below > 0) {
                double beta = -Math.copySign(Math.sqrt(alpha * alpha + below), alpha);
                a.elements().setAtIndex(DOUBLE, column + k, beta);
                v.setAtIndex(DOUBLE, k, alpha - beta);
                for (int j = k + 1; j < columns(); j += 4) {
                    reflect(a, j, from, to, 1 / (beta * (beta - alpha)));
                }
            }
        }
    }

    /** The sum of eight partial ones. */
    static double sum(double[] partials, int at) {
        return ((partials[at] + partials[at + 4]) + (partials[at + 2] + partials[at + 6]))
                + ((partials[at + 1] + partials[at + 5]) + (partials[at + 3] + partials[at + 7]));
    }
}
