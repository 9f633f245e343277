package rxt.report.page;

import static rxt.report.page.Option.object;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import rxt.analysis.claim.Exhibit;
import rxt.report.ClaimLesson;
import rxt.report.TimeScale;

/** Time over a parameter of which the cells of a claim have a different value each: the U of chunk sizes. */
final class ChunkCurve {
    private static final int HEIGHT = 320;

    /**
     * A point of the curve.
     *
     * @param x the parameter
     * @param exhibit the time
     */
    record Dot(double x, Exhibit exhibit) {}

    private ChunkCurve() {}

    static Figure of(String name, String title, String parameter, List<Dot> dots) {
        TimeScale scale = TimeScale.of(
                dots.stream().mapToDouble(dot -> dot.exhibit().value()).min().orElse(1));
        List<Object> line = new ArrayList<>();
        List<Object> intervals = new ArrayList<>();
        for (Dot dot : dots) {
            Exhibit exhibit = dot.exhibit();
            line.add(object(
                    "value",
                    List.of(dot.x(), exhibit.value() * scale.perSecond()),
                    "lines",
                    List.of(exhibit.label(), "time: " + ClaimLesson.value(exhibit))));
            exhibit.interval()
                    .ifPresent(interval -> intervals.add(List.of(
                            dot.x(), interval.low() * scale.perSecond(), interval.high() * scale.perSecond(), 0)));
        }
        Map<String, Object> option = Option.base();
        option.put("grid", object("left", 72, "right", 24, "top", 16, "bottom", 52));
        option.put("xAxis", Option.axis("log", parameter, 28));
        Map<String, Object> y = Option.axis("value", "time of a step, " + scale.unit(), 52);
        y.put("min", 0);
        option.put("yAxis", y);
        option.put(
                "series",
                List.of(
                        object(
                                "type",
                                "line",
                                "name",
                                "time",
                                "data",
                                line,
                                "symbol",
                                Option.shape(0),
                                "symbolSize",
                                8,
                                "color",
                                Option.colour(0),
                                "lineStyle",
                                object("width", 1.5)),
                        Option.intervals("time", 1, intervals)));
        return new Figure(
                name, title, "Median time of a step with its 95 % interval, over " + parameter + ".", HEIGHT, option);
    }
}
