package rxt.analysis;

import java.util.stream.DoubleStream;

/**
 * Rates, such as flop/s, from costs: the harmonic mean, which equals all work over all time where every repetition
 * does the same work. Averaging rates arithmetically overstates them (Hoefler &amp; Belli, SC'15, rule 3).
 */
public final class Rates {
    private Rates() {}

    /**
     * The mean rate of repetitions of equal work.
     *
     * @param workPerStep work of one step, such as flop; finite and not negative
     * @param seconds elapsed time of each step, at least one, each finite and above 0
     * @return work per second
     * @throws IllegalArgumentException where an argument breaks these bounds
     */
    public static double harmonicMean(double workPerStep, double... seconds) {
        if (!(workPerStep >= 0 && workPerStep < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "work of a step is " + workPerStep + "; it must be finite and not below 0");
        }
        if (seconds.length == 0 || !DoubleStream.of(seconds).allMatch(Sample::isTime)) {
            throw new IllegalArgumentException("a rate needs elapsed times, each finite and above 0");
        }
        return workPerStep * seconds.length / DoubleStream.of(seconds).sum();
    }
}
