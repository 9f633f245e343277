package rxt.kernel.dense;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The innermost piece of {@link Gemm}: a tile of C, 6 rows by 2 vectors, kept in registers while k runs.
 *
 * <p>Twelve accumulators, two vectors of B and one of A fill the 16 registers of 256-bit machines. More of them spill
 * there, and outgrow the inlining budget of the JIT compiler, which then boxes every vector; so this stays small and
 * alone. Each element of C is one chain of fused multiply-adds in the order of k, whatever the length of a vector is.
 */
final class GemmTile {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    static final int ROWS = 6;
    static final int COLUMNS = 2 * LANES;

    private GemmTile() {}

    /**
     * C += A·B for one tile. Unrolled by hand and without a type for its strips: accumulators in an array, or operands in
     * an object, leave the registers.
     *
     * @param a packed strip of A: for each k, {@link #ROWS} values from {@code aAt} on
     * @param b packed strip of B: for each k, {@link #COLUMNS} values from {@code bAt} on
     * @param depth how many k
     * @param c where the tile begins at {@code cAt} and its rows lie {@code stride} apart
     */
    static void multiply(double[] a, int aAt, double[] b, int bAt, int depth, double[] c, int cAt, int stride) {
        DoubleVector c00 = load(c, cAt);
        DoubleVector c01 = load(c, cAt + LANES);
        DoubleVector c10 = load(c, cAt + stride);
        DoubleVector c11 = load(c, cAt + stride + LANES);
        DoubleVector c20 = load(c, cAt + 2 * stride);
        DoubleVector c21 = load(c, cAt + 2 * stride + LANES);
        DoubleVector c30 = load(c, cAt + 3 * stride);
        DoubleVector c31 = load(c, cAt + 3 * stride + LANES);
        DoubleVector c40 = load(c, cAt + 4 * stride);
        DoubleVector c41 = load(c, cAt + 4 * stride + LANES);
        DoubleVector c50 = load(c, cAt + 5 * stride);
        DoubleVector c51 = load(c, cAt + 5 * stride + LANES);
        for (int k = 0; k < depth; k++) {
            DoubleVector b0 = load(b, bAt + k * COLUMNS);
            DoubleVector b1 = load(b, bAt + k * COLUMNS + LANES);
            int ak = aAt + k * ROWS;
            DoubleVector a0 = DoubleVector.broadcast(SPECIES, a[ak]);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            DoubleVector a1 = DoubleVector.broadcast(SPECIES, a[ak + 1]);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            DoubleVector a2 = DoubleVector.broadcast(SPECIES, a[ak + 2]);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            DoubleVector a3 = DoubleVector.broadcast(SPECIES, a[ak + 3]);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            DoubleVector a4 = DoubleVector.broadcast(SPECIES, a[ak + 4]);
            c40 = a4.fma(b0, c40);
            c41 = a4.fma(b1, c41);
            DoubleVector a5 = DoubleVector.broadcast(SPECIES, a[ak + 5]);
            c50 = a5.fma(b0, c50);
            c51 = a5.fma(b1, c51);
        }
        store(c00, c01, c, cAt);
        store(c10, c11, c, cAt + stride);
        store(c20, c21, c, cAt + 2 * stride);
        store(c30, c31, c, cAt + 3 * stride);
        store(c40, c41, c, cAt + 4 * stride);
        store(c50, c51, c, cAt + 5 * stride);
    }

    private static DoubleVector load(double[] values, int at) {
        return DoubleVector.fromArray(SPECIES, values, at);
    }

    private static void store(DoubleVector first, DoubleVector second, double[] values, int at) {
        first.intoArray(values, at);
        second.intoArray(values, at + LANES);
    }
}
