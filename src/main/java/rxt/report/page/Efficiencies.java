package rxt.report.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rxt.analysis.PopEfficiency;
import rxt.analysis.efficiency.Efficiency;
import rxt.analysis.efficiency.Factor;

/** The hybrid POP efficiencies of each cell's median launch, from the whole to its parts, and the largest losses. */
final class Efficiencies {
    private static final String OF_LAUNCHES = "parallel_efficiency_of_launches";

    /** Heading of each factor in the order of the tree. */
    private static final Map<String, String> HEADINGS = new LinkedHashMap<>();

    static {
        HEADINGS.put(Efficiency.GLOBAL, "global");
        HEADINGS.put(Efficiency.SCALING, "computation scaling");
        HEADINGS.put(Efficiency.PARALLEL, "parallel");
        HEADINGS.put(Efficiency.RANK, "ranks");
        HEADINGS.put(Efficiency.RANK_BALANCE, "ranks: load balance");
        HEADINGS.put(Efficiency.RANK_COMMUNICATION, "ranks: comm.");
        HEADINGS.put(Efficiency.THREAD, "threads");
        HEADINGS.put(Efficiency.SERIAL, "threads: serial part");
        HEADINGS.put(Efficiency.REGION, "threads: region cost");
        HEADINGS.put(Efficiency.THREAD_BALANCE, "threads: load balance");
    }

    private Efficiencies() {}

    static HtmlTable of(Section section) {
        List<String> headings = new ArrayList<>(List.of("split"));
        headings.addAll(HEADINGS.values());
        headings.add("parallel, median of all launches [95 %]");
        headings.add("largest losses of core time");
        List<List<Entry>> rows = new ArrayList<>();
        for (Shown cell : section.cells()) {
            cell.point().efficiency().ifPresent(efficiency -> rows.add(row(cell, efficiency)));
        }
        return new HtmlTable(
                "Efficiencies of the median launch (POP), over its steps after the study's warm-up: global = computation scaling × parallel, parallel = ranks ×"
                        + " threads, each of these the product of its parts. ! below 80 %: look for the cause; above"
                        + " 100 % is legal. A single launch has no interval; the median of all launches' parallel"
                        + " efficiencies has one",
                headings, rows);
    }

    private static List<Entry> row(Shown cell, PopEfficiency efficiency) {
        List<Entry> row = new ArrayList<>(List.of(Entry.words(cell.label())));
        for (String name : HEADINGS.keySet()) {
            String column = name.replace(' ', '_');
            Entry entry = Entry.percent(cell, column);
            boolean alert =
                    efficiency.factors().find(name).filter(Factor::alert).isPresent();
            row.add(alert ? entry.alerted() : entry);
        }
        Entry median = Entry.percent(cell, OF_LAUNCHES, OF_LAUNCHES + "_low", OF_LAUNCHES + "_high");
        row.add(Factor.isAlert(efficiency.median()) ? median.alerted() : median);
        row.add(Entry.words(efficiency.reason()));
        return row;
    }
}
