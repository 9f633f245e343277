package rxt.study;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import rxt.record.Cell;
import rxt.record.CellRow;

/** One line per launch: count, cell, what came of it, and how long the rest will take. */
public final class Progress {
    private final PrintStream out;
    private final int total;
    private final Map<Cell, Double> seconds = new HashMap<>();
    private int done;
    private double spent;

    Progress(PrintStream out, int total) {
        this.out = out;
        this.total = total;
    }

    /** Tells of a launch that ended; {@code rest} are the cells of the launches still to come. */
    void ended(CellRow outcome, double wallSeconds, List<Cell> rest) {
        Cell cell = outcome.what();
        done++;
        spent += wallSeconds;
        seconds.merge(cell, wallSeconds, (a, b) -> (a + b) / 2);
        String left = rest.isEmpty() ? "done" : "~" + duration(remaining(rest)) + " left";
        int width = String.valueOf(total).length();
        out.printf(
                Locale.ROOT,
                "[%" + width + "d/%d] %-30s %6.1f s  %-8s %s%n",
                done,
                total,
                cell.label(),
                wallSeconds,
                outcome.status().word(),
                left);
        if (!outcome.reason().isEmpty()) {
            out.println("    " + outcome.reason());
        }
    }

    /** Launches of a cell take as long as its former ones, those of a new cell as long as the average. */
    private double remaining(List<Cell> rest) {
        double average = spent / done;
        return rest.stream()
                .mapToDouble(cell -> seconds.getOrDefault(cell, average))
                .sum();
    }

    /** Such as {@code 59 s}, {@code 3 min 2 s}, {@code 1 h 5 min}. */
    public static String duration(double seconds) {
        long whole = Math.round(seconds);
        return whole < 60
                ? whole + " s"
                : whole < 3600
                        ? whole / 60 + " min " + whole % 60 + " s"
                        : whole / 3600 + " h " + whole % 3600 / 60 + " min";
    }
}
