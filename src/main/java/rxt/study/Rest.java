package rxt.study;

import java.io.PrintStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import rxt.record.CellRow;
import rxt.record.CellStatus;
import rxt.record.claim.Claims;
import rxt.record.claim.Standing;
import rxt.study.slurm.Allocation;

/**
 * What a run leaves undone, and why.
 *
 * @param reasons of cells of which launches are missing, by their key; others are "not complete yet"
 * @param tooShort how many wait for more time than the job has left
 * @param elsewhere how many wait for launches of other runs
 * @param needed the shortest time that a launch of those needs which had too little, in seconds
 */
record Rest(Map<String, String> reasons, int tooShort, int elsewhere, double needed) {

    /** Of a run that ended, where {@code interrupted} tells whether it was asked to. */
    static Rest of(Tally tally, Schedule schedule, TimeLeft timeLeft, Claims claims, boolean interrupted) {
        List<Standing> others = claims.others();
        Map<String, String> reasons = new HashMap<>();
        int tooShort = 0;
        int elsewhere = 0;
        double needed = Double.POSITIVE_INFINITY;
        for (Launches cell : interrupted ? List.<Launches>of() : schedule.open()) {
            List<Standing> claimed = Tally.on(cell, others);
            if (!claimed.isEmpty()) {
                elsewhere++;
                reasons.put(
                        cell.planned().key(),
                        "under way in another run (" + claimed.getFirst().who() + "), which goes on with it");
            } else if (!timeLeft.suffices(cell, Instant.now())) {
                tooShort++;
                needed = Math.min(needed, timeLeft.expectedSeconds(cell));
                reasons.put(cell.planned().key(), "time left too short; the same job, submitted again, goes on");
            }
        }
        return new Rest(reasons, tooShort, elsewhere, needed);
    }

    /** For a merge alone: what is missing. */
    static Rest toTell(Tally tally, Schedule schedule, Claims claims) {
        List<Standing> others = claims.others();
        Map<String, String> reasons = new HashMap<>();
        for (Launches cell : tally.cells()) {
            List<Standing> claimed = Tally.on(cell, others);
            int fewest = cell.planned().measure().repetition().fewestLaunches();
            reasons.put(
                    cell.planned().key(),
                    !claimed.isEmpty()
                            ? "under way in another run (" + claimed.getFirst().who() + ")"
                            : cell.isShort()
                                    ? cell.count() + " of at least " + fewest
                                            + " launches are made; run the study again"
                                    : "its interval wants more launches; run the study again");
        }
        return new Rest(reasons, 0, 0, 0);
    }

    String reason(PlannedCell planned) {
        return reasons.getOrDefault(planned.key(), "not complete yet; the same command goes on");
    }

    /**
     * The exit code of a run.
     *
     * @param cells what became of all cells
     * @param made launches of this run
     * @param out where it is told what to do
     */
    int exitCode(List<CellRow> cells, int made, PrintStream out) {
        if (Results.isComplete(cells)) {
            return 0;
        }
        if (tooShort > 0 && made > 0) {
            out.println("Time left too short for " + tooShort + " cells; submit the same job again to go on (exit code "
                    + Sweep.RESUBMIT + ")");
            return Sweep.RESUBMIT;
        }
        if (tooShort > 0) {
            double least = needed + Allocation.MARGIN.toSeconds();
            out.println("Time left too short for any launch; ask for a job of more than " + Progress.duration(least)
                    + ", or lower limits.launch_seconds");
            return 1;
        }
        long open = cells.stream().filter(row -> !Results.isGood(row)).count();
        long interrupted = cells.stream()
                .filter(row -> row.status() == CellStatus.INTERRUPTED)
                .count();
        return open == elsewhere && interrupted == elsewhere ? 0 : 1;
    }
}
