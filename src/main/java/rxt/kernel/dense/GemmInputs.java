package rxt.kernel.dense;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import rxt.kernel.Philox4x32;
import rxt.spmd.team.Range;
import rxt.spmd.team.Team;

/**
 * The elements that {@link Gemm} multiplies and is tested with: random numbers by global row and column, so that any
 * rank and thread can write down any row.
 *
 * @param n rows and columns
 * @param seed half of the generator's key
 */
record GemmInputs(int n, int seed) {
    private static final int A = 0;
    private static final int B = 1;
    private static final int SIGNS = 2;

    /** Fills {@code out} with a row of A, numbers in [−1, 1). */
    void rowOfA(long row, double[] out) {
        fill(A, row, out);
    }

    /** Fills {@code out} with a row of B, numbers in [−1, 1). */
    void rowOfB(long row, double[] out) {
        fill(B, row, out);
    }

    /** Fills {@code out} with the random signs, −1 or 1, of one round of a test. */
    void signs(int round, double[] out) {
        fill(SIGNS, round, out);
        for (int j = 0; j < n; j++) {
            out[j] = out[j] < 0 ? -1 : 1;
        }
    }

    /** Fills {@code block} with the rows {@code from} to {@code to} of A, each by the member who works on it. */
    void fillBlockOfA(long from, long to, MemorySegment block, Team team) {
        fillRows(A, from, to, block, team);
    }

    /** Fills {@code panel} with the rows {@code from} to {@code to} of B. */
    void fillPanelOfB(long from, long to, MemorySegment panel, Team team) {
        fillRows(B, from, to, panel, team);
    }

    private void fillRows(int which, long from, long to, MemorySegment rows, Team team) {
        team.forEach(Range.of(from, to), (first, last) -> {
            double[] row = new double[n];
            for (long i = first; i < last; i++) {
                fill(which, i, row);
                MemorySegment.copy(row, 0, rows, ValueLayout.JAVA_DOUBLE, (i - from) * n * Double.BYTES, n);
            }
        });
    }

    private void fill(int which, long row, double[] out) {
        Philox4x32 random = new Philox4x32(seed, which);
        int[] words = new int[4];
        for (int j = 0; j < n; j++) {
            if (j % 4 == 0) {
                random.words(j / 4, row, words);
            }
            out[j] = words[j % 4] * 0x1p-31;
        }
    }
}
