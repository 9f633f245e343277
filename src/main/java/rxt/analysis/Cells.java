package rxt.analysis;

import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import rxt.record.Cell;
import rxt.record.CellRow;
import rxt.record.LaunchRow;
import rxt.record.StudyFile;

/** Some cells of a study. */
public final class Cells {
    private Cells() {}

    /** The study as if it had planned those cells only; environments stay. */
    public static StudyFile only(StudyFile file, Predicate<Cell> wanted) {
        Set<Integer> cells = file.cells().stream()
                .filter(row -> wanted.test(row.what()))
                .map(CellRow::cell)
                .collect(Collectors.toSet());
        if (cells.size() == file.cells().size()) {
            return file;
        }
        Set<Integer> launches = file.launches().stream()
                .filter(row -> cells.contains(row.cell()))
                .map(LaunchRow::launch)
                .collect(Collectors.toSet());
        return new StudyFile(
                file.header(),
                file.cells().stream().filter(row -> cells.contains(row.cell())).toList(),
                file.launches().stream()
                        .filter(row -> launches.contains(row.launch()))
                        .toList(),
                file.samples().stream()
                        .filter(row -> launches.contains(row.launch()))
                        .toList(),
                file.ranks().stream()
                        .filter(row -> launches.contains(row.launch()))
                        .toList(),
                file.environments(),
                file.breakdown().only(launches));
    }
}
