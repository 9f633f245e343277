package rxt.kernel.dense;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** One thread that factors blocks and pairs of triangles in its own memory; only R is kept. */
abstract class TsqrWorker {
    private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE;

    private final int columns;
    private final TsqrBlock block;
    private final TsqrBlock shorter;
    private final TsqrBlock pair;

    /** For blocks of so many rows, or of one less, in memory that the calling thread touches first. */
    TsqrWorker(Arena arena, int rows, int columns) {
        this.columns = columns;
        block = TsqrBlock.zeros(arena, rows, columns);
        shorter = block.first(rows - 1);
        pair = TsqrBlock.zeros(arena, 2 * columns, columns);
    }

    /** Of memory for one worker. */
    static double bytes(int rows, int columns) {
        return TsqrBlock.bytes(rows, columns)
                + TsqrBlock.bytes(2 * columns, columns)
                + (double) Double.BYTES * longestColumn(rows, columns);
    }

    static int longestColumn(int rows, int columns) {
        return Math.max(TsqrBlock.stride(rows), TsqrBlock.stride(2 * columns));
    }

    /**
     * Leaves R on and above the diagonal of {@code a}.
     *
     * @param interleaved whether {@code a} is a pair, in which column k has 2·(k + 1) rows
     */
    abstract void factor(TsqrBlock a, boolean interleaved);

    /** Of its memory for blocks and pairs. */
    final long bytes() {
        return block.elements().byteSize() + pair.elements().byteSize();
    }

    final int columns() {
        return columns;
    }

    /** Its memory as a block of so many rows. */
    final TsqrBlock block(int rows) {
        return rows == block.rows() ? block : shorter;
    }

    /** Leaves the R of its memory's block, which goes, in the square of n × n at {@code triangle}. */
    final void factorBlock(int rows, MemorySegment triangle) {
        factor(block(rows), false);
        put(block(rows), triangle);
    }

    /**
     * Leaves the R of two triangles, one upon the other, in the place of the upper one. Their rows are taken in turns:
     * so all that is not zero in column k is in the first 2·(k + 1) rows, at any time.
     */
    final void factorPair(MemorySegment upper, MemorySegment lower) {
        pair.elements().fill((byte) 0);
        for (int j = 0; j < columns; j++) {
            for (int i = 0; i <= j; i++) {
                long to = (long) j * pair.stride() + 2L * i;
                long from = (long) j * columns + i;
                pair.elements().setAtIndex(DOUBLE, to, upper.getAtIndex(DOUBLE, from));
                pair.elements().setAtIndex(DOUBLE, to + 1, lower.getAtIndex(DOUBLE, from));
            }
        }
        factor(pair, true);
        put(pair, upper);
    }

    private void put(TsqrBlock a, MemorySegment triangle) {
        triangle.fill((byte) 0);
        for (int j = 0; j < columns; j++) {
            long from = (long) j * a.stride() * Double.BYTES;
            long to = (long) j * columns * Double.BYTES;
            MemorySegment.copy(a.elements(), from, triangle, to, Math.min(j + 1L, a.rows()) * Double.BYTES);
        }
    }
}
