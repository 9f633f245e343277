package rxt.measure;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import rxt.record.rule.TimerGuard;

/**
 * The times of a launch of a program: those of its steps where it prints them, otherwise that of the whole launch less
 * that of an empty one.
 *
 * @param seconds of each step, warm-up included; of one where the whole launch is the step
 * @param warmup how many of them do not count
 * @param resolution smallest difference that these times tell, in seconds; NaN where the whole launch is timed
 * @param emptySeconds median time of the empty launches; NaN where steps are timed
 */
record ProgramTimes(double[] seconds, int warmup, double resolution, double emptySeconds) {
    /** Below so many times an empty launch, what is left of a launch is mostly how launches scatter. */
    static final double LEAST_TIMES_EMPTY = 5;

    /**
     * Of steps: step k takes as long as the slowest of the ranks that print it.
     *
     * @throws RefusedLaunchException where ranks print unequal numbers of steps, or none is left after the warm-up
     */
    static ProgramTimes ofSteps(List<ProgramOutput> ranks, int warmup) {
        List<ProgramOutput> telling =
                ranks.stream().filter(rank -> !rank.steps().isEmpty()).toList();
        int steps = telling.getFirst().steps().size();
        for (ProgramOutput rank : telling) {
            if (rank.steps().size() != steps) {
                throw new RefusedLaunchException("ranks " + ranks.indexOf(telling.getFirst()) + " and "
                        + ranks.indexOf(rank) + " printed " + steps + " and "
                        + rank.steps().size()
                        + " lines 'rxt step'; every rank that prints them must print one for each step");
            }
        }
        if (steps <= warmup) {
            throw new RefusedLaunchException("the program printed " + steps + " lines 'rxt step', and measure.warmup"
                    + " leaves out " + warmup + "; let it do {steps} steps, or set a smaller warmup");
        }
        double[] slowest = new double[steps];
        for (int step = 0; step < steps; step++) {
            int k = step;
            slowest[k] = telling.stream()
                    .mapToDouble(rank -> rank.steps().get(k))
                    .max()
                    .orElseThrow();
        }
        double resolution =
                telling.stream().mapToDouble(ProgramOutput::resolution).max().orElseThrow();
        return new ProgramTimes(slowest, warmup, resolution, Double.NaN);
    }

    /** Of a whole launch. */
    static ProgramTimes ofLaunch(double wallSeconds, double[] emptySeconds) {
        double[] sorted = emptySeconds.clone();
        Arrays.sort(sorted);
        double median = sorted[sorted.length / 2];
        return new ProgramTimes(new double[] {wallSeconds - median}, 0, Double.NaN, median);
    }

    /** Why these times cannot count, and how to mend it; absent where they may. */
    Optional<String> refusal() {
        if (!Double.isNaN(emptySeconds)) {
            double wall = seconds[0] + emptySeconds;
            return wall >= LEAST_TIMES_EMPTY * emptySeconds
                    ? Optional.empty()
                    : Optional.of(String.format(
                            Locale.ROOT,
                            "the launch took %.3g s, an empty one %.3g s, and it must take %.0f times that; "
                                    + "let the program do more, or print its times as 'rxt step <seconds>'",
                            wall,
                            emptySeconds,
                            LEAST_TIMES_EMPTY));
        }
        double[] sorted = Arrays.copyOfRange(seconds, warmup, seconds.length);
        Arrays.sort(sorted);
        double median = sorted[sorted.length / 2];
        return median > 0
                ? new TimerGuard(0, resolution).refusal(median)
                : Optional.of("a step of " + median + " s; print more digits, or let a step do more work");
    }
}
