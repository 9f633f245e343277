package rxt.measure;

import java.util.Arrays;
import java.util.List;
import rxt.kernel.Check;
import rxt.record.RankRow;
import rxt.record.rule.TimerGuard;

/** Refuses the times of steps that are too short for the clocks of the ranks, as {@link TimerGuard} has it. */
final class TimerAudit {
    private TimerAudit() {}

    /**
     * The check, or where its answer is right and half of the counted steps are too short, the refusal.
     *
     * @param ranks with their timers; the worst of each figure counts
     * @param stepSeconds slowest rank's time of each step, in order
     * @param warmup steps that do not count
     */
    static Check of(Check check, List<RankRow> ranks, double[] stepSeconds, int warmup) {
        TimerGuard worst = new TimerGuard(
                ranks.stream()
                        .mapToDouble(r -> r.timer().overheadSeconds())
                        .max()
                        .orElseThrow(),
                ranks.stream()
                        .mapToDouble(r -> r.timer().resolutionSeconds())
                        .max()
                        .orElseThrow());
        double[] sorted = Arrays.copyOfRange(stepSeconds, warmup, stepSeconds.length);
        Arrays.sort(sorted);
        return worst.refusal(sorted[sorted.length / 2])
                .filter(_ -> check.valid())
                .map(refusal -> new Check("timer", "steps long enough to be timed", refusal, false, check.digest()))
                .orElse(check);
    }
}
