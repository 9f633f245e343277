package rxt.kernel.grid;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import rxt.kernel.Digest;
import rxt.kernel.WholeMemory;

/**
 * One rank's part of the grid of {@link Stencil}: rows of equal i, along which j runs.
 *
 * @param n points of the whole grid along an axis
 * @param firstI of the block's first row
 * @param firstJ of the block's first column
 * @param height rows
 * @param width columns
 * @param in (height + 4) × (width + 4) doubles, with halo
 * @param out height × width doubles
 * @param vector whether points are computed side by side
 */
record StencilBlock(
        int n, int firstI, int firstJ, int height, int width, MemorySegment in, MemorySegment out, boolean vector) {
    private static final int R = Stencil.RADIUS;
    private static final VectorSpecies<Double> LANES = DoubleVector.SPECIES_PREFERRED;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();

    private static final double NEAR = 0.25;
    private static final double FAR = 0.125;

    private long stride() {
        return width + 2L * R;
    }

    /** Place in {@code in} of a row's first own point. */
    private long at(int row) {
        return (row + R) * stride() + R;
    }

    /** By whoever will work on the rows; the halo's rows by those of the block's edge. */
    void fill(long from, long to) {
        long first = from == 0 ? 0 : at((int) from) - R;
        long end = to == height ? at(height + R) - R : at((int) to) - R;
        for (long k = first; k < end; k++) {
            set(in, k, 0);
        }
        for (int row = (int) from; row < to; row++) {
            for (int j = 0; j < width; j++) {
                set(in, at(row) + j, (double) (firstI + row) + (firstJ + j));
                set(out, (long) row * width + j, 0);
            }
        }
    }

    /** Whether a row lies R points or more from the edge of the whole grid. */
    private boolean computed(int row) {
        return firstI + row >= R && firstI + row < n - R;
    }

    private int firstColumn() {
        return Math.max(0, R - firstJ);
    }

    private int endColumn() {
        return Math.min(width, n - R - firstJ);
    }

    /** All points of some rows. */
    void all(long from, long to) {
        for (int row = (int) from; row < to; row++) {
            if (computed(row)) {
                star(row, firstColumn(), endColumn());
            }
        }
    }

    /** The points that need no halo. */
    void inner(long from, long to) {
        for (int row = Math.max((int) from, R); row < Math.min(to, height - R); row++) {
            if (computed(row)) {
                star(row, Math.max(firstColumn(), R), Math.min(endColumn(), width - R));
            }
        }
    }

    /** The points that {@link #inner} leaves. */
    void border(long from, long to) {
        for (int row = (int) from; row < to; row++) {
            if (computed(row)) {
                boolean whole = row < R || row >= height - R;
                int left = whole ? endColumn() : Math.min(endColumn(), R);
                star(row, firstColumn(), left);
                star(row, Math.max(left, Math.max(firstColumn(), width - R)), endColumn());
            }
        }
    }

    private void star(int row, int fromColumn, int endColumn) {
        long centre = at(row);
        long result = (long) row * width;
        int j = fromColumn;
        if (vector) {
            j = vectorStars(centre, result, fromColumn, endColumn);
        }
        long s = stride();
        for (; j < endColumn; j++) {
            long c = centre + j;
            double near = get(in, c + 1) - get(in, c - 1) + (get(in, c + s) - get(in, c - s));
            double far = get(in, c + 2) - get(in, c - 2) + (get(in, c + 2 * s) - get(in, c - 2 * s));
            set(out, result + j, get(out, result + j) + (NEAR * near + FAR * far));
        }
    }

    /** Points from column {@code from} on, as many side by side as a vector has lanes; answers the first that is left. */
    private int vectorStars(long centre, long result, int from, int end) {
        long s = stride() * Double.BYTES;
        long c = in.address() + (centre + from) * Double.BYTES;
        long to = out.address() + (result + from) * Double.BYTES;
        long bytes = (long) LANES.loopBound(Math.max(end - from, 0)) * Double.BYTES;
        stars(c, s, to, bytes);
        return from + (int) (bytes / Double.BYTES);
    }

    /**
     * By the address of each row, so that C2 unrolls the loop. It has a method of its own, for one that makes one
     * vector of points may be compiled before its caller, and then is called for each, at half the speed.
     */
    private static void stars(long c, long s, long to, long bytes) {
        long above = c - s;
        long below = c + s;
        long farAbove = above - s;
        long farBelow = below + s;
        for (long j = 0; j < bytes; j += LANES.vectorByteSize()) {
            DoubleVector near = load(c + Double.BYTES + j)
                    .sub(load(c - Double.BYTES + j))
                    .add(load(below + j).sub(load(above + j)));
            DoubleVector far = load(c + 2 * Double.BYTES + j)
                    .sub(load(c - 2 * Double.BYTES + j))
                    .add(load(farBelow + j).sub(load(farAbove + j)));
            load(to + j).add(near.mul(NEAR).add(far.mul(FAR))).intoMemorySegment(WholeMemory.SEGMENT, to + j, ORDER);
        }
    }

    private static DoubleVector load(long address) {
        return DoubleVector.fromMemorySegment(LANES, WholeMemory.SEGMENT, address, ORDER);
    }

    /** Adds 1 to the own points of some rows. */
    void grow(long from, long to) {
        for (int row = (int) from; row < to; row++) {
            grow(in, at(row), width);
        }
    }

    /** By the Vector API: C2 leaves the plain loop scalar, since it cannot know that two accesses of a segment differ. */
    private static void grow(MemorySegment in, long first, int count) {
        int j = 0;
        for (int end = LANES.loopBound(count); j < end; j += LANES.length()) {
            load(in, first + j).add(1).intoMemorySegment(in, (first + j) * Double.BYTES, ORDER);
        }
        for (; j < count; j++) {
            set(in, first + j, get(in, first + j) + 1);
        }
    }

    /** Points of {@code out} that are not {@code sum}, or not 0 near the edge, and of {@code in} that have not grown. */
    long wrong(long from, long to, double sum, long steps) {
        long wrong = 0;
        for (int row = (int) from; row < to; row++) {
            for (int j = 0; j < width; j++) {
                boolean inside = computed(row) && j >= firstColumn() && j < endColumn();
                boolean right = get(out, (long) row * width + j) == (inside ? sum : 0)
                        && get(in, at(row) + j) == (double) (firstI + row) + (firstJ + j) + steps;
                wrong += right ? 0 : 1;
            }
        }
        return wrong;
    }

    /** Of what one step adds and what {@code in} was. */
    long digest(long from, long to, long steps) {
        long sum = 0;
        for (int row = (int) from; row < to; row++) {
            for (int j = 0; j < width; j++) {
                long index = (long) (firstI + row) * n + firstJ + j;
                sum += Digest.term(index, get(out, (long) row * width + j) / steps);
                sum += Digest.term(~index, get(in, at(row) + j) - steps);
            }
        }
        return sum;
    }

    private static DoubleVector load(MemorySegment of, long index) {
        return DoubleVector.fromMemorySegment(LANES, of, index * Double.BYTES, ORDER);
    }

    private static double get(MemorySegment of, long index) {
        return of.getAtIndex(ValueLayout.JAVA_DOUBLE, index);
    }

    private static void set(MemorySegment of, long index, double value) {
        of.setAtIndex(ValueLayout.JAVA_DOUBLE, index, value);
    }
}
