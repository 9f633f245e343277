package rxt.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import rxt.analysis.Analysis;
import rxt.analysis.Drift;
import rxt.analysis.Interval;
import rxt.analysis.Point;
import rxt.analysis.RatioOfMedians;
import rxt.analysis.Steadiness;
import rxt.record.Repeated;
import rxt.record.steady.SteadyState;
import rxt.record.steady.SteadyState.State;

/** Whether launches settled, whether there were enough of them, and whether the machine drifted. */
public final class SteadyText {
    /** A flat series in which a larger change than this could hide shows little. */
    private static final double BLIND = 0.1;

    private SteadyText() {}

    /**
     * What is to be known of these cells, cells of which the same is known in one sentence; none where all is flat and
     * as narrow as asked for.
     */
    static List<String> sentences(List<Point> points, Function<Point, String> name) {
        Map<String, List<String>> cells = new LinkedHashMap<>();
        for (Point point : points) {
            String remarks = String.join("; ", remarks(point.sample().steadiness()));
            if (!remarks.isEmpty()) {
                cells.computeIfAbsent(remarks, _ -> new ArrayList<>()).add(name.apply(point));
            }
        }
        return cells.entrySet().stream()
                .map(same -> String.join(", ", same.getValue()) + ": " + same.getKey())
                .toList();
    }

    private static List<String> remarks(Steadiness cell) {
        List<String> remarks = new ArrayList<>();
        if (cell.count(State.WARM_UP) > 0) {
            remarks.add("warmed up in " + launches(cell, State.WARM_UP) + " for up to " + cell.warmupSteps()
                    + (cell.warmupSteps() == 1 ? " step" : " steps") + ", left out");
        }
        if (cell.count(State.SLOW_DOWN) > 0) {
            remarks.add("became slower in " + launches(cell, State.SLOW_DOWN) + ", of which what follows counts");
        }
        if (cell.count(State.NO_STEADY_STATE) > 0) {
            remarks.add("no steady state in " + launches(cell, State.NO_STEADY_STATE) + ", left out");
        }
        if (cell.count(State.TOO_FEW_STEPS) > 0) {
            remarks.add("fewer than " + SteadyState.STEPS_NEEDED + " steps, too few to tell whether it settled");
        }
        if (cell.visibleShift().orElse(0) > BLIND) {
            remarks.add("flat, but so restless that a change of level below "
                    + percent(cell.visibleShift().getAsDouble()) + " would not have been seen");
        }
        if (cell.isCapped()) {
            remarks.add(capped(cell));
        }
        return remarks;
    }

    private static String launches(Steadiness cell, State state) {
        return cell.count(state) + " of " + cell.total() + (cell.total() == 1 ? " launch" : " launches");
    }

    private static String capped(Steadiness cell) {
        Repeated repeated = cell.repeated();
        return "capped" + (repeated.end() == Repeated.End.TIME_CAP ? " by time: " : ": ")
                + (cell.relativeWidth().isPresent()
                        ? "interval " + percent(cell.relativeWidth().getAsDouble())
                        : "no interval")
                + ", target " + percent(repeated.targetWidth());
    }

    /** Whether the machine drifted, a sentence for each case that was measured again at the end. */
    public static List<String> drifts(Analysis analysis) {
        return analysis.drifts().stream().map(SteadyText::of).toList();
    }

    /** Whether it took longer at the end than in the beginning, in a sentence. */
    static String of(Drift drift) {
        RatioOfMedians ratio = drift.endToBegin();
        String took = drift.cell().label() + " took " + Numbers.hundredths(ratio.ratio());
        return ratio.interval()
                .map(interval -> (drift.drifted() ? "The machine drifted: " : "No drift seen: ") + took + " "
                        + text(interval) + " times as long at the end as in the beginning"
                        + (drift.drifted() ? ", so cells differ by when they were measured too." : "."))
                .orElse("Drift unknown: " + took
                        + " times as long at the end as in the beginning, by too few launches.");
    }

    private static String text(Interval interval) {
        return "[" + Numbers.hundredths(interval.low()) + ", " + Numbers.hundredths(interval.high()) + "]";
    }

    /** A part as per cent with two digits that count, such as 4.1 %. */
    public static String percent(double part) {
        double percent = 100 * part;
        return String.format(Locale.ROOT, percent < 10 ? "%.1f %%" : "%.0f %%", percent)
                .replace(".0 ", " ");
    }
}
