package rxt.kernel.sparse;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import rxt.kernel.Context;
import rxt.kernel.Memory;
import rxt.spmd.Communicator;
import rxt.spmd.ElementType;
import rxt.spmd.ReduceOp;
import rxt.spmd.grid.Partition;

/**
 * The matrix of a Matrix Market file, in contiguous parts of rows.
 *
 * <p>Every rank gets the whole matrix ({@link CgFileMatrix}) and keeps its own rows, those first that need no columns
 * of others. The matrix is symmetric, so a rank knows without asking what others need of it: its rows with a column of
 * theirs.
 */
final class CgFile implements CgSystem {
    /** Of a rank's rows, in {@link Cg}, its check and here. */
    private static final double VECTORS = 10;

    private final CgFileMatrix file;
    private final Communicator world;
    private final Partition parts;
    private final int first;
    private final int length;
    private final int sizeOfAll;
    private final int entriesOfAll;
    /** Own rows, counted from the first, in the order in which they are multiplied. */
    private final int[] order;

    private final int inner;
    private final SparseRows matrix;
    private final double[] vector;
    private final double[] rightHandSide;
    private final CgFileExchange exchange;
    private final long messages;

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException on rank 0 where it is no symmetric matrix; on every rank where it has fewer rows than
     *     there are ranks, or one has too little memory
     * @throws java.io.UncheckedIOException on rank 0 where it cannot be read
     */
    static CgFile read(Context.Inputs inputs, String name, Communicator world) {
        MatrixMarket.Room room = (rows, entries) ->
                Memory.require("the matrix '" + name + "'", need(rows, entries, world.size()), world);
        CgFileMatrix file = new CgFileMatrix(inputs, name, world);
        return new CgFile(file, world, file.whole(room));
    }

    /** A rank's rows, which may have nearly all entries, its vectors, and the whole matrix, which the check reads again. */
    private static Memory.Need need(int rows, int entries, int ranks) {
        double own = (Integer.BYTES + Double.BYTES) * (double) entries + Double.BYTES * VECTORS * rows / ranks;
        return Memory.heap(MatrixMarket.heapBytes(rows, entries) + own + 2.0 * Double.BYTES * rows);
    }

    private CgFile(CgFileMatrix file, Communicator world, SparseRows whole) {
        this.file = file;
        this.world = world;
        this.sizeOfAll = whole.rows();
        this.entriesOfAll = whole.columns().length;
        if (sizeOfAll < world.size()) {
            throw new IllegalArgumentException("the " + sizeOfAll + " rows of the matrix '" + file.name()
                    + "' are fewer than the " + world.size() + " ranks; use fewer ranks or a larger matrix");
        }
        this.parts = new Partition(sizeOfAll, world.size());
        this.first = (int) parts.from(world.rank());
        this.length = (int) parts.lengthOf(world.rank());
        this.order = new int[length];
        this.inner = order(whole);
        this.exchange = new CgFileExchange(whole, parts, world);
        this.vector = exchange.vector();
        this.messages = world.allreduce((long) exchange.receivers(), ReduceOp.SUM);
        this.matrix = ownRows(whole);
        this.rightHandSide = new double[length];
        double[] ones = new double[sizeOfAll];
        Arrays.fill(ones, 1);
        for (int row = 0; row < length; row++) {
            rightHandSide[row] = whole.times(ones, first + order[row]);
        }
    }

    private int order(SparseRows whole) {
        int count = 0;
        int innerCount = 0;
        for (boolean innerOnes : new boolean[] {true, false}) {
            for (int row = 0; row < length; row++) {
                if (needsNobody(whole, first + row) == innerOnes) {
                    order[count++] = row;
                }
            }
            innerCount = innerOnes ? count : innerCount;
        }
        return innerCount;
    }

    /** Columns rise along a row, so its ends tell. */
    private boolean needsNobody(SparseRows whole, int row) {
        return whole.columns()[whole.start()[row]] >= first
                && whole.columns()[whole.start()[row + 1] - 1] < first + length;
    }

    private SparseRows ownRows(SparseRows whole) {
        int[] start = new int[length + 1];
        for (int row = 0; row < length; row++) {
            start[row + 1] = start[row] + whole.length(first + order[row]);
        }
        SparseRows rows = new SparseRows(start, new int[start[length]], new double[start[length]]);
        for (int row = 0; row < length; row++) {
            int from = whole.start()[first + order[row]];
            for (int i = 0; i < rows.length(row); i++) {
                rows.columns()[start[row] + i] = exchange.place(whole.columns()[from + i]);
                rows.values()[start[row] + i] = whole.values()[from + i];
            }
        }
        return rows;
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
        return order[row];
    }

    @Override
    public long point(int row) {
        return (long) first + order[row];
    }

    @Override
    public double rightHandSide(int row) {
        return rightHandSide[row];
    }

    @Override
    public void start() {
        exchange.start();
    }

    @Override
    public void finish() {
        exchange.finish();
    }

    /** By the file, which is read again, and the vector of all ranks. */
    @Override
    public void multiplyAnew(double[] result) {
        SparseRows whole = file.whole((_, _) -> {});
        int[] counts = new int[world.size()];
        int[] places = new int[world.size()];
        for (int rank = 0; rank < counts.length; rank++) {
            counts[rank] = (int) parts.lengthOf(rank);
            places[rank] = (int) parts.from(rank);
        }
        double[] all = new double[sizeOfAll];
        MemorySegment own = MemorySegment.ofArray(Arrays.copyOf(vector, length));
        world.allgatherv(own, MemorySegment.ofArray(all), counts, places, ElementType.DOUBLE);
        for (int row = 0; row < length; row++) {
            result[row] = whole.times(all, first + order[row]);
        }
    }

    @Override
    public double rowsOfAll() {
        return sizeOfAll;
    }

    @Override
    public double entriesOfAll() {
        return entriesOfAll;
    }

    @Override
    public double messages() {
        return messages;
    }

    /** Its spectrum is not known. */
    @Override
    public CgIterations iterations(double tolerance) {
        return CgIterations.ANY;
    }

    /** Its condition is not known. */
    @Override
    public double distanceBound() {
        return Double.POSITIVE_INFINITY;
    }
}
