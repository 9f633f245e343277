package rxt.record.steady;

import java.util.Arrays;

/**
 * Where mean or variance of a series change: the segmentation with the least Σ −2 ln L + penalty per change point, L the
 * Gaussian likelihood of a segment with its own mean and variance.
 *
 * <p>PELT (Killick, Fearnhead and Eckley, JASA 2012) finds it among the change points of a grid: of every step up to 200
 * steps, else finest at the beginning, where warm-up is. Each change point is then moved to the best step between its
 * neighbours on the grid, and kept where it is worth its penalty. The standard deviation of a segment is taken as {@link #LEAST_DEVIATION} at least, so that
 * equal times do not make a segment infinitely likely; a segment may then be a single step.
 */
final class ChangePoints {
    /** Least standard deviation of a segment, in units of the series. */
    static final double LEAST_DEVIATION = 1e-3;

    private static final double LEAST_VARIANCE = LEAST_DEVIATION * LEAST_DEVIATION;
    private static final double LOG_LEAST_VARIANCE = Math.log(LEAST_VARIANCE);
    private static final double LN_2 = Math.log(2);
    private static final double PENALTY = 15;

    /** Of a cost, by which a bound keeps below it. */
    private static final double ROUNDING = 1e-6;

    /** Cells of the grid in an evenly divided series. */
    private static final int GRID = 200;

    /** A cell of the grid is no longer than this part of the steps before it. */
    private static final int FINEST = 50;

    private final double[] sums;
    private final double[] squares;

    private ChangePoints(double[] values) {
        sums = new double[values.length + 1];
        squares = new double[values.length + 1];
        for (int i = 0; i < values.length; i++) {
            double centred = values[i] - 1;
            sums[i + 1] = sums[i] + centred;
            squares[i + 1] = squares[i] + centred * centred;
        }
    }

    /** The penalty of a change point among {@code n} steps, Barrett et al.'s. */
    static double penalty(int n) {
        return PENALTY * Math.log(n);
    }

    /** Index of the first value of each segment, from 0, of values around 1, at least one. */
    static int[] of(double[] values) {
        ChangePoints series = new ChangePoints(values);
        int[] grid = grid(values.length);
        return series.worthTheirPenalty(series.placed(series.pelt(grid), grid));
    }

    /** Where segments may begin and end: 0 first, n last. */
    private static int[] grid(int n) {
        int coarsest = (n + GRID - 1) / GRID;
        int[] grid = new int[n + 1];
        int cells = 0;
        while (grid[cells] < n) {
            int at = grid[cells];
            grid[++cells] = Math.min(n, at + Math.clamp(at / FINEST, 1, coarsest));
        }
        return Arrays.copyOf(grid, cells + 1);
    }

    /** Indices into the grid of the beginnings of the segments. */
    private int[] pelt(int[] grid) {
        double penalty = penalty(grid[grid.length - 1]);
        double[] best = new double[grid.length];
        int[] last = new int[grid.length];
        best[0] = -penalty;
        int[] candidates = new int[grid.length];
        double[] costs = new double[grid.length];
        int count = 0;
        for (int end = 1; end < grid.length; end++) {
            candidates[count++] = end - 1;
            costsAtLeast(grid, grid[end], candidates, count, costs);
            double least = Double.POSITIVE_INFINITY;
            for (int c = 0; c < count; c++) {
                double before = best[candidates[c]];
                costs[c] += before;
                if (costs[c] + penalty < least) {
                    costs[c] = before + cost(grid[candidates[c]], grid[end]);
                }
                if (costs[c] + penalty < least) {
                    least = costs[c] + penalty;
                    last[end] = candidates[c];
                }
            }
            best[end] = least;
            int kept = 0;
            for (int c = 0; c < count; c++) {
                if (costs[c] < least) { // else this end is the better change point for all that follow
                    candidates[kept++] = candidates[c];
                }
            }
            count = kept;
        }
        return traced(last);
    }

    /**
     * For each candidate a number not above the {@link #cost} of the segment from it to {@code to}: between powers of 2 a
     * straight line lies below the logarithm, and is fast. Most of the time goes here, so nothing is called.
     */
    private void costsAtLeast(int[] grid, int to, int[] candidates, int count, double[] costs) {
        double sum = sums[to];
        double square = squares[to];
        for (int c = 0; c < count; c++) {
            int from = grid[candidates[c]];
            int steps = to - from;
            double share = 1.0 / steps;
            double mean = (sum - sums[from]) * share;
            double variance = (square - squares[from]) * share - mean * mean;
            // Rounding of the product, beside that of a quotient: far below what a segment costs.
            costs[c] = variance < LEAST_VARIANCE
                    ? steps * LOG_LEAST_VARIANCE - ROUNDING
                    : steps * (LN_2 * (Double.doubleToRawLongBits(variance) * 0x1p-52 - 1023) + 1) - ROUNDING;
        }
    }

    private static int[] traced(int[] last) {
        int[] begins = new int[last.length];
        int at = last.length - 1;
        int first = begins.length;
        while (at > 0) {
            at = last[at];
            begins[--first] = at;
        }
        return Arrays.copyOfRange(begins, first, begins.length);
    }

    /** Moves each beginning to the best step between the grid points beside it. */
    private int[] placed(int[] segments, int[] grid) {
        int[] begins = new int[segments.length];
        for (int s = 1; s < segments.length; s++) {
            int left = begins[s - 1];
            int right = s + 1 < segments.length ? grid[segments[s + 1]] : grid[grid.length - 1];
            int to = Math.min(right, grid[segments[s] + 1]);
            double least = Double.POSITIVE_INFINITY;
            for (int at = Math.max(left, grid[segments[s] - 1]) + 1; at < to; at++) {
                double cost = cost(left, at) + cost(at, right);
                if (cost < least) {
                    least = cost;
                    begins[s] = at;
                }
            }
        }
        return begins;
    }

    /** Without the change points that one step hidden inside a cell of the grid made in pairs. */
    private int[] worthTheirPenalty(int[] begins) {
        int n = sums.length - 1;
        int[] kept = new int[begins.length];
        int count = 1;
        for (int s = 1; s < begins.length; s++) {
            int left = kept[count - 1];
            int right = s + 1 < begins.length ? begins[s + 1] : n;
            if (cost(left, begins[s]) + cost(begins[s], right) + penalty(n) < cost(left, right)) {
                kept[count++] = begins[s];
            }
        }
        return Arrays.copyOf(kept, count);
    }

    private double cost(int from, int to) {
        return cost(to - from, variance(from, to));
    }

    private double variance(int from, int to) {
        double mean = (sums[to] - sums[from]) / (to - from);
        return Math.max(0, (squares[to] - squares[from]) / (to - from) - mean * mean);
    }

    /** −2 ln L of a segment of {@code n} values, without the constant. */
    private static double cost(int n, double variance) {
        return variance < LEAST_VARIANCE
                ? n * (LOG_LEAST_VARIANCE + variance / LEAST_VARIANCE)
                : n * (Math.log(variance) + 1);
    }
}
