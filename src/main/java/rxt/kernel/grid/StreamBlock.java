package rxt.kernel.grid;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import rxt.kernel.Digest;
import rxt.spmd.Communicator;
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
    /**
     * Of 256 bits where there are more: a row begins anywhere, so that each longer load would touch two cache lines, which
     * takes 15 % more.
     */
    private static final VectorSpecies<Double> LANES = VectorSpecies.of(
            double.class, VectorShape.forBitSize(Math.min(256, DoubleVector.SPECIES_PREFERRED.vectorBitSize())));

    private static final int ROWS_PER_SUM = 32;

    private final StreamFunction flow;
    private final int firstI;
    private final int firstJ;
    private final int rowLength;
    private final int stride;
    private final Range rows;
    private final double[] psi;
    private final HaloExchange halo;

    /**
     * ψ = 0 in the interior. Collective.
     *
     * @throws IllegalArgumentException on every rank, when a rank would have no point, or more than an array holds
     */
    StreamBlock(StreamFunction flow, Communicator world, CartesianTopology topology) {
        this.flow = flow;
        Partition inI = new Partition(flow.size(), topology.dim(0));
        Partition inJ = new Partition(flow.size(), topology.dim(1));
        requireArray(inI, inJ);
        this.firstI = (int) inI.from(topology.coordinate(0)) + 1;
        this.firstJ = (int) inJ.from(topology.coordinate(1)) + 1;
        HaloBlock block = new HaloBlock(1, inI.lengthOf(topology.coordinate(0)), inJ.lengthOf(topology.coordinate(1)));
        this.rows = Range.of(0, block.length(0)).inBlocksOf(ROWS_PER_SUM);
        this.rowLength = (int) block.length(1);
        this.stride = (int) block.stride(0);
        this.psi = new double[(int) block.cells()];
        fillEdges();
        this.halo = new HaloExchange(world, topology, block, MemorySegment.ofArray(psi));
    }

    /** The largest block decides, so that all ranks agree. */
    private void requireArray(Partition inI, Partition inJ) {
        long cells = (inI.lengthOf(0) + 2) * (inJ.lengthOf(0) + 2);
        if (cells > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("scale " + flow.scale() + " gives a rank " + cells
                    + " points, more than an array of Java holds; use more ranks or a smaller scale");
        }
    }

    private void fillEdges() {
        int size = flow.size();
        for (int row = -1; row <= rows.to(); row++) {
            for (int j = -1; j <= rowLength; j++) {
                int i = firstI + row;
                boolean interior = i >= 1 && i <= size && firstJ + j >= 1 && firstJ + j <= size;
                psi[at(row) + j] = interior ? 0 : flow.boundary(i, firstJ + j);
            }
        }
    }

    /** Place of a row's first own point. */
    private int at(int row) {
        return (row + 1) * stride + 1;
    }

    /** The rows, from 0. */
    Range rows() {
        return rows;
    }

    void exchangeHalo() {
        halo.exchange();
    }

    /** Sets ψ in some rows to 0. */
    void clear(long from, long to) {
        for (int row = (int) from; row < to; row++) {
            Arrays.fill(psi, at(row), at(row) + rowLength, 0);
        }
    }

    /** Writes the means of the four neighbours, for some rows, into a block of the same shape. */
    void sweep(StreamBlock next, long from, long to) {
        for (int row = (int) from; row < to; row++) {
            relax(psi, next.psi, at(row), at(row) + rowLength, stride);
        }
    }

    /** By the Vector API, since C2 cannot know that the arrays differ; the remainder adds in the same order. */
    private static void relax(double[] psi, double[] next, int from, int to, int stride) {
        int j = from;
        for (int end = from + LANES.loopBound(to - from); j < end; j += LANES.length()) {
            DoubleVector.fromArray(LANES, psi, j - stride)
                    .add(DoubleVector.fromArray(LANES, psi, j + stride))
                    .add(DoubleVector.fromArray(LANES, psi, j - 1))
                    .add(DoubleVector.fromArray(LANES, psi, j + 1))
                    .mul(0.25)
                    .intoArray(next, j);
        }
        for (; j < to; j++) {
            next[j] = 0.25 * (psi[j - stride] + psi[j + stride] + psi[j - 1] + psi[j + 1]);
        }
    }

    /** Digest of some rows. */
    long digest(long from, long to) {
        long digest = 0;
        for (int row = (int) from; row < to; row++) {
            for (int j = 0; j < rowLength; j++) {
                digest += Digest.term(flow.index(firstI + row, firstJ + j), psi[at(row) + j]);
            }
        }
        return digest;
    }

    /** Σ ψ(i, j)·phiI(i)·phiJ(j) over some rows. */
    double project(double[] phiI, double[] phiJ, long from, long to) {
        double sum = 0;
        for (int row = (int) from; row < to; row++) {
            double rowSum = 0;
            for (int j = 0; j < rowLength; j++) {
                rowSum += phiJ[firstJ + j] * psi[at(row) + j];
            }
            sum += phiI[firstI + row] * rowSum;
        }
        return sum;
    }
}
