package rxt.spmd.grid;

import java.util.Arrays;
import java.util.Objects;

/**
 * The shape of one rank's block of cells with a halo around it: row-major, the last dimension runs fastest, and every
 * dimension is {@code width} cells longer at both ends than the rank's own part.
 */
public final class HaloBlock {
    private final int width;
    private final long[] lengths;

    /**
     * A block.
     *
     * @param width cells of halo at each end of each dimension, 1 or more
     * @param lengths own cells per dimension, without halo; one to three dimensions
     */
    public HaloBlock(int width, long... lengths) {
        if (width < 1) {
            throw new IllegalArgumentException("a halo is 1 cell wide or more, not " + width);
        }
        if (lengths.length < 1 || lengths.length > 3 || Arrays.stream(lengths).anyMatch(n -> n < 0)) {
            throw new IllegalArgumentException(
                    "a block has one to three dimensions of 0 cells or more, not " + Arrays.toString(lengths));
        }
        this.width = width;
        this.lengths = lengths.clone();
    }

    public int dimensions() {
        return lengths.length;
    }

    public int width() {
        return width;
    }

    /** Own cells along a dimension. */
    public long length(int dimension) {
        return lengths[dimension];
    }

    /** Cells along a dimension, with both halos. */
    public long extent(int dimension) {
        return lengths[dimension] + 2L * width;
    }

    /** Cells in all, with halos. */
    public long cells() {
        return product(0, lengths.length);
    }

    /** Distance in cells between neighbours along a dimension. */
    public long stride(int dimension) {
        return product(dimension + 1, lengths.length);
    }

    /**
     * Place of a cell in the row-major array.
     *
     * @param at coordinates of the cell; own cells begin at 0, the halo at {@code -width}
     */
    public long index(long... at) {
        if (at.length != lengths.length) {
            throw new IllegalArgumentException(this + " has no cell " + Arrays.toString(at));
        }
        long index = 0;
        for (int d = 0; d < lengths.length; d++) {
            index = index * extent(d) + Objects.checkIndex(at[d] + width, extent(d));
        }
        return index;
    }

    /** Product of the extents of the dimensions {@code first} (inclusive) to {@code end} (exclusive). */
    long product(int first, int end) {
        long product = 1;
        for (int d = first; d < end; d++) {
            product = Math.multiplyExact(product, extent(d));
        }
        return product;
    }

    @Override
    public String toString() {
        return "block of " + Arrays.toString(lengths) + " cells with a halo of " + width;
    }
}
