package rxt.record.rule;

import java.util.Arrays;

/**
 * How many steps a launch makes: the first, and as long as the relative standard error of all after warm-up is above
 * {@link #NARROW}, further batches of first, 2 · first, 4 · first, …, up to the most. Source: ReproMPI, nrep(i) =
 * nrep(i−1) + step · 2^(i−1).
 *
 * @param first steps that are made in any case, 1 or more
 * @param most not below the first; equal to it, nothing grows
 */
public record StepGrowth(int first, int most) {
    /** The relative standard error at which it ends. */
    public static final double NARROW = 0.01;

    public StepGrowth {
        if (first < 1 || most < first) {
            throw new IllegalArgumentException(
                    first + " steps, and " + most + " at most: give 1 or more, and as many or more");
        }
    }

    /**
     * The steps to make after these, 0 where it ends; a function of the times alone, so that all ranks answer alike.
     *
     * @param seconds elapsed times of all steps after warm-up that were made
     */
    public int further(double... seconds) {
        int made = seconds.length;
        if (made < first) {
            return first - made;
        }
        return made >= most || relativeStandardError(seconds) <= NARROW ? 0 : Math.min(made, most - made);
    }

    /** Standard error of the mean, over the mean; NaN, which is not narrow, of one time. */
    static double relativeStandardError(double... seconds) {
        if (seconds.length < 2) {
            return Double.NaN;
        }
        double mean = Arrays.stream(seconds).average().orElseThrow();
        double squares =
                Arrays.stream(seconds).map(x -> (x - mean) * (x - mean)).sum();
        return Math.sqrt(squares / (seconds.length - 1) / seconds.length) / mean;
    }
}
