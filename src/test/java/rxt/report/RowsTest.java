package rxt.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import rxt.analysis.Analysis;
import rxt.analysis.Point;
import rxt.analysis.Summary;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RowsTest {
    private static final String[] PROMISED = {
        "kernel",
        "params",
        "nodes",
        "ranks",
        "threads",
        "transport",
        "median_seconds",
        "low",
        "high",
        "speedup",
        "efficiency",
        "best",
        "tied",
        "valid"
    };

    private final Analysis analysis = ReportStudy.analysis();

    @Test
    void jsonHasAFlatRowForEachPlannedCell() {
        JsonNode rows = rows(JsonReport.of(analysis));
        assertThat(rows.size()).isEqualTo(analysis.points().size());
        List<String> columns = List.copyOf(rows.get(0).propertyNames());
        assertThat(columns).startsWith(PROMISED);
        for (JsonNode row : rows) {
            assertThat(row.propertyNames()).containsExactlyElementsOf(columns);
            assertThat(row.values()).allMatch(JsonNode::isValueNode);
        }
    }

    @Test
    void numbersKeepAllTheirDigits() {
        JsonNode rows = rows(JsonReport.of(analysis));
        for (int i = 0; i < rows.size(); i++) {
            Point point = analysis.points().get(i);
            JsonNode median = rows.get(i).get("median_seconds");
            if (point.summary().isPresent()) {
                assertThat(median.asDouble())
                        .isEqualTo(point.summary().map(Summary::median).orElseThrow());
            } else {
                assertThat(median.isNull()).isTrue();
            }
        }
    }

    @Test
    void absentIntervalsAreNull() {
        JsonNode row = row("pi", 1, 2, "local");
        assertThat(row.get("median_seconds").asDouble()).isEqualTo(14e-6);
        assertThat(row.get("low").isNull()).isTrue();
        assertThat(row.get("high").isNull()).isTrue();
        assertThat(row.get("speedup_low").isNull()).isTrue();
    }

    @Test
    void oneBestForEachProblemAndItsLabels() {
        List<String> best = new ArrayList<>();
        for (JsonNode row : rows(JsonReport.of(analysis))) {
            if (row.get("best").asBoolean()) {
                best.add(row.get("kernel").asString() + row.get("ranks") + row.get("threads"));
            }
        }
        assertThat(best).containsExactly("gemm21", "pi12");
        assertThat(row("gemm", 2, 1, "openmpi").get("flag").asString()).isEqualTo("superlinear");
        assertThat(row("gemm", 2, 2, "mpj").get("oversubscribed").asBoolean()).isTrue();
        assertThat(row("gemm", 2, 1, "mpj").get("shared_jvm").asBoolean()).isTrue();
        assertThat(row("gemm", 4, 1, "mpj").get("status").asString()).isEqualTo("hung");
        assertThat(row("gemm", 4, 1, "mpj").get("valid").asBoolean()).isFalse();
        assertThat(row("gemm", 1, 2, "openmpi").get("refused_launches").asInt()).isEqualTo(1);
        assertThat(row("gemm", 2, 1, "mpj").get("tied").asBoolean()).isFalse();
        assertThat(row("pi", 1, 1, "local").get("tied").isNull())
                .as("of one launch, so not compared")
                .isTrue();
    }

    @Test
    void csvHoldsWhatJsonHolds() {
        List<List<String>> lines = parse(CsvReport.of(analysis));
        JsonNode rows = rows(JsonReport.of(analysis));
        assertThat(lines.getFirst()).containsExactlyElementsOf(rows.get(0).propertyNames());
        assertThat(lines).hasSize(rows.size() + 1);
        for (int i = 0; i < rows.size(); i++) {
            List<String> expected = rows.get(i).values().stream()
                    .map(value -> value.isNull() ? "" : value.asString())
                    .toList();
            assertThat(lines.get(i + 1)).isEqualTo(expected);
        }
    }

    @Test
    void sameInEveryLocale() {
        String csv = CsvReport.of(analysis);
        String json = JsonReport.of(analysis);
        Locale locale = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(CsvReport.of(analysis)).isEqualTo(csv);
            assertThat(JsonReport.of(analysis)).isEqualTo(json);
        } finally {
            Locale.setDefault(locale);
        }
    }

    private JsonNode row(String kernel, int ranks, int threads, String transport) {
        for (JsonNode row : rows(JsonReport.of(analysis))) {
            if (row.get("kernel").asString().equals(kernel)
                    && row.get("ranks").asInt() == ranks
                    && row.get("threads").asInt() == threads
                    && row.get("transport").asString().equals(transport)) {
                return row;
            }
        }
        throw new AssertionError("no row " + kernel + " " + ranks + "×" + threads + " " + transport);
    }

    private static JsonNode rows(String json) {
        return JsonMapper.shared().readTree(json).get("rows");
    }

    /** RFC 4180, by hand, so that the writer is not its own judge. */
    private static List<List<String>> parse(String csv) {
        List<List<String>> lines = new ArrayList<>();
        List<String> line = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < csv.length(); i++) {
            char c = csv.charAt(i);
            if (quoted && c == '"' && i + 1 < csv.length() && csv.charAt(i + 1) == '"') {
                field.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ',' || c == '\n')) {
                line.add(field.toString());
                field.setLength(0);
                if (c == '\n') {
                    lines.add(line);
                    line = new ArrayList<>();
                }
            } else if (quoted || c != '\r') {
                field.append(c);
            }
        }
        return lines;
    }
}
