package rxt.kernel.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A tile of {@link Transpose} on its way from rows to columns, in a thread's own cache. It is taken row by row and
 * given column by column, both in whole vectors: of an element by itself, C2 checks all that a segment must be, which
 * takes longer than to move it.
 */
final class TransposeTile {
    /** Rows and columns at most. */
    static final int SIDE = 64;

    private static final VectorSpecies<Double> LANES = DoubleVector.SPECIES_PREFERRED;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private final double[] rows = new double[SIDE * SIDE];
    private final double[] columns = new double[SIDE * SIDE];
    private int height;
    private int width;

    /**
     * Takes {@code newHeight} × {@code newWidth} elements from index {@code from} on, a row {@code stride} from the
     * next, and adds 1 to them.
     */
    void takeAndGrow(MemorySegment of, long from, long stride, int newHeight, int newWidth) {
        height = newHeight;
        width = newWidth;
        for (int r = 0; r < height; r++) {
            takeAndGrow(of, from + r * stride, r * SIDE, width);
        }
        for (int c = 0; c < width; c++) {
            turn(rows, c, columns, c * SIDE, height);
        }
    }

    private static void turn(double[] rows, int from, double[] columns, int to, int count) {
        for (int r = 0; r < count; r++) {
            columns[to + r] = rows[from + r * SIDE];
        }
    }

    private void takeAndGrow(MemorySegment of, long from, int to, int count) {
        int j = 0;
        for (int end = LANES.loopBound(count); j < end; j += LANES.length()) {
            DoubleVector row = load(of, from + j);
            row.intoArray(rows, to + j);
            row.add(1).intoMemorySegment(of, (from + j) * Double.BYTES, ORDER);
        }
        for (; j < count; j++) {
            double value = of.getAtIndex(ValueLayout.JAVA_DOUBLE, from + j);
            rows[to + j] = value;
            of.setAtIndex(ValueLayout.JAVA_DOUBLE, from + j, value + 1);
        }
    }

    /**
     * Adds each column of the tile to a row of {@code to}, the first from index {@code place} on, the next
     * {@code stride} on.
     */
    void addTransposed(MemorySegment to, long place, long stride) {
        for (int c = 0; c < width; c++) {
            long at = place + c * stride;
            int r = 0;
            for (int end = LANES.loopBound(height); r < end; r += LANES.length()) {
                load(to, at + r).add(column(r, c)).intoMemorySegment(to, (at + r) * Double.BYTES, ORDER);
            }
            for (; r < height; r++) {
                double sum = to.getAtIndex(ValueLayout.JAVA_DOUBLE, at + r) + columns[c * SIDE + r];
                to.setAtIndex(ValueLayout.JAVA_DOUBLE, at + r, sum);
            }
        }
    }

    /** As {@link #addTransposed}, over what is there. */
    void putTransposed(MemorySegment to, long place, long stride) {
        for (int c = 0; c < width; c++) {
            long at = place + c * stride;
            int r = 0;
            for (int end = LANES.loopBound(height); r < end; r += LANES.length()) {
                column(r, c).intoMemorySegment(to, (at + r) * Double.BYTES, ORDER);
            }
            for (; r < height; r++) {
                to.setAtIndex(ValueLayout.JAVA_DOUBLE, at + r, columns[c * SIDE + r]);
            }
        }
    }

    private DoubleVector column(int row, int column) {
        return DoubleVector.fromArray(LANES, columns, column * SIDE + row);
    }

    private static DoubleVector load(MemorySegment of, long index) {
        return DoubleVector.fromMemorySegment(LANES, of, index * Double.BYTES, ORDER);
    }
}
