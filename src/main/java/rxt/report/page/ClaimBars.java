package rxt.report.page;

import static rxt.report.page.Option.object;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import rxt.analysis.claim.Exhibit;
import rxt.report.ClaimLesson;
import rxt.report.TimeScale;

/** A bar with its interval for each cell that decides a claim, in one or several panels that are drawn below each other. */
final class ClaimBars {
    /** Of one panel; a study of a hundred splits is a heat map's business. */
    static final int MOST = 24;

    private static final int ROW = 48;
    private static final int TOP = 8;
    private static final int AXIS = 50;
    private static final int SIDE = 28;
    private static final int PIXELS_A_CHARACTER = 7;
    private static final double LOGARITHMIC_FROM = 30;
    private static final double GIVES_LENGTH = 0.7;

    /**
     * Bars that share an axis.
     *
     * @param quantity what the axis shows
     * @param exhibits a bar each, of one unit
     */
    record Panel(String quantity, List<Exhibit> exhibits) {
        Panel {
            exhibits = List.copyOf(exhibits.size() > MOST ? exhibits.subList(0, MOST) : exhibits);
        }

        /** Time, memory or a number, as the exhibits' unit says. */
        static Panel of(List<Exhibit> exhibits) {
            return new Panel(
                    switch (exhibits.getFirst().unit()) {
                        case "s" -> "time";
                        case "byte" -> "memory";
                        default -> "count";
                    },
                    exhibits);
        }

        private double least() {
            return exhibits.stream().mapToDouble(Exhibit::value).min().orElse(0);
        }

        private double most() {
            return exhibits.stream().mapToDouble(Exhibit::value).max().orElse(0);
        }

        private boolean isLogarithmic() {
            return least() > 0 && most() > LOGARITHMIC_FROM * least();
        }

        /** What a figure of the exhibits is multiplied by, and the unit that it has then. */
        private TimeScale scale() {
            String unit = exhibits.getFirst().unit();
            return switch (unit) {
                case "s" -> TimeScale.of(least() > 0 ? least() : most());
                case "byte" -> new TimeScale("MB", 1e-6);
                default -> new TimeScale(unit, 1);
            };
        }
    }

    private final List<Panel> panels;
    private final List<Object> grids = new ArrayList<>();
    private final List<Object> across = new ArrayList<>();
    private final List<Object> upright = new ArrayList<>();
    private final List<Object> series = new ArrayList<>();
    private int height = TOP;

    private ClaimBars(List<Panel> panels) {
        this.panels = panels;
        for (int i = 0; i < panels.size(); i++) {
            add(i, panels.get(i));
        }
    }

    static Figure of(String name, String title, String caption, List<Panel> panels) {
        ClaimBars bars = new ClaimBars(panels);
        Map<String, Object> option = Option.base();
        option.put("grid", bars.grids);
        option.put("xAxis", bars.across);
        option.put("yAxis", bars.upright);
        option.put("series", bars.series);
        return new Figure(name, title, caption, bars.height, bars.width(), option);
    }

    private int width() {
        int longest = panels.stream()
                .flatMap(panel -> panel.exhibits().stream())
                .mapToInt(exhibit -> exhibit.label().length())
                .max()
                .orElse(0);
        return 2 * SIDE + PIXELS_A_CHARACTER * longest;
    }

    private void add(int place, Panel panel) {
        int rows = panel.exhibits().size();
        TimeScale scale = panel.scale();
        grids.add(object("left", SIDE, "right", SIDE, "top", height, "height", ROW * rows));
        height += ROW * rows + AXIS;
        across.add(axis(place, panel, scale));
        upright.add(labels(place, panel));
        series.add(bars(place, panel, scale));
        if (panel.exhibits().stream().anyMatch(exhibit -> exhibit.interval().isPresent())) {
            series.add(intervals(place, panel, scale));
        }
    }

    private static Map<String, Object> axis(int place, Panel panel, TimeScale scale) {
        boolean logarithmic = panel.isLogarithmic();
        String name = panel.quantity() + (scale.unit().isEmpty() ? "" : ", " + scale.unit());
        Map<String, Object> axis =
                Option.axis(logarithmic ? "log" : "value", logarithmic ? "logarithmic: " + name : name, 28);
        axis.put("gridIndex", place);
        axis.put("axisLabel", object("hideOverlap", true));
        if (logarithmic) {
            axis.put("min", start(panel, scale));
        }
        return axis;
    }

    /** Above the bars, so that they take no width from them. */
    private static Map<String, Object> labels(int place, Panel panel) {
        return object(
                "type",
                "category",
                "gridIndex",
                place,
                "inverse",
                true,
                "data",
                panel.exhibits().stream().map(Exhibit::label).toList(),
                "axisTick",
                object("show", false),
                "axisLabel",
                object(
                        "inside",
                        true,
                        "margin",
                        0,
                        "interval",
                        0,
                        "align",
                        "left",
                        "verticalAlign",
                        "bottom",
                        "padding",
                        List.of(0, 0, 10, 2)),
                "z",
                3);
    }

    /** Drawn by hand: ECharts begins a bar at 1 where the axis is logarithmic. */
    private static Map<String, Object> bars(int place, Panel panel, TimeScale scale) {
        List<Object> data = new ArrayList<>();
        for (int row = 0; row < panel.exhibits().size(); row++) {
            Exhibit exhibit = panel.exhibits().get(row);
            data.add(object(
                    "value",
                    List.of(row, exhibit.value() * scale.perSecond(), start(panel, scale)),
                    "lines",
                    lines(panel, exhibit)));
        }
        return object(
                "type",
                "custom",
                "name",
                "bars",
                "xAxisIndex",
                place,
                "yAxisIndex",
                place,
                "renderItem",
                Option.function("bar"),
                "encode",
                object("x", List.of(1, 2), "y", 0),
                "color",
                colour(place),
                "data",
                data);
    }

    /** Where all bars of a panel begin. */
    private static double start(Panel panel, TimeScale scale) {
        // The least bar has a length, too.
        double least = GIVES_LENGTH * panel.least() * scale.perSecond();
        return panel.isLogarithmic() ? Math.pow(10, Math.floor(Math.log10(least))) : 0;
    }

    /** That of an interval is between theirs. */
    private static String colour(int place) {
        return Option.colour(2 * place);
    }

    private static List<String> lines(Panel panel, Exhibit exhibit) {
        return List.of(exhibit.label(), panel.quantity() + ": " + ClaimLesson.value(exhibit));
    }

    private static Map<String, Object> intervals(int place, Panel panel, TimeScale scale) {
        List<Object> data = new ArrayList<>();
        IntStream.range(0, panel.exhibits().size())
                .forEach(row -> panel.exhibits()
                        .get(row)
                        .interval()
                        .ifPresent(interval -> data.add(List.of(
                                row, interval.low() * scale.perSecond(), interval.high() * scale.perSecond()))));
        return object(
                "type",
                "custom",
                "name",
                "intervals",
                "silent",
                true,
                "xAxisIndex",
                place,
                "yAxisIndex",
                place,
                "renderItem",
                Option.function("intervalAcross"),
                "encode",
                object("x", List.of(1, 2), "y", 0),
                "color",
                Option.colour(1),
                "data",
                data);
    }
}
