package rxt.kernel.dense;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import rxt.kernel.WholeMemory;
import rxt.spmd.team.Team;

/** The same sums as {@link GemmTile}'s, in the same order, number by number. */
final class GemmScalars extends GemmUpdate {
    private static final MemorySegment MEMORY = WholeMemory.SEGMENT;
    private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED;

    private static final int ROWS = GemmTile.ROWS;
    private static final int COLUMNS = GemmTile.COLUMNS;

    /** As {@link GemmUpdate}. */
    GemmScalars(Arena arena, Team team, MemorySegment a, int n, int maxDepth) {
        super(arena, team, a, n, maxDepth);
    }

    /** A column of the tile at a time: six sums, so that five go on while one waits. */
    @Override
    void multiply(long a, long b, int depth, double[] tile) {
        for (int j = 0; j < COLUMNS; j++) {
            column(a, b + (long) j * Double.BYTES, depth, tile, j);
        }
    }

    private static void column(long a, long b, int depth, double[] tile, int j) {
        double c0 = tile[j];
        double c1 = tile[COLUMNS + j];
        double c2 = tile[2 * COLUMNS + j];
        double c3 = tile[3 * COLUMNS + j];
        double c4 = tile[4 * COLUMNS + j];
        double c5 = tile[5 * COLUMNS + j];
        for (int k = 0; k < depth; k++) {
            double bk = at(b + (long) k * COLUMNS * Double.BYTES);
            long ak = a + (long) k * ROWS * Double.BYTES;
            c0 = Math.fma(at(ak), bk, c0);
            c1 = Math.fma(at(ak + 8), bk, c1);
            c2 = Math.fma(at(ak + 16), bk, c2);
            c3 = Math.fma(at(ak + 24), bk, c3);
            c4 = Math.fma(at(ak + 32), bk, c4);
            c5 = Math.fma(at(ak + 40), bk, c5);
        }
        tile[j] = c0;
        tile[COLUMNS + j] = c1;
        tile[2 * COLUMNS + j] = c2;
        tile[3 * COLUMNS + j] = c3;
        tile[4 * COLUMNS + j] = c4;
        tile[5 * COLUMNS + j] = c5;
    }

    private static double at(long address) {
        return MEMORY.get(DOUBLE, address);
    }
}
