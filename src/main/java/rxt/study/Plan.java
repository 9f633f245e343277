package rxt.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rxt.kernel.Params;
import rxt.record.Cell;
import rxt.study.Study.Entry;

/** All cells of a study, in the order of its file; every one appears in the results, run or not. */
public final class Plan {
    /** Why a cell is skipped that the user did not ask for in this run. */
    static final String LEFT_OUT = "left out by --only";

    private Plan() {}

    /**
     * The cells.
     *
     * @param study what to measure
     * @param only which of them to run now
     * @param installation knows the CPUs this process may use (more workers than that are left out unless the study
     *     wants them), and what a launcher of the study means
     */
    public static List<PlannedCell> of(Study study, Only only, Installation installation) {
        Map<Cell, PlannedCell> cells = new LinkedHashMap<>();
        for (Entry entry : study.kernels()) {
            for (String launcher : entry.launchers()) {
                for (Split split : entry.splits()) {
                    PlannedCell planned = planned(entry, split, launcher, study.seed(), installation);
                    PlannedCell other = cells.putIfAbsent(planned.cell(), leftOut(planned, only, installation.cpus()));
                    if (other != null && !other.key().equals(planned.key())) {
                        throw new StudyException("study " + study.name() + " has the cell "
                                + planned.cell().label() + " " + planned.cell().params()
                                + " twice, measured in different ways; keep one of them");
                    }
                }
            }
        }
        return new ArrayList<>(cells.values());
    }

    private static PlannedCell planned(
            Entry entry, Split split, String launcher, long seed, Installation installation) {
        String transport = installation.resolve(launcher);
        Params params = entry.weak()
                ? entry.type().weakScaling().growth().forWorkers(entry.params(), split.workers())
                : entry.params();
        Cell cell = new Cell(
                entry.type().name(),
                params.texts(),
                split.ranks(),
                split.threads(),
                transport,
                entry.team(),
                entry.pinning(),
                entry.weak() ? "weak" : "strong");
        return PlannedCell.of(cell, installation.mpiOf(transport), entry.measure(), seed, entry.oversubscribe());
    }

    private static PlannedCell leftOut(PlannedCell planned, Only only, int cpus) {
        if (!only.accepts(planned.cell())) {
            return planned.skippedBecause(LEFT_OUT);
        }
        int workers = planned.cell().workers();
        if (workers > cpus && !planned.oversubscribe()) {
            return planned.skippedBecause(
                    workers + " workers on " + cpus + " CPUs; 'oversubscribe: true' in the study runs and labels it");
        }
        return planned;
    }
}
