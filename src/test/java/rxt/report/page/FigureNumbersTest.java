package rxt.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static rxt.analysis.SyntheticStudy.gemm;
import static rxt.report.page.Drawings.figure;
import static rxt.report.page.Drawings.perUnit;
import static rxt.report.page.Drawings.series;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rxt.analysis.Analysis;
import rxt.analysis.LaunchSample;
import rxt.analysis.Point;
import rxt.analysis.Sample;
import rxt.analysis.SyntheticStudy;
import rxt.record.LaunchRow;
import rxt.record.SampleRow;
import rxt.record.StudyFile;
import rxt.report.JsonReport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Everything drawn that is no number of a table: intervals, ideal lines, the roof, shares, boxes, the warm-up curve. */
class FigureNumbersTest {
    private static final double DIGITS = 2e-5;

    private final StudyFile file = PageStudy.rich();
    private final Analysis analysis = Analysis.of(file);
    private final String page = HtmlReport.of(file, analysis, List.of());
    private final JsonNode rows =
            JsonMapper.shared().readTree(JsonReport.of(analysis)).get("rows");

    @Test
    void intervalsAreThoseOfAnalyzeJson() throws IOException {
        int checked = 0;
        for (String transport : List.of("ffm", "mpj")) {
            for (String column : List.of("speedup", "efficiency")) {
                String name = "1-gemm-" + column.replace("speedup", "speed-up") + "-" + transport;
                for (JsonNode intervals : series(figure(page, name), "custom", "")) {
                    int threads = threads(intervals);
                    for (JsonNode drawn : intervals.get("data")) {
                        JsonNode row = row(drawn.get(0).asInt() / threads, threads, transport);
                        near(drawn.get(1), row.get(column + "_low").asDouble());
                        near(drawn.get(2), row.get(column + "_high").asDouble());
                        assertThat(drawn.get(1).asDouble())
                                .isLessThan(drawn.get(2).asDouble());
                        checked++;
                    }
                }
            }
        }
        // Both columns of both transports' nine splits; the base case has no interval.
        assertThat(checked).isEqualTo(2 * 2 * 8);
    }

    /** The base case has two workers: ideal is 1 at two and 4 at eight. */
    @Test
    void theIdealLineGoesThroughTheBaseCase() throws IOException {
        StudyFile study = new SyntheticStudy()
                .cell(gemm(2, 1, "ffm"))
                .around(4, 6, 10)
                .cell(gemm(4, 1, "ffm"))
                .around(2.1, 6, 10)
                .cell(gemm(8, 1, "ffm"))
                .around(1.2, 6, 10)
                .file();
        String text = HtmlReport.of(study, Analysis.of(study), List.of());
        assertThat(ideal(text, "speed-up")).isEqualTo("[[2,1],[8,4]]");
        assertThat(ideal(text, "efficiency")).isEqualTo("[[2,1],[8,1]]");
    }

    /** In decimals the ticks of oversubscribed cells need more room than an axis has. */
    @Test
    void aSpeedUpFarBelowOneHasTicksOfFractions() throws IOException {
        try (SvgDrawing drawing = new SvgDrawing()) {
            for (var tick : Map.of(9.0, ">1/1024<", 40.0, ">1/1048576<").entrySet()) {
                assertThat(drawing.of(speedUpWhereOthersTake(tick.getKey()), 640, 360))
                        .contains(tick.getValue(), ">1024<")
                        .doesNotContainPattern(">[0-9./]*(0\\.|e-)");
            }
        }
    }

    /** A figure of 10 ms at 1×1, and so many seconds at 8×1 and 64×1. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> speedUpWhereOthersTake(double seconds) throws IOException {
        StudyFile study = new SyntheticStudy()
                .cell(gemm(1, 1, "ffm"))
                .around(0.01, 6, 10)
                .cell(gemm(8, 1, "ffm"))
                .around(seconds, 6, 10)
                .cell(gemm(64, 1, "ffm"))
                .around(seconds, 6, 10)
                .file();
        String text = HtmlReport.of(study, Analysis.of(study), List.of());
        return JsonMapper.shared().convertValue(figure(text, "1-gemm-speed-up-ffm"), Map.class);
    }

    private static String ideal(String text, String name) throws IOException {
        List<JsonNode> lines = series(figure(text, "1-gemm-" + name + "-ffm"), "line", "ideal");
        assertThat(lines).hasSize(1);
        return lines.getFirst().get("data").toString();
    }

    /** The roof is straight between its corners on logarithmic axes. */
    @Test
    void theRoofIsThatOfAnalyzeJson() throws IOException {
        JsonNode roof = series(figure(page, "study-roofline"), "line", "roof")
                .getFirst()
                .get("data");
        assertThat(roof).hasSize(3);
        int checked = 0;
        for (JsonNode row : rows) {
            if (row.get("best").asBoolean() && row.get("flop_per_byte").isNumber()) {
                double x = row.get("flop_per_byte").asDouble();
                JsonNode left = roof.get(x < roof.at("/1/0").asDouble() ? 0 : 1);
                JsonNode right = roof.get(x < roof.at("/1/0").asDouble() ? 1 : 2);
                double part = Math.log(x / left.get(0).asDouble())
                        / Math.log(right.get(0).asDouble() / left.get(0).asDouble());
                double drawn = left.get(1).asDouble()
                        * Math.pow(right.get(1).asDouble() / left.get(1).asDouble(), part);
                double real = row.get("roof_flop_per_second").asDouble() / 1e9;
                assertThat(drawn).isCloseTo(real, within(10 * DIGITS * real));
                checked++;
            }
        }
        assertThat(checked).isEqualTo(2);
    }

