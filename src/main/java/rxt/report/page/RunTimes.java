package rxt.report.page;

import static rxt.report.page.Option.object;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import rxt.analysis.LaunchSample;
import rxt.analysis.Sample;
import rxt.record.steady.SteadyState.State;
import rxt.report.TimeScale;

/** How the steady steps of each split spread: a box of the quartiles, whiskers from 5 % to 95 %, the slowest step. */
final class RunTimes {
    private static final List<State> STATES = List.of(State.values());
    private static final int MOST = 24;
    private static final int ROW = 26;
    private static final int AROUND = 138;
    private static final int LEAST = 320;
    private static final double LOGARITHMIC_FROM = 20;

    private RunTimes() {}

    static Optional<Figure> of(Section section) {
        List<Shown> measured =
                section.cells().stream().filter(Shown::isMeasured).toList();
        if (measured.isEmpty()) {
            return Optional.empty();
        }
        List<Shown> cells = measured.stream()
                .sorted(Comparator.comparingDouble(section::cost))
                .limit(MOST)
                .toList()
                .reversed();
        TimeScale scale = Option.scale(cells);
        List<Object> boxes = new ArrayList<>();
        List<Object> slowest = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            Shown cell = cells.get(i);
            boxes.add(object("value", box(cell, scale), "row", cell.row()));
            slowest.add(object("value", List.of(cell.known("max_seconds") * scale.perSecond(), i), "row", cell.row()));
        }
        return Optional.of(new Figure(
                "run-times",
                "Run times",
                "Steady steps of all launches together: box, their quartiles; whiskers, 5 % and 95 %; red point, slowest"
                        + " step; the others, the median of each launch by how it settled."
                        + (measured.size() > MOST
                                ? " The " + MOST + " best of " + measured.size() + " splits, the best on top."
                                : " The best split on top."),
                Math.max(LEAST, AROUND + ROW * cells.size()),
                option(cells, scale, boxes, slowest)));
    }

    private static Map<String, Object> option(
            List<Shown> cells, TimeScale scale, List<Object> boxes, List<Object> slowest) {
        double most =
                cells.stream().mapToDouble(c -> c.known("max_seconds")).max().orElse(1);
        double least =
                cells.stream().mapToDouble(c -> c.known("median_seconds")).min().orElse(1);
        Map<String, Object> option = Option.base();
        option.put("grid", object("left", 12, "right", 40, "top", 40, "bottom", 48, "containLabel", true));
        Map<String, Object> x =
                Option.axis(most / least > LOGARITHMIC_FROM ? "log" : "value", "time of a step, " + scale.unit(), 28);
        x.put("scale", true);
        option.put("xAxis", x);
        Map<String, Object> y = object("type", "category");
        y.put("data", cells.stream().map(Shown::label).toList());
        option.put("yAxis", y);
        List<Object> series = new ArrayList<>(List.of(
                object(
                        "type",
                        "boxplot",
                        "name",
                        "steady steps",
                        "data",
                        boxes,
                        "boxWidth",
                        List.of(6, 22),
                        "itemStyle",
                        object("color", "#56B4E955", "borderColor", "#0072B2", "borderWidth", 1.5)),
                object(
                        "type", "scatter",
                        "name", "slowest step",
                        "data", slowest,
                        "symbolSize", 6,
                        "color", "#D55E00")));
        for (int i = 0; i < STATES.size(); i++) {
            List<Object> medians = medians(cells, scale, STATES.get(i));
            if (!medians.isEmpty()) {
                series.add(launches(i, medians));
            }
        }
        option.put("legend", object("top", 4, "type", "scroll", "itemGap", 14));
        option.put("series", series);
        return option;
    }

    /** The median of each launch that settled so. */
    private static List<Object> medians(List<Shown> cells, TimeScale scale, State state) {
        List<Object> medians = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            for (LaunchSample launch : cells.get(i).point().sample().launches()) {
                if (launch.counted().state() == state) {
                    medians.add(object(
                            "value",
                            List.of(launch.steps().median() * scale.perSecond(), i),
                            "row",
                            cells.get(i).row()));
                }
            }
        }
        return medians;
    }

    private static Map<String, Object> launches(int i, List<Object> medians) {
        return object(
                "type",
                "scatter",
                "name",
                "launch, " + STATES.get(i).name().toLowerCase(Locale.ROOT).replace('_', '-'),
                "data",
                medians,
                "symbol",
                Option.hollow(i),
                "symbolSize",
                7,
                "color",
                Option.colour(i + 2));
    }

    private static List<Double> box(Shown cell, TimeScale scale) {
        Sample all = Sample.union(cell.point().sample().launches().stream()
                .map(LaunchSample::steps)
                .toList());
        List<Double> box = new ArrayList<>();
        for (double percent : new double[] {5, 25, 50, 75, 95}) {
            double seconds = percent == 50 ? all.median() : all.percentile(percent);
            box.add(seconds * scale.perSecond());
        }
        return box;
    }
}
