package rxt.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import rxt.analysis.Steadiness;
import rxt.record.steady.SteadyState.State;

/** How the launches of each cell settled, and whether there were enough of them. */
final class Settling {
    private Settling() {}

    static HtmlTable of(Section section) {
        List<List<Entry>> rows = new ArrayList<>();
        for (Shown cell : section.cells()) {
            Steadiness steadiness = cell.point().sample().steadiness();
            if (steadiness.total() > 0) {
                List<Entry> row = new ArrayList<>(List.of(Entry.words(cell.label())));
                Stream.of(State.values()).map(state -> launches(cell, state)).forEach(row::add);
                row.add(Entry.some(cell, "warmup_steps"));
                row.add(Entry.finePercent(cell, "visible_shift"));
                Entry width = Entry.finePercent(cell, "launch_width");
                row.add(steadiness.isCapped() ? width.alerted() : width);
                row.add(Entry.finePercent(cell, "target_width"));
                row.add(Entry.words(steadiness.repeated().end().word()));
                rows.add(row);
            }
        }
        return new HtmlTable(
                "How launches settled: how many of each kind, and how narrow their medians' interval became. ! capped,"
                        + " wider than asked for",
                List.of(
                        "split",
                        "flat",
                        "warm-up",
                        "slow-down",
                        "no steady state",
                        "too few steps to tell",
                        "most steps left out",
                        "change of level that would be seen in a flat one",
                        "width of the interval",
                        "asked for",
                        "ended by"),
                rows);
    }

    private static Entry launches(Shown cell, State state) {
        Entry entry = Entry.some(cell, "launches_" + state.name().toLowerCase(Locale.ROOT));
        return state == State.NO_STEADY_STATE && !entry.isWords() ? entry.alerted() : entry;
    }
}
