package rxt.kernel.dense;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import rxt.spmd.team.Range;
import rxt.spmd.team.Schedule;
import rxt.spmd.team.Team;

/**
 * One rank's rows of C, to which products of columns of A and a panel of B are added.
 *
 * <p>The team packs the columns of A into strips of {@link GemmTile#ROWS} rows and the panel into strips of
 * {@link GemmTile#COLUMNS} columns, in the order in which tiles read them, padded with zeros; then it shares out blocks
 * of C, whose strips of A stay in the second-level cache while strips of B pass (Goto and van de Geijn, 2008). C itself
 * is padded to whole tiles, so that a tile at the edge is like any other.
 */
final class GemmUpdate {
    private static final int BLOCK_ROWS = 20 * GemmTile.ROWS;
    private static final int BLOCK_COLUMNS = Math.ceilDiv(256, GemmTile.COLUMNS) * GemmTile.COLUMNS;
    private static final Schedule ONE_BY_ONE = Schedule.dynamic(1);

    private final Team clear;
    private final Team pack;
    private final Team multiply;
    private final double[] a;
    private final int rows;
    private final int n;
    private final int stride;
    private final int maxDepth;
    private final double[] c;
    private final double[] packedA;
    private final double[] packedB;
    private final Range rowsOfC;
    private final Range stripsOfA;
    private final Range stripsOfB;
    private final Range blocks;
    private final Team.Loop clearing = this::clear;
    private final Team.Loop packingA = this::packA;
    private final Team.Loop packingB = this::packB;
    private final Team.Loop multiplying = this::multiply;

    // What the loops work on: the panel, and the columns of A that meet it.
    private MemorySegment panel = MemorySegment.NULL;
    private int firstK;
    private int depth;

    /**
     * C = 0.
     *
     * @param a this rank's rows of A, {@code n} columns each
     * @param maxDepth the most rows a panel has
     */
    GemmUpdate(Team team, double[] a, int n, int maxDepth) {
        clear = team.as("clear");
        pack = team.as("pack");
        multiply = team.as("multiply");
        this.a = a;
        this.n = n;
        this.maxDepth = maxDepth;
        rows = a.length / n;
        stride = Math.ceilDiv(n, GemmTile.COLUMNS) * GemmTile.COLUMNS;
        int paddedRows = Math.ceilDiv(rows, GemmTile.ROWS) * GemmTile.ROWS;
        c = new double[Math.multiplyExact(paddedRows, stride)];
        packedA = new double[paddedRows * maxDepth];
        packedB = new double[stride * maxDepth];
        rowsOfC = Range.of(0, rows);
        stripsOfA = Range.of(0, paddedRows / GemmTile.ROWS);
        stripsOfB = Range.of(0, stride / GemmTile.COLUMNS);
        blocks = Range.of(0, (long) Math.ceilDiv(paddedRows, BLOCK_ROWS) * Math.ceilDiv(stride, BLOCK_COLUMNS));
    }

    int rows() {
        return rows;
    }

    /** Element of C in this rank's row {@code i} and column {@code j}. */
    double element(int i, int j) {
        return c[i * stride + j];
    }

    /** C = 0. */
    void clear() {
        clear.forEach(rowsOfC, clearing);
    }

    /** C += A[:, k…k + depth)·panel, where {@code panel} holds the {@code depth} rows of B from {@code k} on. */
    void add(int k, int depth, MemorySegment panel) {
        this.panel = panel;
        this.depth = depth;
        firstK = k;
        pack.forEach(stripsOfB, packingB);
        pack.forEach(stripsOfA, packingA);
        multiply.forEach(blocks, ONE_BY_ONE, multiplying);
    }

    private void clear(long from, long to) {
        Arrays.fill(c, (int) from * stride, (int) to * stride, 0);
    }

    private void packA(long from, long to) {
        for (int strip = (int) from; strip < to; strip++) {
            int first = strip * GemmTile.ROWS;
            int height = Math.min(rows - first, GemmTile.ROWS);
            for (int k = 0; k < depth; k++) {
                int at = first * maxDepth + k * GemmTile.ROWS;
                int source = first * n + firstK + k;
                for (int i = 0; i < height; i++) {
                    packedA[at + i] = a[source + i * n];
                }
            }
        }
    }

    private void packB(long from, long to) {
        for (int strip = (int) from; strip < to; strip++) {
            int first = strip * GemmTile.COLUMNS;
            int columns = Math.min(n - first, GemmTile.COLUMNS);
            for (int k = 0; k < depth; k++) {
                long source = ((long) k * n + first) * Double.BYTES;
                int at = first * maxDepth + k * GemmTile.COLUMNS;
                MemorySegment.copy(panel, ValueLayout.JAVA_DOUBLE, source, packedB, at, columns);
            }
        }
    }

    private void multiply(long from, long to) {
        int across = Math.ceilDiv(stride, BLOCK_COLUMNS);
        int paddedRows = c.length / stride;
        for (int block = (int) from; block < to; block++) {
            int i = block / across * BLOCK_ROWS;
            int j = block % across * BLOCK_COLUMNS;
            multiply(i, Math.min(paddedRows, i + BLOCK_ROWS), j, Math.min(stride, j + BLOCK_COLUMNS));
        }
    }

    private void multiply(int fromRow, int toRow, int fromColumn, int toColumn) {
        for (int j = fromColumn; j < toColumn; j += GemmTile.COLUMNS) {
            for (int i = fromRow; i < toRow; i += GemmTile.ROWS) {
                GemmTile.multiply(packedA, i * maxDepth, packedB, j * maxDepth, depth, c, i * stride + j, stride);
            }
        }
    }
}
