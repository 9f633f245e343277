package rxt.report.page;

import static rxt.report.page.Option.object;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import rxt.record.SpanRow;
import rxt.report.Numbers;
import rxt.report.TimeScale;

/** What the workers of a launch did in its last step: a row for each of them, a bar for each thing. */
final class GanttChart {
    /** More bars are too narrow to be seen. */
    static final int MOST = 400;

    private static final double MS = 1e3;
    private static final int ROW = 34;
    private static final int LEGEND = 24;
    private static final int AXIS = 50;
    private static final int PIXELS_A_CHARACTER = 7;
    private static final int PIXELS_A_NAME = 46;
    private static final int LEAST_WIDTH = 520;

    /** Where the colours end, which are told apart by everybody. */
    private static final String ANY_OTHER = "#8b949e";

    /** A worker of a rank. */
    private record Worker(int rank, int number) {
        static Worker of(SpanRow span) {
            return new Worker(span.rank(), span.worker());
        }
    }

    private final int all;
    private final List<SpanRow> drawn;
    private final List<Worker> workers;

    /** Of the spans of one launch, of which there is at least one. */
    GanttChart(List<SpanRow> spans) {
        all = spans.size();
        drawn = spans.stream()
                .sorted(Comparator.comparingDouble(SpanRow::beginSeconds))
                .limit(MOST)
                .toList();
        workers = spans.stream()
                .map(Worker::of)
                .distinct()
                .sorted(Comparator.comparingInt(Worker::rank).thenComparingInt(Worker::number))
                .toList();
    }

    /**
     * What charts beside each other have in common.
     *
     * @param end when the last bar of all ends, in seconds
     * @param names what is done; each has the same colour in all charts
     */
    record Frame(double end, List<String> names) {
        static Frame of(List<GanttChart> charts) {
            return new Frame(
                    charts.stream()
                            .flatMap(chart -> chart.drawn.stream())
                            .mapToDouble(SpanRow::endSeconds)
                            .max()
                            .orElse(0),
                    charts.stream()
                            .flatMap(chart -> chart.drawn.stream())
                            .map(SpanRow::what)
                            .distinct()
                            .toList());
        }
    }

    /** The chart beside others. */
    Figure figure(String name, String title, Frame frame) {
        String cut = all > drawn.size()
                ? " The first " + Numbers.text(MS * drawn.getLast().beginSeconds()) + " ms: " + MOST + " of " + all
                        + " bars."
                : "";
        return new Figure(
                name,
                title,
                "What each worker did in the last step of one launch."
                        + (hasRanks() ? " Each rank has a clock of its own." : "") + cut,
                top() + ROW * workers.size() + AXIS,
                LEAST_WIDTH,
                option(frame));
    }

    /** Below the legend, in as many lines as it needs where the chart is narrowest. */
    private int top() {
        int width = drawn.stream()
                .map(SpanRow::what)
                .distinct()
                .mapToInt(what -> PIXELS_A_NAME + PIXELS_A_CHARACTER * what.length())
                .sum();
        return 12 + LEGEND * Math.ceilDiv(width, LEAST_WIDTH - PIXELS_A_NAME);
    }

    private Map<String, Object> option(Frame frame) {
        Map<String, Object> option = Option.base();
        option.put("grid", object("left", 12, "right", 24, "top", top(), "bottom", 44, "containLabel", true));
        option.put("legend", object("top", 4, "itemGap", 14));
        Map<String, Object> x = Option.axis("value", "since the step began, ms", 28);
        x.put("min", 0);
        x.put("max", round(MS * frame.end()));
        option.put("xAxis", x);
        option.put(
                "yAxis",
                object(
                        "type",
                        "category",
                        "inverse",
                        true,
                        "data",
                        workers.stream().map(this::title).toList(),
                        "axisTick",
                        object("show", false)));
        List<Object> series = new ArrayList<>();
        for (String what : frame.names()) {
            List<SpanRow> spans =
                    drawn.stream().filter(span -> span.what().equals(what)).toList();
            if (!spans.isEmpty()) {
                series.add(series(what, spans, frame.names().indexOf(what)));
            }
        }
        option.put("series", series);
        return option;
    }

    /** The end of an axis: up to the next half of a power of ten. */
    private static double round(double end) {
        double half = end > 0 ? Math.pow(10, Math.floor(Math.log10(end))) / 2 : 1;
        return half * Math.ceil(end / half);
    }

    /** By what tells them apart. */
    private String title(Worker worker) {
        if (!hasRanks()) {
            return "worker " + worker.number();
        }
        boolean alone = workers.stream().allMatch(any -> any.number() == 0);
        return "rank " + worker.rank() + (alone ? "" : ", worker " + worker.number());
    }

    private boolean hasRanks() {
        return workers.stream().mapToInt(Worker::rank).distinct().count() > 1;
    }

    private Map<String, Object> series(String what, List<SpanRow> spans, int place) {
        return object(
                "type",
                "custom",
                "name",
                what,
                "renderItem",
                Option.function("span"),
                "encode",
                object("x", List.of(1, 2), "y", 0),
                "color",
                place < Option.colours() ? Option.colour(place) : ANY_OTHER,
                "data",
                spans.stream().map(this::bar).toList());
    }

    private Map<String, Object> bar(SpanRow span) {
        return object(
                "value",
                List.of(workers.indexOf(Worker.of(span)), MS * span.beginSeconds(), MS * span.endSeconds()),
                "lines",
                List.of(
                        span.what(),
                        TimeScale.text(span.endSeconds() - span.beginSeconds()),
                        "from " + Numbers.text(MS * span.beginSeconds()) + " ms",
                        "rank " + span.rank() + ", worker " + span.worker()));
    }
}
