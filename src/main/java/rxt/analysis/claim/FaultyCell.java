package rxt.analysis.claim;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import rxt.analysis.Analysis;
import rxt.analysis.CellSample;
import rxt.analysis.Point;
import rxt.record.Cell;
import rxt.record.CellStatus;
import rxt.record.LaunchRow;
import rxt.record.StudyFile;

/**
 * A cell that decides nothing, since a launch of it gave a wrong answer, or its answer is not that of the other splits.
 *
 * @param cell the cell
 * @param words such as {@code 1 of 6 launches of race 1×2 (ffm) gave a wrong answer}
 */
record FaultyCell(Cell cell, String words) {
    /** Those of {@code file}, whose analysis that is. */
    static List<FaultyCell> of(StudyFile file, Analysis analysis) {
        Map<Integer, List<LaunchRow>> complete =
                file.launches().stream().filter(LaunchRow::complete).collect(Collectors.groupingBy(LaunchRow::cell));
        return analysis.points().stream()
                .map(Point::sample)
                .filter(sample -> !sample.cell().isProgram())
                .map(sample ->
                        new FaultyCell(sample.cell(), words(sample, complete.getOrDefault(sample.number(), List.of()))))
                .filter(fault -> !fault.words.isEmpty())
                .toList();
    }

    private static String words(CellSample sample, List<LaunchRow> complete) {
        long wrong = complete.stream().filter(launch -> !launch.valid()).count();
        String name = sample.cell().kernel() + " " + sample.cell().split() + " ("
                + sample.cell().transport() + ")";
        if (wrong > 0) {
            return wrong + " of " + complete.size() + " launches of " + name + " gave a wrong answer";
        }
        return sample.status() == CellStatus.INVALID ? name + " is invalid: " + sample.reason() : "";
    }

    /** What is computed and at which split, whatever carries messages and threads. */
    static String problem(Cell cell) {
        return cell.kernel() + " " + new TreeMap<>(cell.params()) + " " + cell.split();
    }
}
