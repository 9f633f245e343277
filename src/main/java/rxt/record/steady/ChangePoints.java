package rxt.record.steady;

import java.util.Arrays;

/**
 * Where mean or variance of a series change: the segmentation with the least Σ −2 ln L + penalty per change point, L the
 * Gaussian likelihood of a segment with its own mean and variance.
 *
 * <p>PELT (Killick, Fearnhead and Eckley, JASA 2012) finds it among the change points of a grid: of every step up to
 * 200 steps, else finest at the beginning, where warm-up is. Each change point is then moved to the best step between
 * its neighbours on the grid, and kept where it is worth its penalty. The standard deviation of a segment is taken as
 * {@link #LEAST_DEVIATION} at least, so that equal times do not make a segment infinitely likely; a segment may then be
 * a single step.
 */
final class ChangePoints {
    /** Least standard deviation of a segment, in units of the series. */
    static final double LEAST_DEVIATION = 1e-3;

    private static final double LEAST_VARIANCE = LEAST_DEVIATION * LEAST_DEVIATION;
    private static final double LOG_LEAST_VARIANCE = Math.log(LEAST_VARIANCE);
    private static final double LN_2 = Math.log(2);
    private static final double PENALTY = 15;

    /** Ends after which all candidates are looked at again; between them only new ones and those near the best are. */
    private static final int STRIDE = 16;

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
        return series.worthTheirPenalty(series.placed(series.new Search(grid).segments(), grid));
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

    /** PELT on a grid: for each end the best beginning of the last segment, among those that may yet be the best. */
    private final class Search {
        private final int[] grid;
        private final double penalty;
        private final double[] best;
        private final int[] last;
        private final int[] candidates;
        private final int[] watched;
        private final double[] costs;
        private int count;
        private int watchedCount;
        private int lookedAt;
        private double others;

        Search(int[] grid) {
            this.grid = grid;
            penalty = penalty(grid[grid.length - 1]);
            best = new double[grid.length];
            last = new int[grid.length];
            candidates = new int[grid.length];
            watched = new int[grid.length];
            costs = new double[grid.length];
        }

        /** Indices into the grid of the beginnings of the segments. */
        int[] segments() {
            best[0] = -penalty;
            for (int end = 1; end < grid.length; end++) {
                candidates[count++] = end - 1;
                watched[watchedCount++] = end - 1;
                last[end] = last[end - 1];
                best[end] = best[last[end]] + cost(grid[last[end]], grid[end]) + penalty;
                if (end - lookedAt <= STRIDE && othersAreWorse(end)) {
                    choose(watched, watchedCount, end);
                } else {
                    choose(candidates, count, end);
                    sort(end);
                }
            }
            return traced(last);
        }

        /**
         * Whether no candidate that is not watched is the best for this end. To divide a segment never costs more, so each
         * costs at least what it did when it was looked at, and what the steps since then cost for themselves.
         */
        private boolean othersAreWorse(int end) {
            return others + cost(grid[lookedAt], grid[end]) - ROUNDING > best[end] - penalty;
        }

        /** Chooses the best of these for this end, of equals the first. */
        private void choose(int[] among, int size, int end) {
            costsAtLeast(grid, grid[end], among, size, costs);
            double least = best[end];
            for (int c = 0; c < size; c++) {
                int candidate = among[c];
                double before = best[candidate];
                costs[c] += before;
                if (costs[c] + penalty <= least) {
                    costs[c] = before + cost(grid[candidate], grid[end]);
                    double cost = costs[c] + penalty;
                    if (cost < least || (cost == least && candidate < last[end])) {
                        least = cost;
                        last[end] = candidate;
                    }
                }
            }
            best[end] = least;
        }

        /** Drops the candidates for which this end is the better change point ever after, and watches the near ones. */
        private void sort(int end) {
            int kept = 0;
            watchedCount = 0;
            others = Double.POSITIVE_INFINITY;
            lookedAt = end;
            for (int c = 0; c < count; c++) {
                if (costs[c] < best[end]) {
                    candidates[kept++] = candidates[c];
                    if (costs[c] < best[end] - penalty / 2) {
                        watched[watchedCount++] = candidates[c];
                    } else {
                        others = Math.min(others, costs[c]);
                    }
                }
            }
            count = kept;
        }
    }
}
