package rxt.kernel.grid;

import java.lang.foreign.MemorySegment;
import rxt.kernel.Digest;

/**
 * One worker's columns of the grid of {@link Wavefront}, with the column to the left of them; who works to the right asks
 * how many rows are done.
 */
final class WavefrontStrip {
    private final int firstColumn;
    private final int width;
    private final int stride;
    private final double[] g;
    private final int rows;
    private final Message incoming;
    private final Message outgoing;
    private volatile int done;

    /** Memory for one message at a time, so that none allocates its own; the last one of a step may be shorter. */
    private record Message(double[] values, MemorySegment whole, MemorySegment rest) {
        static Message of(int rows, int together) {
            double[] values = new double[together];
            MemorySegment whole = MemorySegment.ofArray(values);
            return new Message(values, whole, whole.asSlice(0, (long) (rows % together) * Double.BYTES));
        }

        MemorySegment buffer(int count) {
            return count == values.length ? whole : rest;
        }
    }

    /**
     * A strip whose first row and column hold i + j, all else 0.
     *
     * @param rows of the grid
     * @param firstColumn of the strip, in the grid
     * @param width columns, 1 or more
     * @param together rows of a message, at most all
     */
    WavefrontStrip(int rows, int firstColumn, int width, int together) {
        this.rows = rows;
        this.firstColumn = firstColumn;
        this.width = width;
        this.stride = width + 1;
        long points = (long) rows * stride;
        if (points > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("a strip of " + rows + " rows and " + width
                    + " columns is more than an array of Java holds; use more workers or a smaller grid");
        }
        this.g = new double[(int) points];
        this.incoming = Message.of(rows, together);
        this.outgoing = Message.of(rows, together);
        for (int column = 1; column < stride; column++) {
            g[column] = firstColumn + column - 1;
        }
        for (int row = 0; row < rows && firstColumn == 0; row++) {
            g[row * stride + 1] = row;
        }
    }

    /** Before a step, while nobody works. */
    void begin() {
        done = 0;
    }

    /** Rows that are done; whoever sees them sees what they hold. */
    int done() {
        return done;
    }

    /** Says that the rows before {@code end} are done. */
    void publish(int end) {
        done = end;
    }

    /** Takes what the strip to the left has in its last column. */
    void follow(WavefrontStrip toTheLeft, int row, int end) {
        for (int i = row; i < end; i++) {
            g[i * stride] = toTheLeft.g[i * toTheLeft.stride + toTheLeft.width];
        }
    }

    /** Where a message brings the column to the left; {@link #take} afterwards, before the next. */
    MemorySegment leftColumn(int row, int end) {
        return incoming.buffer(end - row);
    }

    /** Takes what a message has brought. */
    void take(int row, int end) {
        for (int i = row; i < end; i++) {
            g[i * stride] = incoming.values[i - row];
        }
    }

    /** The last column of some rows, for a message; until the next. */
    MemorySegment lastColumn(int row, int end) {
        for (int i = row; i < end; i++) {
            outgoing.values[i - row] = g[i * stride + width];
        }
        return outgoing.buffer(end - row);
    }

    /** All points of some rows but those of the grid's first row and column. */
    void compute(int row, int end) {
        for (int i = Math.max(row, 1); i < end; i++) {
            relax(g, i * stride, (i - 1) * stride, firstColumn == 0 ? 2 : 1, stride);
        }
    }

    private static void relax(double[] g, int here, int above, int from, int to) {
        double value = g[here + from - 1];
        for (int j = from; j < to; j++) {
            value += g[above + j] - g[above + j - 1];
            g[here + j] = value;
        }
    }

    /** The grid's upper left corner, on the strip that has it. */
    void origin(double value) {
        g[1] = value;
    }

    /** Its last point of all. */
    double corner() {
        return g[g.length - 1];
    }

    /** Points inside the grid that are not i + j and {@code growth} for each step but the first. */
    long wrong(long steps, double growth) {
        long wrong = 0;
        for (int i = 1; i < rows; i++) {
            for (int j = firstColumn == 0 ? 2 : 1; j < stride; j++) {
                double expected = (double) i + (firstColumn + j - 1) + (steps - 1) * growth;
                wrong += g[i * stride + j] == expected ? 0 : 1;
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
                sum += Digest.term(index, g[i * stride + j] - (steps - 1) * growth);
            }
        }
        return sum;
    }
}
