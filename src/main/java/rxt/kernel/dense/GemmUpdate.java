package rxt.kernel.dense;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import rxt.kernel.FirstTouch;
import rxt.spmd.team.Range;
import rxt.spmd.team.Schedule;
import rxt.spmd.team.Team;

/**
 * The team's own product.
 *
 * <p>The team packs the columns of A into strips of {@link GemmTile#ROWS} rows and the panel into strips of
 * {@link GemmTile#COLUMNS} columns, in the order in which tiles read them, padded with zeros; then it shares out blocks
 * of C, whose strips of A stay in the second-level cache while strips of B pass (Goto and van de Geijn, 2008). C itself
 * is padded to whole tiles, so that a tile at the edge is like any other; a block is set to 0 by who is about to add to
 * it, while it is in the cache.
 */
class GemmUpdate implements GemmProduct {
    private static final int BLOCK_ROWS = 20 * GemmTile.ROWS;
    private static final int BLOCK_COLUMNS = Math.ceilDiv(256, GemmTile.COLUMNS) * GemmTile.COLUMNS;
    private static final Schedule ONE_BY_ONE = Schedule.dynamic(1);

    private final Team pack;
    private final Team multiply;
    private final MemorySegment a;
    private final int rows;
    private final int paddedRows;
    private final int n;
    private final int stride;
    private final int maxDepth;
    private final MemorySegment c;
    private final MemorySegment packedA;
    private final MemorySegment packedB;
    private final Range stripsOfA;
    private final Range stripsOfB;
    private final Range blocks;
    private final Team.Loop packingA = this::packA;
    private final Team.Loop packingB = this::packB;
    private final Team.Region multiplying = this::multiply;
    private final Team.Loop[] multiplyingWithTile;

    // What the loops work on: the panel, and the columns of A that meet it.
    private MemorySegment panel = MemorySegment.NULL;
    private int firstK;
    private int depth;

    /**
     * C = 0.
     *
     * @param arena who owns the memory
     * @param a this rank's rows of A, {@code n} columns each
     * @param maxDepth the most rows a panel has
     */
    GemmUpdate(Arena arena, Team team, MemorySegment a, int n, int maxDepth) {
        pack = team.as("pack");
        multiply = team.as("multiply");
        this.a = a;
        this.n = n;
        this.maxDepth = maxDepth;
        rows = (int) (a.byteSize() / Double.BYTES / n);
        stride = Math.ceilDiv(n, GemmTile.COLUMNS) * GemmTile.COLUMNS;
        paddedRows = Math.ceilDiv(rows, GemmTile.ROWS) * GemmTile.ROWS;
        c = FirstTouch.doubles(arena, (long) paddedRows * stride);
        packedA = FirstTouch.doubles(arena, (long) paddedRows * maxDepth);
        packedB = FirstTouch.doubles(arena, (long) stride * maxDepth);
        stripsOfA = Range.of(0, paddedRows / GemmTile.ROWS);
        stripsOfB = Range.of(0, stride / GemmTile.COLUMNS);
        blocks = Range.of(0, (long) Math.ceilDiv(paddedRows, BLOCK_ROWS) * Math.ceilDiv(stride, BLOCK_COLUMNS));
        multiplyingWithTile = new Team.Loop[team.size()];
        for (int member = 0; member < team.size(); member++) {
            double[] tile = new double[GemmTile.ROWS * GemmTile.COLUMNS];
            multiplyingWithTile[member] = (from, to) -> multiply(from, to, tile);
        }
        team.forEach(stripsOfA, (from, to) -> {
            zero(packedA, from * GemmTile.ROWS * maxDepth, to * GemmTile.ROWS * maxDepth);
            zero(c, from * GemmTile.ROWS * stride, to * GemmTile.ROWS * stride);
        });
        team.forEach(
                stripsOfB,
                (from, to) -> zero(packedB, from * GemmTile.COLUMNS * maxDepth, to * GemmTile.COLUMNS * maxDepth));
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public boolean sameBits() {
        return true;
    }

    @Override
    public double element(int i, int j) {
        return c.getAtIndex(ValueLayout.JAVA_DOUBLE, (long) i * stride + j);
    }

    @Override
    public void add(int k, int depth, MemorySegment panel) {
        this.panel = panel;
        this.depth = depth;
        firstK = k;
        pack.forEach(stripsOfB, packingB);
        pack.forEach(stripsOfA, packingA);
        multiply.region(multiplying);
    }

    private void packA(long from, long to) {
        for (long strip = from; strip < to; strip++) {
            long first = strip * GemmTile.ROWS;
            int height = (int) Math.min(rows - first, GemmTile.ROWS);
            long source = a.address() + (first * n + firstK) * Double.BYTES;
            GemmTile.packRows(source, (long) n * Double.BYTES, height, strip(packedA, first), depth);
        }
    }

    private void packB(long from, long to) {
        for (long strip = from; strip < to; strip++) {
            long first = strip * GemmTile.COLUMNS;
            int columns = (int) Math.min(n - first, GemmTile.COLUMNS);
            long source = panel.address() + first * Double.BYTES;
            GemmTile.packColumns(source, (long) n * Double.BYTES, columns, strip(packedB, first), depth);
        }
    }

    /** Address of the strip that begins with this row of A or column of the panel. */
    private long strip(MemorySegment packed, long first) {
        return packed.address() + first * maxDepth * Double.BYTES;
    }

    private void multiply(Team.Member me) {
        me.share(blocks, ONE_BY_ONE, multiplyingWithTile[me.thread()]);
    }

    private void multiply(long from, long to, double[] tile) {
        int across = Math.ceilDiv(stride, BLOCK_COLUMNS);
        for (int block = (int) from; block < to; block++) {
            int i = block / across * BLOCK_ROWS;
            int j = block % across * BLOCK_COLUMNS;
            int toRow = Math.min(paddedRows, i + BLOCK_ROWS);
            int toColumn = Math.min(stride, j + BLOCK_COLUMNS);
            if (firstK == 0) {
                for (long row = i; row < toRow; row++) {
                    zero(c, row * stride + j, row * stride + toColumn);
                }
            }
            multiply(i, toRow, j, toColumn, tile);
        }
    }

    private void multiply(int fromRow, int toRow, int fromColumn, int toColumn, double[] tile) {
        long apart = (long) stride * Double.BYTES;
        for (int j = fromColumn; j < toColumn; j += GemmTile.COLUMNS) {
            for (int i = fromRow; i < toRow; i += GemmTile.ROWS) {
                long at = c.address() + i * apart + (long) j * Double.BYTES;
                GemmTile.load(at, apart, tile);
                multiply(strip(packedA, i), strip(packedB, j), depth, tile);
                GemmTile.store(at, apart, tile);
            }
        }
    }

    /** See {@link GemmTile#multiply}. */
    void multiply(long stripOfA, long stripOfB, int depth, double[] tile) {
        GemmTile.multiply(stripOfA, stripOfB, depth, tile);
    }

    private static void zero(MemorySegment values, long from, long to) {
        values.asSlice(from * Double.BYTES, (to - from) * Double.BYTES).fill((byte) 0);
    }
}
