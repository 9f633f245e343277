package rxt.study;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import rxt.record.Cell;
import rxt.study.slurm.Allocation;

/**
 * Which launches can end before the job does. A launch is expected to take a quarter longer than the longest of its cell
 * did; of a new cell twice as long as the longest of this problem on another split, and that in proportion where it has
 * fewer workers; else, and at most, as long as a launch may.
 *
 * @param end when the job ends; empty where nobody ends it
 * @param limits of a launch
 * @param cells of the study
 */
record TimeLeft(Optional<Instant> end, Study.Limits limits, List<Launches> cells) {
    private static final double LONGER = 1.25;
    private static final double LONGER_ELSEWHERE = 2;

    /** Whether a launch of that cell that begins now ends in time. */
    boolean suffices(Launches cell, Instant now) {
        long millis = Math.round(1000 * expectedSeconds(cell));
        return end.map(latest -> !now.plusMillis(millis).plus(Allocation.MARGIN).isAfter(latest))
                .orElse(true);
    }

    /** What a launch of that cell takes, rather too much than too little. */
    double expectedSeconds(Launches cell) {
        double seconds = Double.isNaN(cell.longestSeconds())
                ? ofKin(cell.planned().cell()).orElse(limits.launchSeconds())
                : LONGER * cell.longestSeconds();
        return Math.min(seconds, limits.launchSeconds());
    }

    private OptionalDouble ofKin(Cell cell) {
        return cells.stream()
                .filter(other -> !Double.isNaN(other.longestSeconds()))
                .filter(other -> isSameProblem(cell, other.planned().cell()))
                .mapToDouble(other -> LONGER_ELSEWHERE
                        * other.longestSeconds()
                        * Math.max(1, (double) other.planned().cell().workers() / cell.workers()))
                .max();
    }

    private static boolean isSameProblem(Cell cell, Cell other) {
        return cell.kernel().equals(other.kernel()) && cell.params().equals(other.params());
    }
}
