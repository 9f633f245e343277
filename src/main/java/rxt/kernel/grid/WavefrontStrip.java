package rxt.kernel.grid;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import rxt.kernel.Digest;
import rxt.kernel.FirstTouch;

/**
 * One worker's columns of the grid of {@link Wavefront}, with the column to the left of them; who works to the right asks
 * how many rows are done.
 */
final class WavefrontStrip {
    /** Released and acquired: a volatile store would wait, too, until all rows have left the processor's store buffer. */
    private static final VarHandle DONE = done();

    private final int firstColumn;
    private final int width;
    private final int stride;
    private final MemorySegment g;
    private final int rows;

    @SuppressWarnings("UnusedVariable") // by DONE
    private int done;

    /**
     * A strip whose first row and column hold i + j, all else 0; its memory is touched first by the caller.
     *
     * @param rows of the grid
     * @param firstColumn of the strip, in the grid
     * @param width columns, 1 or more
     * @param arena who owns the memory
     */
    WavefrontStrip(int rows, int firstColumn, int width, Arena arena) {
        this.rows = rows;
        this.firstColumn = firstColumn;
        this.width = width;
        this.stride = width + 1;
        this.g = FirstTouch.doubles(arena, (long) rows * stride);
        g.fill((byte) 0);
        for (int column = 1; column < stride; column++) {
            set(column, firstColumn + column - 1);
        }
        for (int row = 0; row < rows && firstColumn == 0; row++) {
            set((long) row * stride + 1, row);
        }
    }

    private static VarHandle done() {
        try {
            return MethodHandles.lookup().findVarHandle(WavefrontStrip.class, "done", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Before a step, while nobody works. */
    void begin() {
        publish(0);
    }

    /** Rows that are done; whoever sees them sees what they hold. */
    int rowsDone() {
        return (int) DONE.getAcquire(this);
    }

    /** Says that the rows before {@code end} are done. */
    void publish(int end) {
        DONE.setRelease(this, end);
    }

    /** Takes what the strip to the left has in its last column. */
    void follow(WavefrontStrip toTheLeft, int row, int end) {
        for (int i = row; i < end; i++) {
            set((long) i * stride, toTheLeft.last(i));
        }
    }

    /** Takes what a message has brought of the column to the left. */
    void take(double[] values, int row, int end) {
        for (int i = row; i < end; i++) {
            set((long) i * stride, values[i - row]);
        }
    }

    /** Puts the last column of some rows into a message. */
    void give(double[] values, int row, int end) {
        for (int i = row; i < end; i++) {
            values[i - row] = last(i);
        }
    }

    /** All points of some rows but those of the grid's first row and column. */
    void compute(int row, int end) {
        for (int i = Math.max(row, 1); i < end; i++) {
            relax(g, (long) i * stride, (i - 1L) * stride, firstColumn == 0 ? 2 : 1, stride);
        }
    }

    private static void relax(MemorySegment g, long here, long above, int from, int to) {
        double value = get(g, here + from - 1);
        double left = get(g, above + from - 1);
        for (int j = from; j < to; j++) {
            double up = get(g, above + j);
            value += up - left;
            left = up;
            g.setAtIndex(ValueLayout.JAVA_DOUBLE, here + j, value);
        }
    }

    private static double get(MemorySegment g, long index) {
        return g.getAtIndex(ValueLayout.JAVA_DOUBLE, index);
    }

    private void set(long index, double value) {
        g.setAtIndex(ValueLayout.JAVA_DOUBLE, index, value);
    }

    /** Of a row, the point in the last column. */
    private double last(int row) {
        return get(g, (long) row * stride + width);
    }

    /** The grid's upper left corner, on the strip that has it. */
    void origin(double value) {
        set(1, value);
    }

    /** Its last point of all. */
    double corner() {
        return last(rows - 1);
    }

    /** Points inside the grid that are not i + j and {@code growth} for each step but the first. */
    long wrong(long steps, double growth) {
        long wrong = 0;
        for (int i = 1; i < rows; i++) {
            for (int j = firstColumn == 0 ? 2 : 1; j < stride; j++) {
                double expected = (double) i + (firstColumn + j - 1) + (steps - 1) * growth;
                wrong += get(g, (long) i * stride + j) == expected ? 0 : 1;
            }
        }
        return wrong;
    }

    /** Of the points as they were after the first step. */
    long digest(int columns, long steps, double growth) {
        long sum = 0;
        for (int i = 1; i < rows; i++) {
            for (int j = firstColumn == 0 ? 2 : 1; j < stride; j++) {
                long index = (long) i * columns + firstColumn + j - 1;
                sum += Digest.term(index, get(g, (long) i * stride + j) - (steps - 1) * growth);
            }
        }
        return sum;
    }
}
