package rxt.kernel.sparse;

import rxt.spmd.grid.CartesianTopology;
import rxt.spmd.grid.HaloBlock;
import rxt.spmd.grid.Partition;
import rxt.spmd.team.Range;
import rxt.spmd.team.Team;

/**
 * One rank's rows of the matrix of {@link Cg}, compressed by rows: first those whose neighbours are all the rank's own, then
 * those at the block's faces. A column is the place of a point in the block with its halo.
 */
final class CgMatrix {
    static final double DIAGONAL = 26;

    private final int n;
    private final long[] first;
    private final HaloBlock block;
    private final int inner;
    /** Per row the place of its point. */
    private final int[] cells;

    private final int[] rowStart;
    private final int[] columns;
    private final double[] values;

    /**
     * The rows of a block. Entries are written by the members that will multiply them.
     *
     * @param n points of the whole grid along an axis
     * @param first of the block along each axis
     * @param block shape of this rank's part
     */
    CgMatrix(int n, long[] first, HaloBlock block, Team team) {
        this.n = n;
        this.first = first.clone();
        this.block = block;
        this.cells = new int[(int) (block.length(0) * block.length(1) * block.length(2))];
        this.inner = order();
        this.rowStart = new int[cells.length + 1];
        for (int row = 0; row < cells.length; row++) {
            rowStart[row + 1] = rowStart[row] + neighbours(cells[row]) + 1;
        }
        this.columns = new int[rowStart[cells.length]];
        this.values = new double[columns.length];
        team.forEach(Range.of(0, cells.length), (from, to) -> {
            for (int row = (int) from; row < to; row++) {
                fill(row);
            }
        });
    }

    /** Refused on every rank alike: the largest block decides. */
    static void requireArrays(int n, CartesianTopology topology) {
        long points = 1;
        for (int d = 0; d < 3; d++) {
            points *= new Partition(n, topology.dim(d)).lengthOf(0) + 2;
        }
        if (27 * points > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("n = " + n + " gives a rank up to " + 27 * points
                    + " entries, more than an array of Java holds; use more ranks or a smaller n");
        }
    }

    /** Numbers the rows, inner ones first; how many these are. */
    private int order() {
        int count = 0;
        int innerCount = 0;
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i < block.length(0); i++) {
                for (int j = 0; j < block.length(1); j++) {
                    for (int k = 0; k < block.length(2); k++) {
                        if (isInner(i, j, k) == (pass == 0)) {
                            cells[count++] = (int) block.index(i, j, k);
                        }
                    }
                }
            }
            if (pass == 0) {
                innerCount = count;
            }
        }
        return innerCount;
    }

    private boolean isInner(long i, long j, long k) {
        return i > 0 && i < block.length(0) - 1 && j > 0 && j < block.length(1) - 1 && k > 0 && k < block.length(2) - 1;
    }

    /** Coordinate of a place along an axis, in the whole grid. */
    private long coordinate(int cell, int axis) {
        return first[axis] + cell / block.stride(axis) % block.extent(axis) - 1;
    }

    private int neighbours(int cell) {
        int count = 1;
        for (int axis = 0; axis < 3; axis++) {
            long at = coordinate(cell, axis);
            count *= 1 + (at > 0 ? 1 : 0) + (at < n - 1 ? 1 : 0);
        }
        return count - 1;
    }

    private boolean isInGrid(int cell, int i, int j, int k) {
        return isInside(coordinate(cell, 0) + i)
                && isInside(coordinate(cell, 1) + j)
                && isInside(coordinate(cell, 2) + k);
    }

    private boolean isInside(long at) {
        return at >= 0 && at < n;
    }

    private void fill(int row) {
        int entry = rowStart[row];
        for (int i = -1; i <= 1; i++) {
            for (int j = -1; j <= 1; j++) {
                for (int k = -1; k <= 1; k++) {
                    if (isInGrid(cells[row], i, j, k)) {
                        columns[entry] = cells[row] + (int) (i * block.stride(0) + j * block.stride(1)) + k;
                        values[entry++] = i == 0 && j == 0 && k == 0 ? DIAGONAL : -1;
                    }
                }
            }
        }
    }

    int rows() {
        return cells.length;
    }

    /** Rows that need no halo; they come first. */
    int innerRows() {
        return inner;
    }

    /** Place of a row's point in the block with its halo. */
    int cell(int row) {
        return cells[row];
    }

    /** Number of a row's point in the whole grid. */
    long point(int row) {
        return (coordinate(cells[row], 0) * n + coordinate(cells[row], 1)) * n + coordinate(cells[row], 2);
    }

    /** What a row gives for 1 everywhere. */
    double rightHandSide(int row) {
        return DIAGONAL - (rowStart[row + 1] - rowStart[row] - 1);
    }

    /** result = A·vector for some rows; {@code vector} has its halo. */
    void multiply(double[] vector, double[] result, int from, int to) {
        for (int row = from; row < to; row++) {
            double sum = 0;
            int end = rowStart[row + 1];
            for (int entry = rowStart[row]; entry < end; entry++) {
                sum += values[entry] * vector[columns[entry]];
            }
            result[row] = sum;
        }
    }

    /** The same for one row without the matrix. */
    double stencil(double[] vector, int row) {
        double neighbours = 0;
        for (int i = -1; i <= 1; i++) {
            for (int j = -1; j <= 1; j++) {
                for (int k = -1; k <= 1; k++) {
                    if (isInGrid(cells[row], i, j, k)) {
                        neighbours += vector[cells[row] + (int) (i * block.stride(0) + j * block.stride(1)) + k];
                    }
                }
            }
        }
        return (DIAGONAL + 1) * vector[cells[row]] - neighbours;
    }
}
