package rxt.analysis.model;

import java.util.Optional;
import rxt.analysis.Interval;

/**
 * What a fit says of a split.
 *
 * @param fit the law fitted that says so
 * @param ranks number of ranks
 * @param threads threads of each rank
 * @param seconds elapsed time of a step
 * @param interval 95 % prediction interval of a further measured time, if the law holds; its high end may be infinite
 * @param warning why not to rely on it; present beyond twice the measured range
 */
public record Forecast(
        Fit fit, double ranks, double threads, double seconds, Interval interval, Optional<String> warning) {
    /** Ranks × threads. */
    public double workers() {
        return ranks * threads;
    }
}
