package rxt.report.page;

import static rxt.report.page.Option.object;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rxt.analysis.LaunchSample;
import rxt.analysis.Sample;
import rxt.record.SampleRow;
import rxt.report.TimeScale;

/** How long each step took, from the first on: the warm-up curve. Late steps are put together, first ones are not. */
final class StepSeries {
    private static final int MOST = 6;
    private static final int HEIGHT = 340;
    private static final int ALONE = 30;
    private static final double GROWTH = 1.08;
    private static final double LOGARITHMIC_FROM = 20;

    private StepSeries() {}

    static Optional<Figure> of(Section section, StepLog log) {
        List<Shown> measured =
                section.cells().stream().filter(Shown::isMeasured).toList();
        List<Shown> cells = measured.stream()
                .sorted(Comparator.comparingDouble(section::cost))
                .limit(MOST)
                .toList();
        if (cells.isEmpty()) {
            return Optional.empty();
        }
        TimeScale scale = Option.scale(cells);
        List<Object> series = new ArrayList<>();
        List<Dot> all = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            List<Dot> dots = dots(cells.get(i), log);
            all.addAll(dots);
            series.add(line(cells.get(i), dots, scale, i, false));
            Map<String, Object> steady = line(cells.get(i), dots, scale, i, true);
            steady.put("markLine", begin(cells.get(i), log));
            series.add(steady);
        }
        return Optional.of(new Figure(
                "steps",
                "Steps and warm-up",
                "Median over the launches, step by step, neighbours together from step " + ALONE + " on. Dashed: not"
                        + " counted, for the launch had not settled; dotted upright: where the steady state begins, the"
                        + " median over the launches."
                        + (measured.size() > MOST ? " The " + MOST + " best splits." : ""),
                HEIGHT,
                option(series, all, scale)));
    }

    private static Map<String, Object> option(List<Object> series, List<Dot> dots, TimeScale scale) {
        double most = dots.stream().mapToDouble(Dot::seconds).max().orElse(1);
        double least = dots.stream().mapToDouble(Dot::seconds).min().orElse(1);
        Map<String, Object> option = Option.base();
        option.put("tooltip", object("confine", true, "formatter", Option.function("stepTip")));
        option.put("grid", object("left", 84, "right", 24, "top", 44, "bottom", 48));
        option.put("legend", object("top", 4, "type", "scroll", "itemGap", 14));
        Map<String, Object> x = Option.axis("log", "step, the first is 1", 28);
        x.put("logBase", 2);
        x.put("max", dots.stream().mapToInt(dot -> dot.step).max().orElse(2));
        option.put("xAxis", x);
        Map<String, Object> y =
                Option.axis(most / least > LOGARITHMIC_FROM ? "log" : "value", "time of a step, " + scale.unit(), 64);
        y.put("scale", true);
        option.put("yAxis", y);
        option.put("series", series);
        return option;
    }

    private static Map<String, Object> line(Shown cell, List<Dot> dots, TimeScale scale, int i, boolean warm) {
        List<Object> data = new ArrayList<>();
        for (int d = 0; d < dots.size(); d++) {
            Dot dot = dots.get(d);
            // The first warm dot ends the dashed line too, so that the curve has no gap.
            boolean joint = !warm && dot.warm && d > 0 && !dots.get(d - 1).warm;
            if (dot.warm == warm || joint) {
                data.add(List.of(dot.step, dot.seconds * scale.perSecond(), dot.steps, dot.launches));
            }
        }
        return object(
                "type", "line",
                "name", cell.label(),
                "data", data,
                "encode", object("x", 0, "y", 1),
                "symbol", Option.shape(i),
                "symbolSize", data.size() > ALONE ? 3 : 6,
                "color", Option.colour(i),
                "lineStyle", object("width", 1.5, "type", warm ? "solid" : "dashed"));
    }

    /**
     * A mark of the curve.
     *
     * @param step its first step, from 1
     * @param steps how many steps it stands for
     * @param launches launches that had them
     * @param seconds median of them all
     * @param warm whether they count
     */
    private record Dot(int step, int steps, int launches, double seconds, boolean warm) {}

    /** A line at the first step that counts. */
    private static Map<String, Object> begin(Shown cell, StepLog log) {
        double[] begins = cell.point().sample().launches().stream()
                .mapToDouble(launch -> log.begin(launch) + 1)
                .toArray();
        return object(
                "symbol", "none",
                "silent", true,
                "label", object("show", false),
                "lineStyle", object("type", "dotted", "width", 1.5),
                "data", List.of(object("xAxis", Sample.of(begins).median())));
    }

    /** Steps that share a mark. */
    private record Bucket(int number, boolean counts) {}

    private static List<Dot> dots(Shown cell, StepLog log) {
        Map<Bucket, List<SampleRow>> buckets = new LinkedHashMap<>();
        for (LaunchSample launch : cell.point().sample().launches()) {
            int begin = log.begin(launch);
            for (SampleRow row : log.steps(launch.launch().launch())) {
                if (Sample.isTime(row.seconds())) {
                    buckets.computeIfAbsent(
                                    new Bucket(bucket(row.step() + 1), row.step() >= begin), b -> new ArrayList<>())
                            .add(row);
                }
            }
        }
        return buckets.entrySet().stream()
                .map(bucket -> dot(bucket.getValue(), bucket.getKey().counts()))
                .sorted(Comparator.comparingInt(Dot::step).thenComparing(Dot::warm))
                .toList();
    }

    private static int bucket(int step) {
        return step <= ALONE ? step : ALONE + (int) (Math.log((double) step / ALONE) / Math.log(GROWTH));
    }

    private static Dot dot(List<SampleRow> rows, boolean counts) {
        int first = rows.stream().mapToInt(SampleRow::step).min().orElse(0);
        int last = rows.stream().mapToInt(SampleRow::step).max().orElse(0);
        int launches =
                (int) rows.stream().mapToInt(SampleRow::launch).distinct().count();
        double median = Sample.of(rows.stream().mapToDouble(SampleRow::seconds).toArray())
                .median();
        return new Dot(first + 1, last - first + 1, launches, median, counts);
    }
}
