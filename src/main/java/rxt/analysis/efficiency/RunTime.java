package rxt.analysis.efficiency;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Where the time of a run went.
 *
 * @param runSeconds run time of the slowest rank, above 0
 * @param threads of each rank
 * @param ranks one or more
 */
public record RunTime(double runSeconds, int threads, List<RankTime> ranks) {
    public RunTime {
        ranks = List.copyOf(ranks);
        Seconds.require("the run time", runSeconds);
        if (runSeconds == 0 || threads < 1 || ranks.isEmpty()) {
            throw new IllegalArgumentException("a run of " + runSeconds + " s with " + ranks.size() + " ranks of "
                    + threads + " threads has no efficiency; all must be above 0");
        }
        if (sum(ranks, RankTime::outsideSeconds) == 0 && sum(ranks, RankTime::usefulSeconds) > 0) {
            throw new IllegalArgumentException(
                    "threads computed though no main thread was outside message passing; count both over the same steps");
        }
    }

    /** The same for one unit of work of {@code work}, such as the steps: the mean run of a step. */
    public RunTime per(double work) {
        return new RunTime(
                runSeconds / work,
                threads,
                ranks.stream().map(rank -> rank.per(work)).toList());
    }

    /** ΣU: useful computation of all threads of all ranks, in seconds. */
    public double usefulSeconds() {
        return sum(RankTime::usefulSeconds);
    }

    /** P·M·R, in seconds. */
    public double coreSeconds() {
        return runSeconds * threads * ranks.size();
    }

    /** The rank whose main thread was longest outside message passing; the first of equals. */
    RankTime busiest() {
        RankTime busiest = ranks.getFirst();
        for (RankTime rank : ranks) {
            busiest = rank.outsideSeconds() > busiest.outsideSeconds() ? rank : busiest;
        }
        return busiest;
    }

    double sum(ToDoubleFunction<RankTime> seconds) {
        return sum(ranks, seconds);
    }

    private static double sum(List<RankTime> ranks, ToDoubleFunction<RankTime> seconds) {
        return Seconds.sum(ranks, seconds);
    }
}
