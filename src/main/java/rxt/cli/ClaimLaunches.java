package rxt.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import rxt.analysis.Analysis;
import rxt.analysis.claim.Claims;
import rxt.analysis.claim.Ruling;
import rxt.record.Cell;
import rxt.record.CellRow;
import rxt.record.LaunchRow;
import rxt.record.StudyFile;
import rxt.record.StudyFileReader;
import rxt.study.Only;
import rxt.study.Study;

/**
 * Launches beyond those of a study's plan: of the cells by which a claim stays undecided, two at a time, until it is
 * decided, they have {@code measure.claim_launches}, or {@code measure.study_seconds} are spent. So a study need not give
 * every cell what the noisiest wants. A claim that is looked at several times errs oftener than the 5 % of each of
 * its intervals; how much oftener has not been measured.
 *
 * @param whole what the study allows
 * @param only which cells this run is for
 * @param file the results
 * @param out where it is told
 */
record ClaimLaunches(Study.Whole whole, Only only, Path file, PrintStream out) {
    private static final int AT_A_TIME = 2;

    /** Makes the results file have so many launches of some cells; its answer is the exit code. */
    @FunctionalInterface
    interface Measuring {
        int launch(Map<Cell, Integer> fewest) throws IOException, InterruptedException;
    }

    /**
     * Goes on where a run has ended.
     *
     * @param exitCode of that run; nothing is done unless it is 0
     * @return the exit code of the last
     */
    int goOn(int exitCode, Measuring measuring) throws IOException, InterruptedException {
        int code = exitCode;
        int before = -1;
        while (code == 0 && whole.claimLaunches() > 0) {
            StudyFile results = StudyFileReader.read(file);
            // What did not come in one turn, of a cell that a wrong answer ended, never will.
            if (results.launches().size() == before) {
                break;
            }
            Map<Cell, Integer> more = more(results);
            if (more.isEmpty()) {
                break;
            }
            before = results.launches().size();
            code = measuring.launch(more);
        }
        return code;
    }

    /** The cells that want more, with their next number of launches. */
    private Map<Cell, Integer> more(StudyFile results) {
        List<Ruling> undecided = Claims.rule(results, Analysis.of(results)).stream()
                .filter(ruling -> ruling.finding().mayBeDecided())
                .toList();
        Set<Integer> deciding = undecided.stream()
                .flatMap(ruling -> ruling.finding().deciding().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        Map<Cell, Integer> more = results.cells().stream()
                .filter(row -> deciding.contains(row.cell()) && only.accepts(row.what()))
                .filter(row -> made(row, results) < whole.claimLaunches())
                .collect(Collectors.toMap(
                        CellRow::what, row -> Math.min(whole.claimLaunches(), made(row, results) + AT_A_TIME)));
        if (more.isEmpty() || !isTimeFor(more.size() * AT_A_TIME, results.launches())) {
            return Map.of();
        }
        out.println();
        out.println("Undecided: "
                + String.join(
                        ", ",
                        undecided.stream().map(ruling -> ruling.claim().id()).toList()));
        out.println(
                "  up to " + AT_A_TIME + " launches more of each of the " + more.size() + " cells that decide them");
        return more;
    }

    private static int made(CellRow row, StudyFile results) {
        long complete = results.launches().stream()
                .filter(launch -> launch.cell() == row.cell() && launch.complete())
                .count();
        return Math.toIntExact(complete) - row.repeated().driftLaunches();
    }

    private boolean isTimeFor(int launches, List<LaunchRow> made) {
        double spent = made.stream().mapToDouble(LaunchRow::wallSeconds).sum();
        return spent + launches * spent / made.size() <= whole.seconds();
    }
}
