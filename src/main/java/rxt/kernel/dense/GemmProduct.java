package rxt.kernel.dense;

import java.lang.foreign.MemorySegment;

/** One rank's rows of C = A·B, made of the products of columns of A and panels of B. */
interface GemmProduct {
    /** Rows of C on this rank. */
    int rows();

    /** Whether C's bits are the same for every ranks × threads. */
    boolean sameBits();

    /** Element of C in this rank's row {@code i} and column {@code j}. */
    double element(int i, int j);

    /**
     * C += A[:, k…k + depth)·panel, and C = that for k = 0.
     *
     * @param k first row of the panel in B
     * @param depth rows of the panel
     * @param panel rows of B, one behind the other
     */
    void add(int k, int depth, MemorySegment panel);
}
