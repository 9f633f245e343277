package rxt.analysis.versus;

import java.util.Optional;
import rxt.analysis.RatioOfMedians;
import rxt.record.VersusFile.Contest;

/**
 * A row of the table.
 *
 * @param contest what was measured
 * @param figures the figures; empty where there are none that count
 * @param bar what the ratio is held against, where it is
 * @param problem why there are no figures, or ""
 */
public record ContestResult(Contest contest, Optional<Figures> figures, Optional<Bar> bar, String problem) {
    /**
     * What was measured.
     *
     * @param cSeconds median of the rounds' medians of C; of a construct, its overhead; of a mean of ratios, NaN
     * @param rxtSeconds the same of RxT
     * @param ratio RxT to C: of times, or of bandwidths
     * @param rounds rounds in which both sides were measured
     * @param samples samples of both sides
     * @param jitSeconds time of the compilers during the samples, in all rounds
     * @param wholeTimes whether both times are those of a construct with its delays, since overheads are within noise
     */
    public record Figures(
            double cSeconds,
            double rxtSeconds,
            RatioOfMedians ratio,
            int rounds,
            int samples,
            double jitSeconds,
            boolean wholeTimes) {
        /** The same with another ratio. */
        Figures with(RatioOfMedians other) {
            return new Figures(cSeconds, rxtSeconds, other, rounds, samples, jitSeconds, wholeTimes);
        }
    }

    /** What is said of a row. */
    public enum Verdict {
        PASS,
        FAIL,
        /** There is no bar. */
        NONE
    }

    /** The verdict by the ratio itself. A bar without figures is failed: a wrong answer or a hang is no pass. */
    public Verdict verdict() {
        if (bar.isEmpty()) {
            return Verdict.NONE;
        }
        return figures.filter(f -> bar.get().passes(f.ratio().ratio())).isPresent() ? Verdict.PASS : Verdict.FAIL;
    }

    /** Whether another run may decide otherwise. */
    public boolean isDoubtful() {
        return bar.isPresent()
                && figures.filter(f -> bar.get().isDoubtful(f.ratio())).isPresent();
    }
}
