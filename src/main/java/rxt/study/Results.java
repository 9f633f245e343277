package rxt.study;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import rxt.record.CellPlan;
import rxt.record.CellRow;
import rxt.record.CellStatus;
import rxt.record.Merge;
import rxt.record.Repeated;
import rxt.record.StudyFile;
import rxt.record.StudyFileWriter;
import rxt.record.rule.Repetition.Verdict;

/**
 * Makes the results file of a study's shards and tells what became of its cells.
 *
 * @param study what was to be measured
 * @param output the results file
 * @param out where it is told
 */
record Results(Study study, Path output, PrintStream out) {
    private static final Set<CellStatus> GOOD = Set.of(CellStatus.MEASURED, CellStatus.UNSETTLED, CellStatus.SKIPPED);

    /**
     * Merges the shards.
     *
     * @param launches of each planned cell, by its key
     * @param leftSeconds of the time for the whole study
     * @return the exit code: 0 where every cell that was to run is measured, otherwise 1
     */
    int merge(List<PlannedCell> plan, Map<String, Launches> launches, double leftSeconds, ResultsFolder folder)
            throws IOException {
        List<CellPlan> plans = plan.stream()
                .map(cell -> cellPlan(cell, launches.get(cell.key()), leftSeconds))
                .toList();
        StudyFile merged = Merge.merge(
                        Outcome.header(study.name(), study.yaml()), plans, folder.shards(launches.keySet()))
                .file();
        StudyFileWriter.commit(merged, output);
        folder.tellOthers(launches.keySet());
        tellReasons(merged.cells());
        Map<CellStatus, Long> counts = merged.cells().stream()
                .collect(Collectors.groupingBy(Results::told, TreeMap::new, Collectors.counting()));
        String told = counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey().word())
                .collect(Collectors.joining(", "));
        out.println("Cells: " + told + "; results: " + output);
        return GOOD.containsAll(counts.keySet()) ? 0 : 1;
    }

    /** As the analysis will call it: a cell whose launches never settled has no time to report. */
    private static CellStatus told(CellRow row) {
        return row.status() == CellStatus.MEASURED && row.repeated().end() == Repeated.End.UNSETTLED
                ? CellStatus.UNSETTLED
                : row.status();
    }

    /**
     * A cell that is left out of this run keeps what earlier runs measured, even where there is time again for more
     * launches of it.
     */
    private static CellPlan cellPlan(PlannedCell planned, Launches made, double leftSeconds) {
        Verdict verdict = made.decision(leftSeconds).verdict();
        boolean misses = planned.runs() ? verdict == Verdict.REPEAT : made.isShort();
        return new CellPlan(
                planned.cell(),
                planned.runs() || made.isOnRecord() ? made.count() + (misses ? 1 : 0) : 0,
                planned.runs() ? CellStatus.INTERRUPTED : CellStatus.SKIPPED,
                planned.runs() ? "not complete yet; the same command goes on" : planned.skipped(),
                planned.measure().repetition().relativeWidth(),
                end(verdict));
    }

    private static Repeated.End end(Verdict verdict) {
        return switch (verdict) {
            case REPEAT -> Repeated.End.NONE;
            case NARROW_ENOUGH -> Repeated.End.NARROW;
            case LAUNCH_CAP -> Repeated.End.LAUNCH_CAP;
            case TIME_CAP -> Repeated.End.TIME_CAP;
            case UNSETTLED -> Repeated.End.UNSETTLED;
        };
    }

    /** Cells that share a reason, whichever rank gave it, share a line. */
    private void tellReasons(List<CellRow> cells) {
        Map<String, List<CellRow>> byReason = cells.stream()
                .filter(row -> row.status() != CellStatus.MEASURED)
                .collect(Collectors.groupingBy(
                        row -> row.status().word() + ": " + Failure.cause(row.reason()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        byReason.forEach((reason, rows) -> {
            CellRow first = rows.getFirst();
            out.println(
                    rows.size() == 1
                            ? first.what().label() + " " + first.status().word() + ": " + first.reason()
                            : rows.size() + " cells " + reason);
        });
    }
}
