package rxt.kernel.dense;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The symmetric product m·mᵀ of a matrix of whole numbers from 0 to 255, exact, block by block.
 *
 * <p>m is stored in panels of {@link #PANEL} rows, column after column within a panel, and filled up with rows of zeros;
 * so both factors of a tile are read contiguously. As NumPy does for {@code m @ m.T} (BLAS {@code syrk}), only the
 * blocks on and above the diagonal are computed; they are numbered from 0 and independent of each other.
 *
 * <p>Single precision is exact here: 256 products of at most 255² stay below 2²⁴. Longer sums go on in ints.
 */
final class ImageSignatureProduct {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final int LANES = FLOATS.length();
    private static final int TILE_ROWS = 4;

    /** Rows of a panel; a tile is as wide. */
    static final int PANEL = 2 * LANES;

    private static final int BLOCK = Math.max(64, PANEL);
    private static final int EXACT_TERMS = 256;

    private final int width;
    private final int rows;
    private final float[] m;
    private final int[] product;

    /**
     * A matrix of zeros.
     *
     * @param height rows, 1 or more
     * @param width columns, 1 to 33,000, so that an entry of the product fits an int
     */
    ImageSignatureProduct(int height, int width) {
        this.width = width;
        this.rows = Math.ceilDiv(height, PANEL) * PANEL;
        this.m = new float[Math.multiplyExact(rows, width)];
        this.product = new int[Math.multiplyExact(rows, rows)];
    }

    /** Where m's entry lies in {@link #entries}. */
    int index(int row, int column) {
        return (row / PANEL * width + column) * PANEL + row % PANEL;
    }

    /** m in panels, with the rows of zeros; the caller fills it. */
    float[] entries() {
        return m;
    }

    /** Rows with those of zeros. */
    int rows() {
        return rows;
    }

    /** Number of blocks on and above the diagonal. */
    long blocks() {
        long n = Math.ceilDiv(rows, BLOCK);
        return n * (n + 1) / 2;
    }

    /** Computes one block of the product. */
    void multiply(long block) {
        int blockColumn = (int) ((Math.sqrt(8.0 * block + 1) - 1) / 2);
        int firstColumn = blockColumn * BLOCK;
        int firstRow = (int) (block - (long) blockColumn * (blockColumn + 1) / 2) * BLOCK;
        int endRow = Math.min(firstRow + BLOCK, rows);
        int endColumn = Math.min(firstColumn + BLOCK, rows);
        for (int i = firstRow; i < endRow; i++) {
            Arrays.fill(product, i * rows + firstColumn, i * rows + endColumn, 0);
        }
        for (int k = 0; k < width; k += EXACT_TERMS) {
            for (int j = firstColumn; j < endColumn; j += PANEL) {
                for (int i = firstRow; i < Math.min(endRow, j + PANEL); i += TILE_ROWS) {
                    multiplyTile(i, j, k, Math.min(EXACT_TERMS, width - k));
                }
            }
        }
    }

    /** Sum over one row of the whole product: each panel above the diagonal counts for its mirror image too. */
    long sumOfRow(int row) {
        int diagonal = row / PANEL * PANEL;
        long once = 0;
        for (int j = diagonal; j < diagonal + PANEL; j++) {
            once += product[row * rows + j];
        }
        long twice = 0;
        for (int j = diagonal + PANEL; j < rows; j++) {
            twice += product[row * rows + j];
        }
        return once + 2 * twice;
    }

    /**
     * Eight accumulators hide the latency of the multiply-add; twice as many outgrow the registers of AVX2. Unrolled by
     * hand: in an array they would not be in registers at all.
     */
    private void multiplyTile(int row, int column, int firstTerm, int terms) {
        int a = index(row, firstTerm);
        int b = index(column, firstTerm);
        FloatVector c00 = FloatVector.zero(FLOATS);
        FloatVector c01 = c00;
        FloatVector c10 = c00;
        FloatVector c11 = c00;
        FloatVector c20 = c00;
        FloatVector c21 = c00;
        FloatVector c30 = c00;
        FloatVector c31 = c00;
        for (int end = a + terms * PANEL; a < end; a += PANEL, b += PANEL) {
            FloatVector left = FloatVector.fromArray(FLOATS, m, b);
            FloatVector right = FloatVector.fromArray(FLOATS, m, b + LANES);
            FloatVector factor = FloatVector.broadcast(FLOATS, m[a]);
            c00 = factor.fma(left, c00);
            c01 = factor.fma(right, c01);
            factor = FloatVector.broadcast(FLOATS, m[a + 1]);
            c10 = factor.fma(left, c10);
            c11 = factor.fma(right, c11);
            factor = FloatVector.broadcast(FLOATS, m[a + 2]);
            c20 = factor.fma(left, c20);
            c21 = factor.fma(right, c21);
            factor = FloatVector.broadcast(FLOATS, m[a + 3]);
            c30 = factor.fma(left, c30);
            c31 = factor.fma(right, c31);
        }
        int c = row * rows + column;
        add(c, c00, c01);
        add(c + rows, c10, c11);
        add(c + 2 * rows, c20, c21);
        add(c + 3 * rows, c30, c31);
    }

    private void add(int at, FloatVector left, FloatVector right) {
        add(at, left);
        add(at + LANES, right);
    }

    private void add(int at, FloatVector sums) {
        IntVector exact = (IntVector) sums.convert(VectorOperators.F2I, 0);
        exact.add(IntVector.fromArray(INTS, product, at)).intoArray(product, at);
    }
}
