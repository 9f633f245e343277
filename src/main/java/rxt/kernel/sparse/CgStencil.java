package rxt.kernel.sparse;

import java.lang.foreign.MemorySegment;
import java.util.List;
import rxt.kernel.Context;
import rxt.kernel.Parameter;
import rxt.kernel.Params;
import rxt.spmd.Communicator;
import rxt.spmd.grid.CartesianTopology;
import rxt.spmd.grid.HaloBlock;
import rxt.spmd.grid.HaloExchange;
import rxt.spmd.grid.Partition;
import rxt.spmd.team.Range;

/**
 * HPCG's matrix: on a grid of n × n × n points 26 on the diagonal and −1 for each of the up to 26 neighbours.
 *
 * <p>A rank has a block of the grid, or a pencil or a slab of it: blocks have the smallest halos and the most
 * neighbours. Rows whose neighbours are all its own come first, then those at the block's faces; a column is the place
 * of a point in the block with its halo.
 */
final class CgStencil implements CgSystem {
    static final double DIAGONAL = 26;

    private static final String BLOCKS = "blocks";

    private final int n;
    private final long[] first = new long[3];
    private final CartesianTopology topology;
    private final HaloBlock block;
    private final int inner;
    /** Per row the place of its point. */
    private final int[] cells;

    private final SparseRows matrix;
    private final double[] vector;
    private final HaloExchange halo;

    /**
     * This rank's rows. Entries are written by the members that will multiply them. Collective.
     *
     * @param context whose parameters {@link #require} has seen
     */
    CgStencil(Context context) {
        Communicator world = context.world();
        this.n = context.params().intValue("n");
        this.topology = CartesianTopology.of(world, dims(context.params(), world.size()), new boolean[3]);
        this.block = block();
        this.cells = new int[(int) (block.length(0) * block.length(1) * block.length(2))];
        this.inner = order();
        int[] start = new int[cells.length + 1];
        for (int row = 0; row < cells.length; row++) {
            start[row + 1] = start[row] + neighbours(cells[row]) + 1;
        }
        int entries = start[cells.length];
        this.matrix = new SparseRows(start, new int[entries], new double[entries]);
        context.team().forEach(Range.of(0, cells.length), (from, to) -> {
            for (int row = (int) from; row < to; row++) {
                fill(row);
            }
        });
        this.vector = new double[(int) block.cells()];
        this.halo = new HaloExchange(world, topology, block, MemorySegment.ofArray(vector));
    }

    static Parameter decomposition() {
        return Parameter.choice(
                "decomposition",
                BLOCKS,
                List.of(BLOCKS, "pencils", "slabs"),
                "what of the stencil's points a rank has: cut along three axes, two or one");
    }

    private static int[] dims(Params params, int ranks) {
        return switch (params.text("decomposition")) {
            case "slabs" -> CartesianTopology.dimsCreate(ranks, 0, 1, 1);
            case "pencils" -> CartesianTopology.dimsCreate(ranks, 0, 0, 1);
            default -> CartesianTopology.dimsCreate(ranks, 0, 0, 0);
        };
    }

    private HaloBlock block() {
        long[] length = new long[3];
        for (int d = 0; d < 3; d++) {
            Partition part = new Partition(n, topology.dim(d));
            first[d] = part.from(topology.coordinate(d));
            length[d] = part.lengthOf(topology.coordinate(d));
        }
        return new HaloBlock(1, length);
    }

    /** Refuses what is of the other matrix, and a grid that leaves a rank without a point, or one more than arrays hold. */
    static void require(Params params, int ranks) {
        String cut = params.text("decomposition");
        if (Cg.isOfFile(params)) {
            if (!cut.equals(BLOCKS)) {
                throw new IllegalArgumentException("decomposition = " + cut
                        + " is of the matrix of the stencil alone, and one of a file is dealt by rows; leave it out");
            }
            return;
        }
        String file = params.text("file");
        if (!file.equals(Cg.FILE)) { // or the stencil would be measured in its name
            throw new IllegalArgumentException(
                    "file = " + file + " is read with matrix: file alone; use that, or leave the file out");
        }
        int n = params.intValue("n");
        int[] dims = dims(params, ranks);
        if (n < dims[0]) {
            throw new IllegalArgumentException("n = " + n + " points along an axis are fewer than the " + dims[0]
                    + " ranks there; use fewer ranks or a larger n");
        }
        long points = 1;
        for (int dim : dims) {
            points *= Math.ceilDiv(n, dim) + 2L;
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
        int entry = matrix.start()[row];
        for (int i = -1; i <= 1; i++) {
            for (int j = -1; j <= 1; j++) {
                for (int k = -1; k <= 1; k++) {
                    if (isInGrid(cells[row], i, j, k)) {
                        matrix.columns()[entry] = cells[row] + (int) (i * block.stride(0) + j * block.stride(1)) + k;
                        matrix.values()[entry++] = i == 0 && j == 0 && k == 0 ? DIAGONAL : -1;
                    }
                }
            }
        }
    }

    @Override
    public SparseRows matrix() {
        return matrix;
    }

    @Override
    public int innerRows() {
        return inner;
    }

    @Override
    public double[] vector() {
        return vector;
    }

    @Override
    public int cell(int row) {
        return cells[row];
    }

    @Override
    public long point(int row) {
        return (coordinate(cells[row], 0) * n + coordinate(cells[row], 1)) * n + coordinate(cells[row], 2);
    }

    @Override
    public double rightHandSide(int row) {
        return DIAGONAL - (matrix.length(row) - 1);
    }

    @Override
    public void start() {
        halo.start();
    }

    @Override
    public void finish() {
        halo.finish();
    }

    /** By the stencil, point after point. */
    @Override
    public void multiplyAnew(double[] result) {
        for (int row = 0; row < cells.length; row++) {
            result[row] = (DIAGONAL + 1) * vector[cells[row]] - neighbourhood(cells[row]);
        }
    }

    /** Sum over a point and its neighbours. */
    private double neighbourhood(int cell) {
        double sum = 0;
        for (int i = -1; i <= 1; i++) {
            for (int j = -1; j <= 1; j++) {
                for (int k = -1; k <= 1; k++) {
                    if (isInGrid(cell, i, j, k)) {
                        sum += vector[cell + (int) (i * block.stride(0) + j * block.stride(1)) + k];
                    }
                }
            }
        }
        return sum;
    }

    @Override
    public double rowsOfAll() {
        return Math.pow(n, 3);
    }

    @Override
    public double entriesOfAll() {
        return Math.pow(3.0 * n - 2, 3);
    }

    /** Two through each face between blocks. */
    @Override
    public double messages() {
        double messages = 0;
        for (int d = 0; d < 3; d++) {
            messages += 2.0 * topology.size() / topology.dim(d) * (topology.dim(d) - 1);
        }
        return messages;
    }

    @Override
    public CgIterations iterations(double tolerance) {
        return CgIterations.ofStencil(n, tolerance);
    }

    /** The condition grows with the square of n. */
    @Override
    public double distanceBound() {
        return 100.0 * n * n;
    }
}
