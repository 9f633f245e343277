package rxt.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import rxt.analysis.Analysis;
import rxt.analysis.Cells;
import rxt.record.Cell;
import rxt.record.Salvage;
import rxt.record.StudyFile;
import rxt.study.Only;

/**
 * A results file as far as it can be read, and its analysis.
 *
 * @param path the file
 * @param study what is whole of it
 * @param analysis of that
 * @param faults what is lost of a damaged file, a sentence each
 */
record ResultsFile(Path path, StudyFile study, Analysis analysis, List<String> faults) {
    /**
     * Reads it.
     *
     * @throws rxt.record.StudyFileException where it is no results file, or its cells are lost
     * @throws IllegalArgumentException where its rows contradict each other
     */
    static ResultsFile read(Path path) {
        return read(path, List.of());
    }

    /** Reads those of its cells that {@code --only} names, of which there must be one. */
    static ResultsFile read(Path path, List<String> only) {
        Only wanted = Only.parse(only);
        Salvage salvage = Salvage.read(path);
        StudyFile study = Cells.only(salvage.file(), wanted::accepts);
        if (study.cells().isEmpty() && !only.isEmpty()) {
            throw new IllegalArgumentException(path + ": --only " + String.join(",", only)
                    + " names none of its cells; it has " + values(salvage.file()));
        }
        try {
            return new ResultsFile(path, study, Analysis.of(study), salvage.faults());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(path + ": " + e.getMessage() + "; delete it and run the study again", e);
        }
    }

    /** What {@code --only} may name. */
    private static String values(StudyFile study) {
        return "kernel " + values(study, Cell::kernel) + "; nodes " + values(study, Cell::nodes) + "; ranks "
                + values(study, Cell::ranks) + "; threads " + values(study, Cell::threads) + "; transport "
                + values(study, Cell::transport);
    }

    private static String values(StudyFile study, Function<Cell, Object> key) {
        return study.cells().stream()
                .map(row -> key.apply(row.what()))
                .distinct()
                .sorted()
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
    }

    /** Tells what is lost of it. */
    void tellFaults(PrintWriter err) {
        faults.forEach(fault -> err.println("rxt: " + path + ": " + fault));
        if (!faults.isEmpty()) {
            err.println("rxt: the rest of it is reported; delete the file and run the study again: launches that are"
                    + " whole in its .parts folder are not made again");
        }
    }

    /** Tells where no cell has a time. */
    void tellWhereNothingIsMeasured(PrintWriter err) {
        if (analysis.measured() == 0) {
            err.println("rxt: " + path + ": none of its " + analysis.points().size()
                    + " planned cells is measured and right; the reasons are in the report");
        }
    }

    /** Whether all of it is there, something is measured and no answer is wrong. */
    boolean isSound() {
        return faults.isEmpty() && analysis.measured() > 0 && analysis.invalid() == 0;
    }
}
