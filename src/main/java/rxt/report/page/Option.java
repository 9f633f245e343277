package rxt.report.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import rxt.report.TimeScale;

/** Parts of ECharts options that several figures share. */
final class Option {
    /** Told apart by the colour-blind (Okabe and Ito 2008) and by shape, on white and on black. */
    private static final List<String> COLOURS =
            List.of("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9");

    private static final List<String> SHAPES = List.of("circle", "rect", "triangle", "diamond", "roundRect", "pin");

    private static final int DODGE = 12;

    private Option() {}

    /** An object of JSON: keys and values in turn. */
    static Map<String, Object> object(Object... keysAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            object.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return object;
    }

    /** A function of {@code figures.js}. */
    static Map<String, Object> function(String name) {
        return object("function", name);
    }

    /** What every figure begins with. */
    static Map<String, Object> base() {
        return object("animation", false, "tooltip", object("confine", true, "formatter", function("cellTip")));
    }

    static String colour(int series) {
        return COLOURS.get(series % COLOURS.size());
    }

    /** How many there are before they come again. */
    static int colours() {
        return COLOURS.size();
    }

    static String shape(int series) {
        return SHAPES.get(series % SHAPES.size());
    }

    /** The same shape, of a mark that wants care. */
    static String hollow(int series) {
        String shape = shape(series);
        return "empty" + shape.substring(0, 1).toUpperCase(Locale.ROOT) + shape.substring(1);
    }

    /** What a line of so many threads is called. */
    static String threads(int threads) {
        return threads == 1 ? "1 thread a rank" : threads + " threads a rank";
    }

    /** Pixels by which the marks of one of several series lie beside their place. */
    static int beside(int series, int of) {
        return Math.round((series - (of - 1) / 2f) * DODGE);
    }

    /** Marks of one of several series that share their places. */
    static Map<String, Object> marks(String name, int series, int of, List<Object> data) {
        return object(
                "type",
                "scatter",
                "name",
                name,
                "data",
                data,
                "symbol",
                shape(series),
                "symbolSize",
                10,
                "symbolOffset",
                List.of(beside(series, of), 0),
                "color",
                colour(series));
    }

    /** Intervals of such marks: [place, low, high, {@link #beside}] each. */
    static Map<String, Object> intervals(String name, int series, List<Object> data) {
        return object(
                "type",
                "custom",
                "name",
                name,
                "silent",
                true,
                "renderItem",
                function("interval"),
                "encode",
                object("x", 0, "y", List.of(1, 2)),
                "color",
                colour(series),
                "data",
                data);
    }

    /** An axis with a name along it. */
    static Map<String, Object> axis(String type, String name, int gap) {
        return object("type", type, "name", name, "nameLocation", "middle", "nameGap", gap);
    }

    /** The unit in which the smallest of those cells' medians is 1 or more. */
    static TimeScale scale(List<Shown> cells) {
        return TimeScale.of(cells.stream()
                .filter(Shown::isMeasured)
                .mapToDouble(cell -> cell.known("median_seconds"))
                .min()
                .orElse(1));
    }
}
