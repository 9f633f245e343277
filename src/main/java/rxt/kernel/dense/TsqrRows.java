package rxt.kernel.dense;

import java.lang.foreign.ValueLayout;
import rxt.kernel.Philox4x32;

/**
 * The matrix that {@link Tsqr} factors, any row by its number: random numbers in [−1, 1), and n more in column i mod n
 * of row i, so that no size is ill-conditioned: the first n rows alone have a dominant diagonal.
 *
 * @param columns n
 * @param seed key of the random numbers
 */
record TsqrRows(int columns, int seed) {
    /** Fills {@code row} with the row of that number. */
    void row(long number, double[] row) {
        Philox4x32 random = new Philox4x32(seed, 0);
        int[] words = new int[4];
        for (int j = 0; j < columns; j++) {
            if (j % 4 == 0) {
                random.words(j / 4, number, words);
            }
            row[j] = words[j % 4] * 0x1p-31;
        }
        row[(int) (number % columns)] += columns;
    }

    /** Fills {@code block} with rows from number {@code from} on, and zeros below. */
    void write(long from, TsqrBlock block) {
        double[] row = new double[columns];
        block.elements().fill((byte) 0);
        for (int i = 0; i < block.rows(); i++) {
            row(from + i, row);
            for (int j = 0; j < columns; j++) {
                block.elements().setAtIndex(ValueLayout.JAVA_DOUBLE, (long) j * block.stride() + i, row[j]);
            }
        }
    }
}
