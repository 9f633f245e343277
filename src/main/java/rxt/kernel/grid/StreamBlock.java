package rxt.kernel.grid;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import rxt.kernel.Context;
import rxt.kernel.Digest;
import rxt.kernel.FirstTouch;
import rxt.kernel.MessageThreads;
import rxt.spmd.grid.CartesianTopology;
import rxt.spmd.grid.HaloBlock;
import rxt.spmd.grid.HaloExchange;
import rxt.spmd.grid.Partition;
import rxt.spmd.team.Range;

/**
 * One rank's part of ψ with a halo one point wide: rows of equal i, and j runs along a row. Where the halo lies on an edge
 * of the box it holds the boundary's values for good.
 */
final class StreamBlock {
    private static final VectorSpecies<Double> LANES = DoubleVector.SPECIES_PREFERRED;

    private static final ByteOrder ORDER = ByteOrder.nativeOrder();

    private static final int ROWS_PER_SUM = 32;

    /** Rows in one loop: of so few the edges are still in a core's own caches when they are given back. */
    private static final int TOGETHER = 16;

    private final StreamFunction flow;
    private final int firstI;
    private final int firstJ;
    private final int rowLength;
    private final int stride;
    private final Range rows;
    private final MemorySegment psi;
    private final List<HaloExchange> halo;
    private final boolean vector;

    /**
     * ψ = 0 in the interior, written by the threads of {@code team} that will work on it. Collective.
     *
     * @throws IllegalArgumentException on every rank, when a rank would have no point
     */
    StreamBlock(StreamFunction flow, Context context, Decomposition decomposition, Arena arena) {
        this.flow = flow;
        this.vector = context.params().text("variant").equals("vector");
        CartesianTopology topology = decomposition.topology();
        Partition inI = decomposition.along(0);
        Partition inJ = decomposition.along(1);
        this.firstI = (int) inI.from(topology.coordinate(0)) + 1;
        this.firstJ = (int) inJ.from(topology.coordinate(1)) + 1;
        HaloBlock block = new HaloBlock(1, inI.lengthOf(topology.coordinate(0)), inJ.lengthOf(topology.coordinate(1)));
        this.rows = Range.of(0, block.length(0)).inBlocksOf(ROWS_PER_SUM);
        this.rowLength = (int) block.length(1);
        this.stride = (int) block.stride(0);
        this.psi = FirstTouch.doubles(arena, block.cells());
        context.team().forEach(rows, this::fill);
        int exchanging = MessageThreads.of(context);
        this.halo = exchanging == 1
                ? List.of(HaloExchange.ofFaces(context.world(), topology, block, psi))
                : HaloExchange.ofFaces(context.world(), topology, block, psi, exchanging);
    }

    /** Some rows with their halo, and the halo's rows beside the first and the last. */
    private void fill(long from, long to) {
        int first = from == 0 ? -1 : (int) from;
        int end = to == rows.to() ? (int) to + 1 : (int) to;
        for (int row = first; row < end; row++) {
            for (int j = -1; j <= rowLength; j++) {
                int i = firstI + row;
                boolean interior = i >= 1 && i <= flow.size() && firstJ + j >= 1 && firstJ + j <= flow.size();
                set(at(row) + j, interior ? 0 : flow.boundary(i, firstJ + j));
            }
        }
    }

    /** Place of a row's first own point. */
    private long at(int row) {
        return (row + 1L) * stride + 1;
    }

    /** The rows, from 0. */
    Range rows() {
        return rows;
    }

    /** How many threads exchange the halo, each its part. */
    int exchanging() {
        return halo.size();
    }

    /** See {@link HaloExchange#start}. */
    void startHalo(int part) {
        halo.get(part).start();
    }

    void finishHalo(int part) {
        halo.get(part).finish();
    }

    /** Sets ψ in some rows to 0. */
    void clear(long from, long to) {
        for (int row = (int) from; row < to; row++) {
            for (long k = at(row); k < at(row) + rowLength; k++) {
                set(k, 0);
            }
        }
    }

    /** Writes the means of the four neighbours, for some rows, into a block of the same shape. */
    void sweep(StreamBlock next, long from, long to) {
        relax(next, (int) from, (int) to, 0, rowLength);
    }

    /** As {@link #sweep}, of the points that need no halo. */
    void sweepInner(StreamBlock next, long from, long to) {
        relax(next, Math.max((int) from, 1), (int) Math.min(to, rows.to() - 1), 1, rowLength - 1);
    }

