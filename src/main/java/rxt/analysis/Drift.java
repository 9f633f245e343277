package rxt.analysis;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import rxt.analysis.RatioOfMedians.Verdict;
import rxt.record.Cell;
import rxt.record.LaunchRow;
import rxt.record.StudyFile;

/**
 * Whether the machine drifted while a study ran: the base case measured once more at the end, against its first half.
 * Launches for drift that others came after, in a study that went on, do not stand at the end and do not count.
 *
 * @param cell the base case
 * @param endToBegin median at the end over median at the beginning, with its 95 % interval, absent below 3 launches of
 *     either
 */
public record Drift(Cell cell, RatioOfMedians endToBegin) {
    private static final double CONFIDENCE = 0.95;

    /** When the last launch of any cell started that completed and is not for drift. */
    static Instant lastOrdinaryStart(StudyFile file) {
        Map<Integer, List<LaunchRow>> launches =
                file.launches().stream().filter(LaunchRow::complete).collect(Collectors.groupingBy(LaunchRow::cell));
        return file.cells().stream()
                .flatMap(row -> {
                    List<LaunchRow> of = launches.getOrDefault(row.cell(), List.of());
                    return of.stream()
                            .limit(Math.max(0, of.size() - row.repeated().driftLaunches()));
                })
                .map(LaunchRow::startedAt)
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
    }

    /**
     * The drift that the launches of a cell show; absent where it has none at the end, or none that count before.
     *
     * @param last {@link #lastOrdinaryStart}
     */
    static Optional<Drift> of(CellSample cell, Instant last, Resampler resampler) {
        List<LaunchSample> end = cell.forDrift().stream()
                .filter(launch -> !launch.launch().startedAt().isBefore(last))
                .toList();
        if (end.isEmpty() || cell.launches().isEmpty()) {
            return Optional.empty();
        }
        int half = Math.max(Bootstrap.LAUNCHES_NEEDED, (cell.launches().size() + 1) / 2);
        List<LaunchSample> begin = cell.launches().stream()
                .sorted(Comparator.comparing(launch -> launch.launch().startedAt()))
                .limit(half)
                .toList();
        return Optional.of(new Drift(cell.cell(), ratio(resampler, cell.number(), steps(begin), steps(end))));
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
