package rxt.analysis;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import rxt.analysis.RatioOfMedians.Verdict;
import rxt.record.Cell;

/**
 * Whether the machine drifted while a study ran: the base case measured once more at the end, against its first half.
 *
 * @param cell the base case
 * @param endToBegin median at the end over median at the beginning, with its 95 % interval, absent below 3 launches of
 *     either
 */
public record Drift(Cell cell, RatioOfMedians endToBegin) {
    private static final double CONFIDENCE = 0.95;

    /** The drift that the launches of a cell show; absent where it has none at the end, or none that count before. */
    static Optional<Drift> of(CellSample cell, Resampler resampler) {
        if (cell.forDrift().isEmpty() || cell.launches().isEmpty()) {
            return Optional.empty();
        }
        int half = Math.max(Bootstrap.LAUNCHES_NEEDED, (cell.launches().size() + 1) / 2);
        List<LaunchSample> begin = cell.launches().stream()
                .sorted(Comparator.comparing(launch -> launch.launch().started()))
                .limit(half)
                .toList();
        return Optional.of(
                new Drift(cell.cell(), ratio(resampler, cell.number(), steps(begin), steps(cell.forDrift()))));
    }

    /**
     * Compares the launches at the end with those at the beginning.
     *
     * @param cell number of the base case, which seeds the bootstrap; its two halves are drawn apart
     */
    static RatioOfMedians ratio(Resampler resampler, int cell, List<Sample> begin, List<Sample> end) {
        return RatioOfMedians.of(resampler.bootstrap(~cell, end), resampler.bootstrap(cell, begin), 1, CONFIDENCE);
    }

    private static List<Sample> steps(List<LaunchSample> launches) {
        return launches.stream().map(LaunchSample::steps).toList();
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
