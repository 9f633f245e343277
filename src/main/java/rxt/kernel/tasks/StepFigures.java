package rxt.kernel.tasks;

import java.util.Arrays;

/** A figure that a rank finds in each step: a neighbour disturbs a few of them, and not their median. */
final class StepFigures {
    private long[] figures = new long[64];
    private int steps;

    void add(long figure) {
        if (steps == figures.length) {
            figures = Arrays.copyOf(figures, 2 * steps);
        }
        figures[steps++] = figure;
    }

    /** Of the steps; NaN without any. */
    double median() {
        long[] sorted = Arrays.copyOf(figures, steps);
        Arrays.sort(sorted);
        return steps == 0 ? Double.NaN : 0.5 * (sorted[(steps - 1) / 2] + sorted[steps / 2]);
    }
}
