package rxt.record.rule;

import java.util.Arrays;
import rxt.record.steady.SteadyState;
import rxt.record.steady.SteadyState.State;

/**
 * Which steps of a launch count: of those after the study's {@code warmup} the ones from which on the series is steady,
 * none where it never settles. Fewer than {@link SteadyState#STEPS_NEEDED} cannot be judged, and all count.
 *
 * @param steady what the steps after {@code warmup} show
 * @param seconds times of the steps that count, in order
 */
public record CountedSteps(SteadyState steady, double[] seconds) {
    /**
     * The steps that count.
     *
     * @param warm elapsed times of the steps after {@code warmup}, in order, at least one
     * @throws IllegalArgumentException where one is not finite and above 0
     */
    public static CountedSteps of(double[] warm) {
        SteadyState steady = SteadyState.of(warm);
        return new CountedSteps(
                steady,
                switch (steady.state()) {
                    case FLAT, TOO_FEW_STEPS -> warm;
                    case WARM_UP, SLOW_DOWN ->
                        Arrays.copyOfRange(warm, steady.begin().orElseThrow(), warm.length);
                    case NO_STEADY_STATE -> new double[0];
                });
    }

    /** Whether there is a level to report. */
    public boolean settled() {
        return steady.state() != State.NO_STEADY_STATE;
    }

    /** Median of the steps that count, in seconds; NaN where it never settled. */
    public double median() {
        double[] sorted = seconds.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length == 0
                ? Double.NaN
                : sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
