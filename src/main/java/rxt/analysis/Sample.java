package rxt.analysis;

import java.util.Arrays;
import java.util.List;

/**
 * Elapsed times of steps in seconds, sorted: finite, above 0, at least one.
 *
 * <p>Quantiles are order statistics by nearest rank, so that every figure shown was measured; only the median of an
 * even number is the mean of two.
 */
public final class Sample {
    /** Half-width of the band outside which a step is an outlier, in units of P90 − P10. */
    private static final double OUTLIER_SPREADS = 3;

    private final double[] sorted;

    private Sample(double[] sorted) {
        this.sorted = sorted;
    }

    /**
     * The sample of these times in any order.
     *
     * @throws IllegalArgumentException where there is none, or one is not a positive finite number
     */
    public static Sample of(double... seconds) {
        if (seconds.length == 0) {
            throw new IllegalArgumentException("a sample needs at least one time");
        }
        for (double time : seconds) {
            if (!isTime(time)) {
                throw new IllegalArgumentException(time + " s is no elapsed time; it must be finite and above 0");
            }
        }
        double[] sorted = seconds.clone();
        Arrays.sort(sorted);
        return new Sample(sorted);
    }

    /** All times of {@code samples}, at least one, in one sample. */
    public static Sample union(List<Sample> samples) {
        double[] all = new double[samples.stream().mapToInt(Sample::size).sum()];
        if (all.length == 0) {
            throw new IllegalArgumentException("a union needs at least one sample");
        }
        int at = 0;
        for (Sample sample : samples) {
            System.arraycopy(sample.sorted, 0, all, at, sample.size());
            at += sample.size();
        }
        Arrays.sort(all);
        return new Sample(all);
    }

    /** The median of each of {@code samples}, at least one. */
    public static Sample ofMedians(List<Sample> samples) {
        return of(samples.stream().mapToDouble(Sample::median).toArray());
    }

    /** Whether {@code seconds} can be the elapsed time of a step: finite and above 0. */
    public static boolean isTime(double seconds) {
        return seconds > 0 && seconds < Double.POSITIVE_INFINITY;
    }

    /** Number of times. */
    public int size() {
        return sorted.length;
    }

    /** The order statistic of that rank, from 1. */
    public double ranked(int rank) {
        return sorted[rank - 1];
    }

    public double median() {
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** The smallest time that {@code percent} per cent of the times do not exceed, 0 &lt; percent ≤ 100. */
    public double percentile(double percent) {
        return sorted[(int) Math.ceil(sorted.length * percent / 100) - 1];
    }

    public double maximum() {
        return sorted[sorted.length - 1];
    }

    /**
     * How many times of {@code samples} fall into each of {@code bins} equal parts from the least of them to {@code top};
     * the last part has those beyond it too.
     */
    public static int[] histogram(List<Sample> samples, double top, int bins) {
        double least = samples.stream().mapToDouble(s -> s.sorted[0]).min().orElse(top);
        double width = (top - least) / bins;
        int[] counts = new int[bins];
        for (Sample sample : samples) {
            for (double time : sample.sorted) {
                counts[width > 0 ? (int) Math.min(bins - 1, (time - least) / width) : 0]++;
            }
        }
        return counts;
    }

    /** How many times lie beyond median ± 3 (P90 − P10); they are counted, never dropped. */
    public int outliers() {
        double median = median();
        double band = OUTLIER_SPREADS * (percentile(90) - percentile(10));
        return (int) Arrays.stream(sorted)
                .filter(time -> Math.abs(time - median) > band)
                .count();
    }
}
