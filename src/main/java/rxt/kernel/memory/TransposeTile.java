package rxt.kernel.memory;

import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import rxt.kernel.WholeMemory;

/**
 * A tile of {@link Transpose} on its way from rows to columns, in a thread's own cache. It is taken row by row, each
 * element to its column, and given column by column in whole vectors, both by address: C2 checks all that a segment must
 * be at each access, once all loops are compiled into the one over tiles.
 */
final class TransposeTile {
    /** Rows and columns at most. */
    static final int SIDE = 64;

    private static final VectorSpecies<Double> LANES = DoubleVector.SPECIES_PREFERRED;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED;

    private final double[] columns = new double[SIDE * SIDE];
    private int height;
    private int width;

    /**
     * Takes {@code newHeight} × {@code newWidth} elements from an address on, a row {@code stride} elements from the
     * next, and adds 1 to them.
     */
    void takeAndGrow(long from, long stride, int newHeight, int newWidth) {
        height = newHeight;
        width = newWidth;
        for (int r = 0; r < height; r++) {
            long row = from + r * stride * Double.BYTES;
            take(row, columns, r, width);
            grow(row, width);
        }
    }

    private static void take(long from, double[] columns, int to, int count) {
        for (int j = 0; j < count; j++) {
            columns[to + j * SIDE] = WholeMemory.SEGMENT.get(DOUBLE, from + (long) j * Double.BYTES);
        }
    }

    private static void grow(long from, int count) {
        int j = 0;
        for (int end = LANES.loopBound(count); j < end; j += LANES.length()) {
            long at = from + (long) j * Double.BYTES;
            load(at).add(1).intoMemorySegment(WholeMemory.SEGMENT, at, ORDER);
        }
        for (; j < count; j++) {
            long at = from + (long) j * Double.BYTES;
            WholeMemory.SEGMENT.set(DOUBLE, at, WholeMemory.SEGMENT.get(DOUBLE, at) + 1);
        }
    }

    /**
     * Adds each column of the tile to a row, the first from the address {@code to} on, the next {@code stride} elements
     * on.
     */
    void addTransposed(long to, long stride) {
        for (int c = 0; c < width; c++) {
            long row = to + c * stride * Double.BYTES;
            int r = 0;
            for (int end = LANES.loopBound(height); r < end; r += LANES.length()) {
                long at = row + (long) r * Double.BYTES;
                load(at).add(column(r, c)).intoMemorySegment(WholeMemory.SEGMENT, at, ORDER);
            }
            for (; r < height; r++) {
                long at = row + (long) r * Double.BYTES;
                WholeMemory.SEGMENT.set(DOUBLE, at, WholeMemory.SEGMENT.get(DOUBLE, at) + columns[c * SIDE + r]);
            }
        }
    }

    /** As {@link #addTransposed}, over what is there. */
    void putTransposed(long to, long stride) {
        for (int c = 0; c < width; c++) {
            long row = to + c * stride * Double.BYTES;
            int r = 0;
            for (int end = LANES.loopBound(height); r < end; r += LANES.length()) {
                column(r, c).intoMemorySegment(WholeMemory.SEGMENT, row + (long) r * Double.BYTES, ORDER);
            }
            for (; r < height; r++) {
                WholeMemory.SEGMENT.set(DOUBLE, row + (long) r * Double.BYTES, columns[c * SIDE + r]);
            }
        }
    }

    private DoubleVector column(int row, int column) {
        return DoubleVector.fromArray(LANES, columns, column * SIDE + row);
    }

    private static DoubleVector load(long address) {
        return DoubleVector.fromMemorySegment(LANES, WholeMemory.SEGMENT, address, ORDER);
    }
}
