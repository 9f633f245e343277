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
import rxt.record.LeftOut;
import rxt.record.Merge;
import rxt.record.Repeated;
import rxt.record.StudyFile;
import rxt.record.StudyFileWriter;
import rxt.record.rule.Repetition.Verdict;

/**
 * Makes the results file of a study's shards, and tells what became of its cells.
 *
 * @param study what was to be measured
 * @param output the results file
 * @param out where it is told
 */
record Results(Study study, Path output, PrintStream out) {
    private static final Set<CellStatus> GOOD = Set.of(CellStatus.MEASURED, CellStatus.UNSETTLED, CellStatus.SKIPPED);

    /**
     * Merges the shards into the results file.
     *
     * @param leftSeconds of the time for the whole study
     * @param rest why launches are missing
     * @return what became of the cells
     */
    List<CellRow> merge(Tally tally, double leftSeconds, ResultsFolder folder, Rest rest) throws IOException {
        StudyFile merged = merged(tally, leftSeconds, folder, rest);
        StudyFileWriter.commit(merged, output);
        folder.tellOthers(tally.keys());
        tell(merged.cells(), "results: " + output);
        return merged.cells();
    }

    /** Tells the same, and leaves the results file as it is. */
    List<CellRow> tell(Tally tally, double leftSeconds, ResultsFolder folder, Rest rest) throws IOException {
        List<CellRow> cells = merged(tally, leftSeconds, folder, rest).cells();
        tell(cells, "not merged: " + folder.path());
        return cells;
    }

    private StudyFile merged(Tally tally, double leftSeconds, ResultsFolder folder, Rest rest) throws IOException {
        List<CellPlan> plans = tally.cells().stream()
                .map(cell -> cellPlan(cell.planned(), cell, leftSeconds, rest))
                .toList();
        return Merge.merge(Outcome.header(study.name(), study.yaml()), plans, folder.shards(tally.keys()))
                .file();
    }

    private void tell(List<CellRow> cells, String where) {
        List<CellRow> chosen = cells.stream().filter(row -> !LeftOut.has(row)).toList();
        tellReasons(chosen);
        Map<CellStatus, Long> counts =
                chosen.stream().collect(Collectors.groupingBy(Results::told, TreeMap::new, Collectors.counting()));
        String told = counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey().word())
                .collect(Collectors.joining(", "));
        LeftOut leftOut = LeftOut.of(cells);
        if (leftOut.isAny()) {
            out.println(leftOut.text());
        }
        out.println("Cells: " + told + "; " + where);
    }

    /** Whether nothing is left to be done for any of them. */
    static boolean isComplete(List<CellRow> cells) {
        return cells.stream().allMatch(Results::isGood);
    }

    static boolean isGood(CellRow row) {
        return GOOD.contains(told(row));
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
    private static CellPlan cellPlan(PlannedCell planned, Launches made, double leftSeconds, Rest rest) {
        Verdict verdict = made.decision(leftSeconds).verdict();
        boolean misses = planned.runs() ? verdict == Verdict.REPEAT : made.isShort();
        return new CellPlan(
                planned.cell(),
                planned.runs() || made.isOnRecord() ? made.count() + (misses ? 1 : 0) : 0,
                planned.runs() ? CellStatus.INTERRUPTED : CellStatus.SKIPPED,
                planned.runs() ? rest.reason(planned) : planned.skipped(),
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
