package rxt.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import rxt.record.Cell;
import rxt.record.LeftOut;
import rxt.study.Study.Entry;

/** All cells of a study, in the order of its file; every one appears in the results, run or not. */
public final class Plan {
    /** Why a cell is skipped that the user did not ask for in this run. */
    static final String LEFT_OUT = LeftOut.BY + "only";

    /** Their ranks are threads of one JVM. */
    static final Set<String> ON_ONE_NODE = Set.of("local", "mpj");

    private Plan() {}

    /**
     * The cells.
     *
     * @param study what to measure
     * @param only which of them to run now
     * @param installation knows the nodes and their CPUs (what needs more is left out, more workers than CPUs unless the
     *     study wants them), and what a launcher of the study means
     */
    public static List<PlannedCell> of(Study study, Only only, Installation installation) {
        Map<Cell, PlannedCell> cells = new LinkedHashMap<>();
        for (Entry entry : study.kernels()) {
            for (String launcher : entry.launchers()) {
                for (Split split : entry.splits()) {
                    PlannedCell planned = planned(entry, split, launcher, study.seed(), installation);
                    PlannedCell other = cells.putIfAbsent(planned.cell(), leftOut(planned, only, installation.nodes()));
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
        Cell cell = new Cell(
                entry.type().name(),
                entry.on(split).texts(),
                split.nodes(),
                split.ranks(),
                split.threads(),
                transport,
                entry.team(),
                entry.pinning(),
                entry.weak() ? "weak" : "strong");
        String mpi = installation.mpiOf(cell.isProgram() ? "ffm" : transport); // whose launcher starts programs too
        return PlannedCell.of(cell, mpi, entry.measure(), seed, entry.oversubscribe())
                .of(entry.program().map(Study.Program::spec));
    }

    private static PlannedCell leftOut(PlannedCell planned, Only only, Nodes nodes) {
        if (!only.accepts(planned.cell())) {
            return planned.skippedBecause(LEFT_OUT);
        }
        Cell cell = planned.cell();
        if (cell.nodes() > 1 && ON_ONE_NODE.contains(cell.transport())) {
            return planned.skippedBecause(
                    "transport " + cell.transport() + " runs on one node only; ffm and openmpi run on " + cell.nodes());
        }
        if (cell.nodes() > nodes.count()) {
            return planned.skippedBecause(tooFew(cell.nodes(), nodes));
        }
        int workers = cell.ranksPerNode() * cell.threads();
        if (workers > nodes.cpus() && !planned.oversubscribe()) {
            return planned.skippedBecause(workers + " workers on " + nodes.cpus() + " CPUs"
                    + (cell.nodes() > 1 ? " of each node" : "")
                    + "; 'oversubscribe: true' in the study runs and labels it");
        }
        return planned;
    }

    private static String tooFew(int wanted, Nodes nodes) {
        return "it wants " + wanted + " nodes and "
                + (nodes.allocated()
                        ? "the allocation has " + nodes.count()
                        : "this machine is one, outside of an allocation")
                + "; submit it with --nodes=" + wanted + " or more";
    }
}
