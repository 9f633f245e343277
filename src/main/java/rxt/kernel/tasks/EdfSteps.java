package rxt.kernel.tasks;

import java.util.Arrays;

/** Deadlines that a rank missed by the clock, step by step; a neighbour disturbs a few steps, and not their median. */
final class EdfSteps {
    private long[] missed = new long[64];
    private int steps;

    void add(long missedInStep) {
        if (steps == missed.length) {
            missed = Arrays.copyOf(missed, 2 * steps);
        }
        missed[steps++] = missedInStep;
    }

    /** Of the steps; NaN without any. */
    double median() {
        long[] sorted = Arrays.copyOf(missed, steps);
        Arrays.sort(sorted);
        return steps == 0 ? Double.NaN : 0.5 * (sorted[(steps - 1) / 2] + sorted[steps / 2]);
    }
}
