package rxt.kernel.sparse;

/**
 * Rows of a sparse matrix, compressed: the entries of row r are those from {@code start[r]} to below {@code start[r + 1]}.
 *
 * @param start where each row begins, and where the last one ends
 * @param columns per entry the place of its factor in the vector
 * @param values per entry
 */
record SparseRows(int[] start, int[] columns, double[] values) {
    int rows() {
        return start.length - 1;
    }

    int length(int row) {
        return start[row + 1] - start[row];
    }

    /** One row times a vector, entry after entry. */
    double times(double[] vector, int row) {
        double sum = 0;
        int end = start[row + 1];
        for (int entry = start[row]; entry < end; entry++) {
            sum += values[entry] * vector[columns[entry]];
        }
        return sum;
    }

    /** {@code result[row]} = row times {@code vector} for some rows. */
    void multiply(double[] vector, double[] result, int from, int to) {
        for (int row = from; row < to; row++) {
            result[row] = times(vector, row);
        }
    }
}
