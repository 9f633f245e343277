package rxt.analysis.model;

import java.util.Optional;
import rxt.analysis.Interval;
import rxt.analysis.Sample;

/**
 * The time of one split.
 *
 * @param nodes number of nodes the ranks are on, 1 or more
 * @param ranks number of ranks, 1 or more
 * @param threads threads of each rank, 1 or more
 * @param seconds elapsed time of a step, such as its median; finite and above 0
 * @param interval 95 % interval of {@code seconds}, around it and above 0; absent where unknown
 * @param mark whether the point may be fitted
 */
public record TimePoint(int nodes, int ranks, int threads, double seconds, Optional<Interval> interval, Mark mark) {
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

    /** On one node. */
    public TimePoint(int ranks, int threads, double seconds, Optional<Interval> interval, Mark mark) {
        this(1, ranks, threads, seconds, interval, mark);
    }

    /** The same point with another mark. */
    public TimePoint marked(Mark other) {
        return new TimePoint(nodes, ranks, threads, seconds, interval, other);
    }

    /** Such as {@code 4×2}, {@code 4×2 on 2 nodes}. */
    public String split() {
        return ranks + "×" + threads + (nodes == 1 ? "" : " on " + nodes + " nodes");
    }

    /** Ranks × threads. */
    public int workers() {
        return Math.multiplyExact(ranks, threads);
    }
}
