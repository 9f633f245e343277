package rxt.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rxt.analysis.Interval;
import rxt.analysis.Point;
import rxt.analysis.PopEfficiency;
import rxt.analysis.efficiency.Efficiency;
import rxt.analysis.efficiency.Factor;

/** The hybrid efficiencies of cells, as a table for people and as columns for programs. */
final class EfficiencyTable {
    /** Column of the table and of the rows, by factor, from the whole to its parts. */
    private static final Map<String, String> HEADINGS = headings();

    private EfficiencyTable() {}

    private static Map<String, String> headings() {
        Map<String, String> headings = new LinkedHashMap<>();
        headings.put(Efficiency.GLOBAL, "global");
        headings.put(Efficiency.SCALING, "comput.");
        headings.put(Efficiency.PARALLEL, "parallel");
        headings.put(Efficiency.RANK_BALANCE, "r.bal.");
        headings.put(Efficiency.RANK_COMMUNICATION, "r.comm.");
        headings.put(Efficiency.SERIAL, "t.serial");
        headings.put(Efficiency.REGION, "t.region");
        headings.put(Efficiency.THREAD_BALANCE, "t.bal.");
        return headings;
    }

    /** The table of the cells that tell, with their largest losses; nothing where none does. */
    static void print(Page page, String transport, List<Point> points) {
        List<Point> telling =
                points.stream().filter(p -> p.efficiency().isPresent()).toList();
        if (telling.isEmpty()) {
            return;
        }
        page.paragraph(
                0,
                transport
                        + ": efficiencies of the median launch, over all its steps after the study's warm-up, %. global = computation scaling × parallel; parallel"
                        + " = ranks' load balance × communication × threads' serial part × region cost × load balance."
                        + " ! is below 80. A single launch has no interval; the median of all launches'"
                        + " parallel efficiencies has one");
        List<String> heading = new ArrayList<>(List.of("split"));
        heading.addAll(HEADINGS.values());
        heading.add("parallel, median of all launches [95 %]");
        Table table = new Table().row(heading);
        telling.forEach(point -> table.row(row(point)));
        table.print(page);
        telling.forEach(point -> page.paragraph(
                2,
                TransportTables.split(point.cell()) + ": "
                        + point.efficiency().orElseThrow().reason()));
    }

    private static List<String> row(Point point) {
        List<String> row = new ArrayList<>(List.of(TransportTables.split(point.cell())));
        for (String name : HEADINGS.keySet()) {
            row.add(factor(point.efficiency(), name)
                    .map(factor -> percent(factor.value()) + (factor.alert() ? "!" : ""))
                    .orElse(""));
        }
        row.add(point.efficiency().map(EfficiencyTable::ofLaunches).orElse(""));
        return row;
    }

    private static String ofLaunches(PopEfficiency efficiency) {
        return percent(efficiency.median())
                + efficiency
                        .interval()
                        .map(i -> " [" + percent(i.low()) + ", " + percent(i.high()) + "]")
                        .orElse("");
    }

    private static String percent(double share) {
        return String.valueOf(Math.round(100 * share));
    }

    private static Optional<Factor> factor(Optional<PopEfficiency> efficiency, String name) {
        return efficiency.flatMap(known -> known.factors().find(name));
    }

    /**
     * Adds a column for each factor of the median launch, its reason, and the median of all launches' parallel efficiencies
     * with its interval; null where unknown.
     */
    static void columns(Map<String, Object> row, Optional<PopEfficiency> efficiency) {
        for (String name : List.of(
                Efficiency.GLOBAL,
                Efficiency.SCALING,
                Efficiency.PARALLEL,
                Efficiency.RANK,
                Efficiency.RANK_BALANCE,
                Efficiency.RANK_COMMUNICATION,
                Efficiency.THREAD,
                Efficiency.SERIAL,
                Efficiency.REGION,
                Efficiency.THREAD_BALANCE)) {
            row.put(
                    name.replace(' ', '_'),
                    factor(efficiency, name).map(Factor::value).orElse(null));
        }
        Optional<Interval> interval = efficiency.flatMap(PopEfficiency::interval);
        row.put(
                "parallel_efficiency_of_launches",
                efficiency.map(PopEfficiency::median).orElse(null));
        row.put(
                "parallel_efficiency_of_launches_low",
                interval.map(Interval::low).orElse(null));
        row.put(
                "parallel_efficiency_of_launches_high",
                interval.map(Interval::high).orElse(null));
        row.put("useful_seconds", efficiency.map(e -> e.run().usefulSeconds()).orElse(null));
        row.put("core_seconds", efficiency.map(e -> e.run().coreSeconds()).orElse(null));
        row.put("losses", efficiency.map(PopEfficiency::reason).orElse(null));
    }
}
