package rxt.kernel.dense;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import rxt.kernel.WholeMemory;

/**
 * The innermost piece of {@link Gemm}: a tile of C, 6 rows by 2 vectors, kept in registers while k runs.
 *
 * <p>Twelve accumulators, two vectors of B and one of A fill the 16 registers of 256-bit machines. More of them spill
 * there, and outgrow the inlining budget of the JIT compiler, which then boxes every vector; so this stays small and
 * alone. Each element of C is one chain of fused multiply-adds in the order of k, whatever the length of a vector is.
 */
final class GemmTile {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();

    /** The checks of three segments would outgrow the compiler's inlining budget. */
    private static final MemorySegment MEMORY = WholeMemory.SEGMENT;

    /** Of which the compiler need not see, at every access, that its address is a multiple of 8. */
    private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED;

    private static final int LANES = SPECIES.length();

    private static final int BYTES = LANES * Double.BYTES;

    static final int ROWS = 6;
    static final int COLUMNS = 2 * LANES;

    private GemmTile() {}

    /**
     * Adds A·B to a tile of C. Unrolled by hand and without a type for its strips: accumulators in an array, or operands
     * in an object, leave the registers. The tile is an array, because stores to segments are not compiled to vectors in
     * a method as long as this.
     *
     * @param a address of a packed strip of A: for each k, {@link #ROWS} values
     * @param b address of a packed strip of B: for each k, {@link #COLUMNS} values
     * @param depth how many k
     * @param tile {@link #ROWS} × {@link #COLUMNS} values
     */
    static void multiply(long a, long b, int depth, double[] tile) {
        DoubleVector c00 = taken(tile, 0);
        DoubleVector c01 = taken(tile, 1 * LANES);
        DoubleVector c10 = taken(tile, 2 * LANES);
        DoubleVector c11 = taken(tile, 3 * LANES);
        DoubleVector c20 = taken(tile, 4 * LANES);
        DoubleVector c21 = taken(tile, 5 * LANES);
        DoubleVector c30 = taken(tile, 6 * LANES);
        DoubleVector c31 = taken(tile, 7 * LANES);
        DoubleVector c40 = taken(tile, 8 * LANES);
        DoubleVector c41 = taken(tile, 9 * LANES);
        DoubleVector c50 = taken(tile, 10 * LANES);
        DoubleVector c51 = taken(tile, 11 * LANES);
        for (int k = 0; k < depth; k++) {
            long bk = b + (long) k * COLUMNS * Double.BYTES;
            DoubleVector b0 = load(bk);
            DoubleVector b1 = load(bk + BYTES);
            long ak = a + (long) k * ROWS * Double.BYTES;
            DoubleVector a0 = every(ak);
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            DoubleVector a1 = every(ak + 8);
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            DoubleVector a2 = every(ak + 16);
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            DoubleVector a3 = every(ak + 24);
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            DoubleVector a4 = every(ak + 32);
            c40 = a4.fma(b0, c40);
            c41 = a4.fma(b1, c41);
            DoubleVector a5 = every(ak + 40);
            c50 = a5.fma(b0, c50);
            c51 = a5.fma(b1, c51);
        }
        put(c00, c01, tile, 0);
        put(c10, c11, tile, 2 * LANES);
        put(c20, c21, tile, 4 * LANES);
        put(c30, c31, tile, 6 * LANES);
        put(c40, c41, tile, 8 * LANES);
        put(c50, c51, tile, 10 * LANES);
    }

    /** Copies the tile at address {@code c}, whose rows lie {@code stride} bytes apart, to {@code tile}. */
    static void load(long c, long stride, double[] tile) {
        for (int i = 0; i < ROWS; i++) {
            load(c + i * stride).intoArray(tile, 2 * i * LANES);
            load(c + i * stride + BYTES).intoArray(tile, (2 * i + 1) * LANES);
        }
    }

    /** Copies {@code tile} to address {@code c}, its rows {@code stride} bytes apart. */
    static void store(long c, long stride, double[] tile) {
        for (int i = 0; i < ROWS; i++) {
            store(taken(tile, 2 * i * LANES), c + i * stride);
            store(taken(tile, (2 * i + 1) * LANES), c + i * stride + BYTES);
        }
    }

    /**
     * Packs rows of A, at most {@link #ROWS}, into a strip.
     *
     * @param a address of the first row's first element
     * @param stride bytes from row to row
     */
    static void packRows(long a, long stride, int rows, long strip, int depth) {
        if (rows < ROWS) {
            for (int k = 0; k < depth; k++) {
                for (int i = 0; i < rows; i++) {
                    put(strip + ((long) k * ROWS + i) * 8, at(a + i * stride + k * 8L));
                }
            }
            return;
        }
        for (int k = 0; k < depth; k++) {
            long to = strip + (long) k * ROWS * 8;
            long from = a + k * 8L;
            put(to, at(from));
            put(to + 8, at(from + stride));
            put(to + 16, at(from + 2 * stride));
            put(to + 24, at(from + 3 * stride));
            put(to + 32, at(from + 4 * stride));
            put(to + 40, at(from + 5 * stride));
        }
    }

    /**
     * Packs columns of a panel, at most {@link #COLUMNS}, into a strip.
     *
     * @param b address of the first column's first element
     * @param stride bytes from row to row
     */
    static void packColumns(long b, long stride, int columns, long strip, int depth) {
        for (int k = 0; k < depth; k++) {
            long to = strip + (long) k * COLUMNS * 8;
            long from = b + k * stride;
            if (columns == COLUMNS) {
                store(load(from), to);
                store(load(from + BYTES), to + BYTES);
            } else {
                for (int j = 0; j < columns; j++) {
                    put(to + j * 8L, at(from + j * 8L));
                }
            }
        }
    }

    private static DoubleVector every(long address) {
        return DoubleVector.broadcast(SPECIES, at(address));
    }

    private static DoubleVector load(long address) {
        return DoubleVector.fromMemorySegment(SPECIES, MEMORY, address, ORDER);
    }

    private static void store(DoubleVector values, long address) {
        values.intoMemorySegment(MEMORY, address, ORDER);
    }

    private static DoubleVector taken(double[] tile, int at) {
        return DoubleVector.fromArray(SPECIES, tile, at);
    }

    private static void put(DoubleVector first, DoubleVector second, double[] tile, int at) {
        first.intoArray(tile, at);
        second.intoArray(tile, at + LANES);
    }

    private static double at(long address) {
        return MEMORY.get(DOUBLE, address);
    }

    private static void put(long address, double value) {
        MEMORY.set(DOUBLE, address, value);
    }
}
