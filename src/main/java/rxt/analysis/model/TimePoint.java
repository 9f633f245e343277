package rxt.analysis.model;

import java.util.Optional;
import rxt.analysis.Interval;
import rxt.analysis.Sample;

/**
 * The time of one split.
 *
 * @param ranks number of ranks, 1 or more
 * @param threads threads of each rank, 1 or more
 * @param seconds elapsed time of a step, such as its median; finite and above 0
 * @param interval 95 % interval of {@code seconds}, around it and above 0; absent where unknown
 * @param mark whether the point may be fitted
 */
public record TimePoint(int ranks, int threads, double seconds, Optional<Interval> interval, Mark mark) {
    /** @throws IllegalArgumentException where a value breaks these bounds */
    public TimePoint {
        if (ranks < 1 || threads < 1) {
            throw new IllegalArgumentException(ranks + "×" + threads + " is no split; ranks and threads start at 1");
        }
        if (!Sample.isTime(seconds)) {
            throw new IllegalArgumentException("the time of " + ranks + "×" + threads + " is " + seconds
                    + " s; it must be finite and above 0: leave out splits without a time");
        }
        if (interval.isPresent() && !(interval.get().low() > 0 && interval.get().contains(seconds))) {
            throw new IllegalArgumentException("the interval of " + ranks + "×" + threads + ", " + interval.get()
                    + ", must lie above 0 and hold the time " + seconds + " s");
        }
    }

    /** A point that may be fitted, without an interval. */
    public static TimePoint of(int ranks, int threads, double seconds) {
        return new TimePoint(ranks, threads, seconds, Optional.empty(), Mark.CLEAN);
    }

    /** The same point with another mark. */
    public TimePoint marked(Mark other) {
        return new TimePoint(ranks, threads, seconds, interval, other);
    }

    /** Ranks × threads. */
    public int workers() {
        return Math.multiplyExact(ranks, threads);
    }
}
