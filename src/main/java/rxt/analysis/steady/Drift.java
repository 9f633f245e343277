package rxt.analysis.steady;

import java.util.List;
import rxt.analysis.RatioOfMedians;
import rxt.analysis.RatioOfMedians.Verdict;
import rxt.analysis.Resampler;
import rxt.analysis.Sample;

/**
 * Whether the machine drifted while a study ran: the base case measured once more at the end, against the beginning.
 *
 * @param endToBegin median at the end over median at the beginning, with its 95 % interval, absent below 3 launches of
 *     either
 */
public record Drift(RatioOfMedians endToBegin) {
    private static final double CONFIDENCE = 0.95;

    /**
     * Compares the launches at the end with those at the beginning.
     *
     * @param cell number of the base case, which seeds the bootstrap; its two halves are drawn apart
     */
    public static Drift of(Resampler resampler, int cell, List<Sample> begin, List<Sample> end) {
        return new Drift(
                RatioOfMedians.of(resampler.bootstrap(~cell, end), resampler.bootstrap(cell, begin), 1, CONFIDENCE));
    }

    /** Whether the interval of the ratio excludes 1. */
    public boolean drifted() {
        return endToBegin.verdict() != Verdict.TIED;
    }

    /** Whether there were launches enough at both ends to tell. */
    public boolean decided() {
        return endToBegin.interval().isPresent();
    }
}
