package rxt.kernel.dense;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import rxt.kernel.FirstTouch;

/**
 * Rows of a matrix, column by column; below each column, and in {@link #SPARE} columns on the right, zeros, so that who
 * works on eight rows or four columns at once needs no remainders.
 *
 * @param elements aligned to 64 bytes
 * @param rows of the matrix
 * @param stride elements from column to column: a multiple of 8, and not of 16, lest columns fall on the same cache
 * lines
 */
record TsqrBlock(MemorySegment elements, int rows, int stride) {
    private static final int SPARE = 3;

    /** Zeros that the calling thread touches first. */
    static TsqrBlock zeros(Arena arena, int rows, int columns) {
        MemorySegment elements = FirstTouch.bytes(arena, bytes(rows, columns)).fill((byte) 0);
        return new TsqrBlock(elements, rows, stride(rows));
    }

    /** Of memory. */
    static long bytes(int rows, int columns) {
        return (columns + (long) SPARE) * stride(rows) * Double.BYTES;
    }

    static int stride(int rows) {
        return (rows + 7) / 8 * 8 | 8;
    }

    /** The same memory for fewer rows. */
    TsqrBlock first(int fewer) {
        return new TsqrBlock(elements, fewer, stride);
    }
}