    @Test
    void theColourOfAFieldIsTheShareOfTheBestSpeed() throws IOException {
        int checked = 0;
        for (String name : List.of("1-gemm-heat-map-ffm", "1-gemm-heat-map-mpj", "2-pi-heat-map-ffm")) {
            for (JsonNode field : figure(page, name).at("/series/0/data")) {
                JsonNode row = rows.get(field.get("row").asInt());
                near(field.at("/value/2"), 100 * cost(best(row)) / cost(row));
                checked++;
            }
        }
        assertThat(checked).isEqualTo(9 + 9 + 3);
    }

    private static double cost(JsonNode row) {
        double seconds = row.get("median_seconds").asDouble();
        return row.get("scaling").asString().equals("weak")
                ? seconds / row.get("workers").asDouble()
                : seconds;
    }

    private JsonNode best(JsonNode like) {
        for (JsonNode row : rows) {
            if (row.get("best").asBoolean() && row.get("kernel").equals(like.get("kernel"))) {
                return row;
            }
        }
        throw new AssertionError("no best " + like);
    }

    @Test
    void boxesAreQuartilesAndWhiskersPercentiles() throws IOException {
        List<Point> points = analysis.points();
        JsonNode runTimes = figure(page, "1-gemm-run-times");
        double unit = perUnit(runTimes, "xAxis");
        List<JsonNode> boxes = new ArrayList<>();
        series(runTimes, "boxplot", "steady steps").getFirst().get("data").forEach(boxes::add);
        assertThat(boxes).hasSize(18);
        for (JsonNode box : boxes) {
            int number = box.get("row").asInt();
            Sample steps = Sample.union(points.get(number).sample().launches().stream()
                    .map(LaunchSample::steps)
                    .toList());
            for (int i = 0; i < 5; i++) {
                double percent = List.of(5, 25, 50, 75, 95).get(i);
                near(box.at("/value/" + i), (percent == 50 ? steps.median() : steps.percentile(percent)) / unit);
            }
            near(box.at("/value/4"), rows.get(number).get("p95_seconds").asDouble() / unit);
        }
        for (JsonNode slowest :
                series(runTimes, "scatter", "slowest step").getFirst().get("data")) {
            near(
                    slowest.at("/value/0"),
                    rows.get(slowest.get("row").asInt()).get("max_seconds").asDouble() / unit);
        }
    }

    /** Marks that hold the step of all launches; others part those that had settled. */
    @Test
    void theWarmUpCurveIsTheMedianOfEachStep() throws IOException {
        JsonNode steps = figure(page, "1-gemm-steps");
        double unit = perUnit(steps, "yAxis");
        int checked = 0;
        for (JsonNode line : series(steps, "line", "")) {
            List<Integer> launches = launches(line.get("name").asString());
            for (JsonNode dot : line.get("data")) {
                if (dot.get(2).asInt() == 1 && dot.get(3).asInt() == launches.size()) {
                    int step = dot.get(0).asInt() - 1;
                    double[] seconds = file.samples().stream()
                            .filter(s -> s.step() == step && launches.contains(s.launch()))
                            .mapToDouble(SampleRow::seconds)
                            .sorted()
                            .toArray();
                    int half = seconds.length / 2;
                    near(
                            dot.get(1),
                            (seconds.length % 2 == 1 ? seconds[half] : (seconds[half - 1] + seconds[half]) / 2) / unit);
                    checked++;
                }
            }
        }
        assertThat(checked).isGreaterThan(60);
    }

    private List<Integer> launches(String label) {
        int cell = file.cells().stream()
                .filter(row -> row.what().kernel().equals("gemm"))
                .filter(row -> label.equals(row.what().ranks() + "×"
                        + row.what().threads() + " " + row.what().transport()))
                .findFirst()
                .orElseThrow()
                .cell();
        return file.launches().stream()
                .filter(launch -> launch.cell() == cell)
                .map(LaunchRow::launch)
                .toList();
    }

    private static int threads(JsonNode series) {
        return Map.of("1 thread a rank", 1, "2 threads a rank", 2, "4 threads a rank", 4)
                .get(series.get("name").asString());
    }

    private JsonNode row(int ranks, int threads, String transport) {
        for (JsonNode row : rows) {
            if (row.get("kernel").asString().equals("gemm")
                    && row.get("ranks").asInt() == ranks
                    && row.get("threads").asInt() == threads
                    && row.get("transport").asString().equals(transport)) {
                return row;
            }
        }
        throw new AssertionError("no row " + ranks + "×" + threads + " " + transport);
    }

    private static void near(JsonNode drawn, double real) {
        assertThat(drawn.asDouble()).isCloseTo(real, within(DIGITS * Math.abs(real)));
    }
}
