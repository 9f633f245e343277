package rxt.study.slurm;

import java.util.Map;
import java.util.Optional;
import rxt.record.Cell;
import rxt.record.rule.Repetition;
import rxt.record.rule.StepGrowth;
import rxt.study.PlannedCell;
import rxt.study.Standing;
import rxt.study.Study;

/** Cells of a study that nobody measures. */
final class Cells {
    /** That a launch of an unknown cell may take. */
    static final int LAUNCH_SECONDS = 60;

    private static final Repetition RULE = new Repetition(0.05, 6, 10, 600);

    private Cells() {}

    /** One that wants 6 to 10 launches of so many seconds, NaN where that is not known. */
    static Standing missing(int nodes, int ranks, int threads, double seconds) {
        return standing(nodes, ranks, threads, false, Standing.State.MISSING, seconds);
    }

    static Standing measured(int nodes, int ranks, int threads, double seconds) {
        return standing(nodes, ranks, threads, false, Standing.State.MEASURED, seconds);
    }

    static Standing oversubscribed(int nodes, int ranks, int threads) {
        return standing(nodes, ranks, threads, true, Standing.State.MISSING, Double.NaN);
    }

    static Standing skipped(int nodes, int ranks, int threads) {
        return standing(nodes, ranks, threads, false, Standing.State.SKIPPED, Double.NaN);
    }

    private static Standing standing(
            int nodes, int ranks, int threads, boolean oversubscribe, Standing.State state, double seconds) {
        Cell cell = new Cell("pi", Map.of("darts", "1"), nodes, ranks, threads, "ffm", "forkjoin", "none", "strong");
        PlannedCell planned = new PlannedCell(
                cell,
                "openmpi",
                new Study.Measure(RULE, new StepGrowth(10, 10), 1),
                1,
                oversubscribe,
                state == Standing.State.SKIPPED ? "for a reason" : "",
                "%dx%dx%d".formatted(nodes, ranks, threads),
                Optional.empty());
        boolean wants = state == Standing.State.MISSING;
        double most = Double.isNaN(seconds) ? LAUNCH_SECONDS : 1.25 * seconds;
        return new Standing(
                planned, state, planned.skipped(), wants ? 0 : 6, wants ? 6 : 0, wants ? 10 : 0, seconds, most);
    }
}
