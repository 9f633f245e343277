package rxt.report.page;

import static rxt.report.page.Option.object;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import rxt.record.Cell;

/**
 * A ratio to the base case over the number of workers, with the ideal line and a line for each number of threads; where
 * there are several numbers of nodes, for each split of a node instead, over the nodes.
 */
final class ScalingFigure {
    private static final int HEIGHT = 340;
    private static final int DODGE = 7;
    private static final int LOGARITHMIC_FROM = 8;

    private final List<Shown> cells;
    private final String column;
    private final boolean logarithmic;

    private ScalingFigure(Section section, String transport, String column) {
        this.cells = section.cells(transport).stream().filter(Shown::isScaled).toList();
        this.column = column;
        this.logarithmic =
                cells.stream().mapToInt(c -> c.cell().workers()).max().orElse(1) >= LOGARITHMIC_FROM;
    }

    /** Speed-up of one transport. */
    static Figure speedup(Section section, String transport) {
        ScalingFigure figure = new ScalingFigure(section, transport, "speedup");
        String name = section.isWeak() ? "Scaled speed-up" : "Speed-up";
        return new Figure(
                "speed-up-" + transport,
                name + ", " + transport,
                name + " against the base case " + figure.base() + " with 95 % intervals; dashed: ideal. Hollow: "
                        + "oversubscribed.",
                HEIGHT,
                figure.option(name.toLowerCase(Locale.ROOT)));
    }

    /** Efficiency of one transport. */
    static Figure efficiency(Section section, String transport) {
        ScalingFigure figure = new ScalingFigure(section, transport, "efficiency");
        return new Figure(
                "efficiency-" + transport,
                "Efficiency, " + transport,
                "Speed-up per worker with 95 % intervals; dashed: ideal, 1; dotted: 0.8, below which one looks for the "
                        + "cause. Above 1: inspect.",
                HEIGHT,
                figure.option("efficiency"));
    }

    private String base() {
        return cells.getFirst().point().scaling().map(s -> s.base().split()).orElse("");
    }

    private Map<String, Object> option(String name) {
        List<Object> series = new ArrayList<>();
        series.add(ideal());
        List<List<Shown>> lines = lines();
        for (int i = 0; i < lines.size(); i++) {
            List<Shown> line = lines.get(i);
            int offset = Math.round((i - (lines.size() - 1) / 2f) * DODGE);
            Cell first = line.getFirst().cell();
            String label = hasNodes()
                    ? first.ranksPerNode() + "×" + first.threads() + " a node"
                    : Option.threads(first.threads());
            series.add(line(label, line, i, offset));
            series.add(intervals(label, line, i, offset));
        }
        Map<String, Object> option = Option.base();
        option.put("grid", object("left", 72, "right", 20, "top", 44, "bottom", 48));
        option.put("legend", object("top", 4, "type", "scroll", "itemGap", 14));
        Map<String, Object> x = Option.axis(logarithmic ? "log" : "value", "workers (ranks × threads)", 28);
        Map<String, Object> y = Option.axis(logarithmic && isSpeedup() ? "log" : "value", name, 40);
        if (logarithmic) {
            x.put("logBase", 2);
            y.put("logBase", 2);
            if (isSpeedup()) {
                y.put("axisLabel", object("formatter", Option.function("fraction")));
            }
        } else {
            x.put("minInterval", 1);
            x.put("min", 0);
            y.put("min", 0);
        }
        option.put("xAxis", x);
        // Marks at one worker stand beside the line of the first tick, not on the numbers.
        y.put("offset", logarithmic ? 12 : 0);
        option.put("yAxis", y);
        option.put("series", series);
        return option;
    }

    private boolean hasNodes() {
        return cells.stream().anyMatch(c -> c.cell().nodes() > 1);
    }

    private List<List<Shown>> lines() {
        Comparator<Shown> byThreads = Comparator.comparingInt(c -> c.cell().threads());
        return cells.stream()
                .sorted(byThreads
                        .thenComparingInt(c -> c.cell().ranksPerNode())
                        .thenComparingInt(c -> c.cell().workers()))
                .collect(Collectors.groupingBy(
                        c -> List.of(
                                hasNodes() ? c.cell().ranksPerNode() : 0,
                                c.cell().threads()),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .values()
                .stream()
                .map(line -> line.stream()
                        .sorted(Comparator.comparingInt(c -> c.cell().workers()))
                        .toList())
                .toList();
    }

    private boolean isSpeedup() {
        return column.equals("speedup");
    }

    private Map<String, Object> ideal() {
        int most = cells.stream().mapToInt(c -> c.cell().workers()).max().orElse(1);
        int least = cells.stream().mapToInt(c -> c.cell().workers()).min().orElse(1);
        int base = cells.getFirst().point().scaling().orElseThrow().base().workers();
        Object from = isSpeedup() ? (double) least / base : 1;
        Object to = isSpeedup() ? (double) most / base : 1;
        Map<String, Object> line = object(
                "type", "line",
                "name", "ideal",
                "data", List.of(List.of(least, from), List.of(most, to)),
                "symbol", "none",
                "silent", true,
                "color", "#808890",
                "lineStyle", object("type", "dashed", "width", 1.5));
        if (!isSpeedup()) {
            line.put(
                    "markLine",
                    object(
                            "symbol", "none",
                            "silent", true,
                            "label", object("show", false),
                            "lineStyle", object("type", "dotted", "color", "#808890"),
                            "data", List.of(object("yAxis", 0.8))));
        }
        return line;
    }

    private Map<String, Object> line(String label, List<Shown> line, int i, int offset) {
        return object(
                "type", "line",
                "name", label,
                "data", line.stream().map(cell -> mark(cell, i)).toList(),
                "symbol", Option.shape(i),
                "symbolSize", 9,
                "symbolOffset", List.of(offset, 0),
                "color", Option.colour(i),
                "lineStyle", object("width", 1.5));
    }

    private Map<String, Object> mark(Shown cell, int i) {
        Map<String, Object> mark =
                object("value", List.of(cell.cell().workers(), cell.known(column)), "row", cell.row());
        if (cell.point().sample().isOversubscribed()) {
            mark.put("symbol", Option.hollow(i));
        }
        return mark;
    }

    private Map<String, Object> intervals(String label, List<Shown> line, int i, int offset) {
        List<Object> data = new ArrayList<>();
        for (Shown cell : line) {
            if (cell.number(column + "_low").isPresent()
                    && cell.number(column + "_high").isPresent()) {
                data.add(List.of(
                        cell.cell().workers(), cell.known(column + "_low"), cell.known(column + "_high"), offset));
            }
        }
        return object(
                "type",
                "custom",
                "name",
                label,
                "silent",
                true,
                "renderItem",
                Option.function("interval"),
                "encode",
                object("x", 0, "y", List.of(1, 2)),
                "color",
                Option.colour(i),
                "data",
                data);
    }
}