    /** As {@link #sweep}, of the points that {@link #sweepInner} leaves. */
    void sweepBorder(StreamBlock next, long from, long to) {
        for (int row = (int) from; row < to; row++) {
            boolean whole = row == 0 || row == rows.to() - 1;
            relax(next, row, row + 1, 0, whole ? rowLength : 1);
            relax(next, row, row + 1, whole ? rowLength : Math.max(1, rowLength - 1), rowLength);
        }
    }

    /**
     * Some rows in one loop, for a loop of its own costs each row as much as a quarter of its points. It runs over
     * the points between {@code endJ} of a row and {@code fromJ} of the next one as well: of these the halo's get back
     * the edge of the box, which both blocks hold, and others are the caller's to write afterwards.
     */
    private void relax(StreamBlock next, int from, int to, int fromJ, int endJ) {
        if (from >= to || fromJ >= endJ) {
            return;
        }
        for (int row = from; row < to; row += TOGETHER) {
            int end = Math.min(row + TOGETHER, to);
            if (vector) {
                relaxSideBySide(psi, next.psi, at(row) + fromJ, at(end - 1) + endJ, stride);
            } else {
                relaxOneByOne(psi, next.psi, at(row) + fromJ, at(end - 1) + endJ, stride);
            }
            giveEdgesBack(psi, next.psi, at(row + 1) - 2, at(end) - 2, stride);
        }
    }

    private static void giveEdgesBack(MemorySegment psi, MemorySegment next, long from, long to, long stride) {
        for (long k = from; k < to; k += stride) {
            next.setAtIndex(ValueLayout.JAVA_DOUBLE, k, get(psi, k));
            next.setAtIndex(ValueLayout.JAVA_DOUBLE, k + 1, get(psi, k + 1));
        }
    }

    /** By the Vector API, since C2 cannot know that the segments differ; the remainder adds in the same order. */
    private static void relaxSideBySide(MemorySegment psi, MemorySegment next, long from, long to, long stride) {
        long j = from + beforeMultiple(next.address() + from * Double.BYTES, LANES.vectorByteSize(), to - from);
        relaxOneByOne(psi, next, from, j, stride);
        for (; j <= to - LANES.length(); j += LANES.length()) {
            load(psi, j - stride)
                    .add(load(psi, j + stride))
                    .add(load(psi, j - 1))
                    .add(load(psi, j + 1))
                    .mul(0.25)
                    .intoMemorySegment(next, j * Double.BYTES, ORDER);
        }
        relaxOneByOne(psi, next, j, to, stride);
    }

    /**
     * Doubles from an address on, at most {@code most}, that lie before the next multiple of so many bytes: vectors of so
     * many bytes that are stored from there on lie in one cache line each.
     *
     * @param address of a double, a multiple of 8
     * @param bytes a power of two, 8 or more
     */
    static long beforeMultiple(long address, int bytes, long most) {
        return Math.min((-address & (bytes - 1)) / Double.BYTES, most);
    }

    private static void relaxOneByOne(MemorySegment psi, MemorySegment next, long from, long to, long stride) {
        for (long j = from; j < to; j++) {
            double sum = get(psi, j - stride) + get(psi, j + stride) + get(psi, j - 1) + get(psi, j + 1);
            next.setAtIndex(ValueLayout.JAVA_DOUBLE, j, 0.25 * sum);
        }
    }

    private static DoubleVector load(MemorySegment of, long index) {
        return DoubleVector.fromMemorySegment(LANES, of, index * Double.BYTES, ORDER);
    }

    private static double get(MemorySegment of, long index) {
        return of.getAtIndex(ValueLayout.JAVA_DOUBLE, index);
    }

    private void set(long index, double value) {
        psi.setAtIndex(ValueLayout.JAVA_DOUBLE, index, value);
    }

    /** Digest of some rows. */
    long digest(long from, long to) {
        long digest = 0;
        for (int row = (int) from; row < to; row++) {
            for (int j = 0; j < rowLength; j++) {
                digest += Digest.term(flow.index(firstI + row, firstJ + j), get(psi, at(row) + j));
            }
        }
        return digest;
    }

    /** Own points, without the halo. */
    long points() {
        return rows.length() * rowLength;
    }

    /** Of the own point with an index below {@link #points}, row by row. */
    long bits(long index) {
        return Double.doubleToLongBits(get(psi, at((int) (index / rowLength)) + index % rowLength));
    }

    /** Σ ψ(i, j)·phiI(i)·phiJ(j) over some rows. */
    double project(double[] phiI, double[] phiJ, long from, long to) {
        double sum = 0;
        for (int row = (int) from; row < to; row++) {
            double rowSum = 0;
            for (int j = 0; j < rowLength; j++) {
                rowSum += phiJ[firstJ + j] * get(psi, at(row) + j);
            }
            sum += phiI[firstI + row] * rowSum;
        }
        return sum;
    }
}
