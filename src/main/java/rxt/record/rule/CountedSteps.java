package rxt.record.rule;

import java.util.Arrays;
import rxt.record.steady.SteadyState;
import rxt.record.steady.SteadyState.State;

/**
 * Which steps of a launch count: those after the study's {@code warmup} from which on the series is steady, none where
 * it never settles. Fewer than {@link SteadyState#STEPS_NEEDED} cannot be judged, and all after {@code warmup} count.
 *
 * <p>All steps are judged, for a warm-up is seen best as a whole; where they never settle, those after {@code warmup}
 * are judged alone, since somebody who asked for a long one knew why.
 *
 * @param state what the steps show; {@code FLAT} where they settle within {@code warmup}
 * @param leftOut steps after {@code warmup} that do not count since it had not settled
 * @param seconds times of the steps that count, in order
 * @param visibleShift the smallest change of level that would have been seen, as a part of the last level; NaN where it
 *     cannot be told
 */
public record CountedSteps(State state, int leftOut, double[] seconds, double visibleShift) {
    /**
     * The steps that count.
     *
     * @param all elapsed times of all steps, in order
     * @param warmup how many of them the study leaves out in any case, not all
     * @throws IllegalArgumentException where one is not finite and above 0
     */
    public static CountedSteps of(double[] all, int warmup) {
        SteadyState whole = SteadyState.of(all);
        if (whole.state() == State.NO_STEADY_STATE && all.length - warmup >= SteadyState.STEPS_NEEDED) {
            SteadyState rest = SteadyState.of(Arrays.copyOfRange(all, warmup, all.length));
            return from(rest, all, warmup, rest.begin().orElse(0));
        }
        return from(whole, all, warmup, Math.max(0, whole.begin().orElse(0) - warmup));
    }

    private static CountedSteps from(SteadyState steady, double[] all, int warmup, int leftOut) {
        State state = steady.state();
        double shift = steady.visibleShift();
        return switch (state) {
            case NO_STEADY_STATE -> new CountedSteps(state, 0, new double[0], shift);
            case TOO_FEW_STEPS -> new CountedSteps(state, 0, Arrays.copyOfRange(all, warmup, all.length), shift);
            default ->
                new CountedSteps(
                        leftOut == 0 ? State.FLAT : state,
                        leftOut,
                        Arrays.copyOfRange(all, warmup + leftOut, all.length),
                        shift);
        };
    }

    /** Whether there is a level to report. */
    public boolean settled() {
        return state != State.NO_STEADY_STATE;
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
