package rxt.report.page;

import static rxt.report.page.Option.object;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import rxt.report.GridRow;

/** Ranks × threads of one transport: the median in each field, its colour how near it comes to the best split. */
final class HeatMap {
    private static final int RIGHT = 16;

    /** Width of the longest label, such as {@code ≈ ○ 24.30 ms}. */
    private static final int LABEL = 84;

    private static final int FIELD = 44;
    private static final int AROUND = 120;
    private static final int LEAST = 320;
    private static final double DARK_BELOW = 0.55;

    private HeatMap() {}

    static Figure of(Section section, String transport) {
        List<Shown> cells = section.cells(transport);
        List<GridRow> rows = GridRow.of(cells.stream().map(Shown::cell).toList());
        boolean hasNodes = rows.stream().anyMatch(row -> row.nodes() > 1);
        List<Integer> threads =
                cells.stream().map(c -> c.cell().threads()).distinct().sorted().toList();
        List<Object> measured = new ArrayList<>();
        List<Object> others = new ArrayList<>();
        for (Shown cell : cells) {
            int x = threads.indexOf(cell.cell().threads());
            int y = IntStream.range(0, rows.size())
                    .filter(i -> rows.get(i).holds(cell.cell()))
                    .findFirst()
                    .orElseThrow();
            OptionalDouble share = section.share(cell);
            if (share.isPresent()) {
                measured.add(field(cell, x, y, share.getAsDouble()));
            } else {
                others.add(object("value", List.of(x, y, 0), "name", word(cell), "row", cell.row()));
            }
        }
        Map<String, Object> option = Option.base();
        int left = hasNodes ? 150 : 64;
        option.put("grid", object("left", left, "right", RIGHT, "top", 12, "bottom", 96));
        option.put(
                "xAxis",
                axis(
                        "threads of each rank",
                        threads.stream().map(String::valueOf).toList(),
                        28));
        option.put("yAxis", rowAxis(rows, hasNodes));
        option.put("visualMap", List.of(legend(), hidden()));
        option.put("series", List.of(series(measured, "solid"), series(others, "dashed")));
        return new Figure(
                "heat-map-" + transport,
                "Ranks × threads, " + transport,
                "Median time of a step. The colour is the " + section.speedWord()
                        + " as a share of the best split's. ★ best, ≈ cannot be told from it, ? not "
                        + "compared with it, for too few launches, ○ oversubscribed.",
                Math.max(LEAST, AROUND + FIELD * rows.size()),
                left + RIGHT + LABEL * threads.size(),
                option);
    }

    private static Map<String, Object> rowAxis(List<GridRow> rows, boolean hasNodes) {
        return hasNodes
                ? axis("nodes, ranks of each", rows.stream().map(GridRow::title).toList(), 122)
                : axis(
                        "ranks",
                        rows.stream().map(row -> String.valueOf(row.ranks())).toList(),
                        36);
    }

    private static Map<String, Object> field(Shown cell, int x, int y, double share) {
        String mark = cell.point().isBest()
                ? "★ "
                : cell.point().isTied() ? "≈ " : cell.point().isNotCompared() ? "? " : "";
        String oversubscribed = cell.point().sample().isOversubscribed() ? "○ " : "";
        return object(
                "value",
                List.of(x, y, share * 100),
                "name",
                mark + oversubscribed + Entry.time(cell, "median_seconds").text(),
                "label",
                object("color", share < DARK_BELOW ? "#ffffff" : "#111111"),
                "row",
                cell.row());
    }

    private static String word(Shown cell) {
        return cell.isMeasured()
                ? Entry.time(cell, "median_seconds").text()
                : cell.point().sample().status().word();
    }

    private static Map<String, Object> axis(String name, List<String> values, int gap) {
        Map<String, Object> axis = Option.axis("category", name, gap);
        axis.put("data", values);
        axis.put("splitArea", object("show", false));
        axis.put("axisTick", object("show", false));
        return axis;
    }

    /** Cividis (Nunez and others 2018), made for the colour-blind. */
    private static Map<String, Object> legend() {
        return object(
                "seriesIndex", 0,
                "min", 0,
                "max", 100,
                "calculable", false,
                "orient", "horizontal",
                "left", "center",
                "bottom", 4,
                "itemHeight", 160,
                "itemWidth", 12,
                "text", List.of("100 %", "0 %"),
                "inRange", object("color", List.of("#00224e", "#35456c", "#666970", "#948e77", "#c8b866", "#fee838")));
    }

    private static Map<String, Object> hidden() {
        return object("seriesIndex", 1, "show", false, "min", 0, "max", 1, "inRange", object("color", "transparent"));
    }

    private static Map<String, Object> series(List<Object> data, String border) {
        return object(
                "type",
                "heatmap",
                "data",
                data,
                "label",
                object("show", true, "formatter", "{b}", "fontSize", 12, "color", "#747c86"),
                "itemStyle",
                object("borderWidth", 1, "borderColor", "#80808080", "borderType", border));
    }
}
