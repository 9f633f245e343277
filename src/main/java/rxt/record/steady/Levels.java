package rxt.record.steady;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The segments of a series in units of its median, compared with the last: one is the same level where its mean is
 * within max(variance, 0.01) of the last one's, the variance the last one's, the 0.01 a part of the fastest mean.
 *
 * @param begins first value of each segment
 * @param means of the segments
 * @param variances of the segments
 * @param length number of values
 */
record Levels(int[] begins, double[] means, double[] variances, int length) {
    /** Standard errors beyond which a slope or a memory is no chance: one of 2,000 series of pure noise. */
    private static final double SURE = 3.5;

    /** Part of the variance that must be remembered from one step to the next for a series to wander. */
    private static final double MEMORY = 0.5;

    static Levels of(double[] values, int[] begins) {
        double[] means = new double[begins.length];
        double[] variances = new double[begins.length];
        for (int s = 0; s < begins.length; s++) {
            int to = s + 1 < begins.length ? begins[s + 1] : values.length;
            double mean = IntStream.range(begins[s], to)
                    .mapToDouble(i -> values[i])
                    .average()
                    .orElseThrow();
            means[s] = mean;
            variances[s] = IntStream.range(begins[s], to)
                    .mapToDouble(i -> (values[i] - mean) * (values[i] - mean))
                    .average()
                    .orElseThrow();
        }
        return new Levels(begins, means, variances, values.length);
    }

    /** First value of the last stay on the last level. */
    int begin() {
        return begins[firstOfLastStay()];
    }

    /** Whether the segment before the last stay was slower. */
    boolean slowerBefore() {
        return means[firstOfLastStay() - 1] > means[means.length - 1];
    }

    /** How often the last level was regained after it had been left. */
    int returns() {
        int returns = 0;
        boolean seen = isLast(0);
        for (int s = 1; s < means.length; s++) {
            returns += seen && isLast(s) && !isLast(s - 1) ? 1 : 0;
            seen |= isLast(s);
        }
        return returns;
    }

    /**
     * Whether the last stay is no stay: its values follow a straight line whose halves differ by more than the
     * tolerance, or go to and fro by more than that and remember (or, alternating, reverse) where they were one step
     * before; in both by more than chance does.
     */
    boolean restless(double[] values) {
        int n = length - begin();
        double[] stay = Arrays.copyOfRange(values, begin(), length);
        double mean = Arrays.stream(stay).average().orElseThrow();
        double products = 0;
        double squares = 0;
        double jumps = 0;
        for (int i = 0; i < n; i++) {
            products += (i - (n - 1) / 2.0) * (stay[i] - mean);
            squares += (stay[i] - mean) * (stay[i] - mean);
            jumps += i == 0 ? 0 : (stay[i] - stay[i - 1]) * (stay[i] - stay[i - 1]);
        }
        double spread = n * ((double) n * n - 1) / 12; // Σ (i − (n − 1)/2)²
        double slope = Math.abs(products / spread);
        double error = Math.sqrt(Math.max(0, squares - slope * slope * spread) / (n - 2) / spread);
        double memory = squares == 0 ? 0 : Math.abs(1 - jumps / squares / 2); // von Neumann's ratio, 1941
        boolean drifts = slope * n / 2 > tolerance() && slope > SURE * error;
        boolean wanders =
                Math.sqrt(memory * squares / n) > tolerance() && memory > Math.max(MEMORY, SURE / Math.sqrt(n));
        return drifts || wanders;
    }

    /** The change of level half-way whose gain in likelihood, n ln(1 + d²/4v), equals the penalty; a part of the last. */
    double visibleShift() {
        double variance =
                Math.max(variances[variances.length - 1], ChangePoints.LEAST_DEVIATION * ChangePoints.LEAST_DEVIATION);
        double shift = Math.sqrt(4 * variance * Math.expm1(ChangePoints.penalty(length) / length));
        return Math.max(shift, tolerance()) / means[means.length - 1];
    }

    /** In steps of the whole series of {@code steps}, of which {@code kept} are no outliers. */
    List<Segment> segments(int[] kept, int steps, double median) {
        List<Segment> segments = new ArrayList<>();
        for (int s = 0; s < begins.length; s++) {
            int from = s == 0 ? 0 : kept[begins[s]];
            int to = s + 1 < begins.length ? kept[begins[s + 1]] : steps;
            segments.add(new Segment(from, to, means[s] * median, variances[s]));
        }
        return segments;
    }

    private int firstOfLastStay() {
        int first = means.length - 1;
        while (first > 0 && isLast(first - 1)) {
            first--;
        }
        return first;
    }

    private boolean isLast(int segment) {
        return Math.abs(means[segment] - means[means.length - 1]) <= tolerance();
    }

    private double tolerance() {
        double fastest = IntStream.range(0, means.length)
                .mapToDouble(s -> means[s])
                .min()
                .orElseThrow();
        return Math.max(variances[variances.length - 1], SteadyState.TOLERANCE * fastest);
    }
}
