package rxt.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import rxt.analysis.Analysis;
import rxt.record.StudyFile;
import rxt.report.JsonReport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HtmlReportTest {
    private static final Pattern TABLE = Pattern.compile("<table>.*?</table>", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("[0-9.]+(e[-+]?[0-9]+)?");
    private static final Map<String, Double> UNITS = Map.of("s", 1.0, "ms", 1e-3, "µs", 1e-6, "ns", 1e-9);
    private static final Map<String, List<String>> TIPS = Map.of(
            "median", List.of("median_seconds", "low", "high"),
            "speed-up", List.of("speedup", "speedup_low", "speedup_high"),
            "efficiency", List.of("efficiency", "efficiency_low", "efficiency_high"),
            "times the best", List.of("ratio_to_best", "ratio_low", "ratio_high"),
            "95 % of steps within", List.of("p95_seconds"),
            "slowest step", List.of("max_seconds"));

    private final StudyFile file = PageStudy.rich();
    private final Analysis analysis = Analysis.of(file);
    private final String page = HtmlReport.of(file, analysis);
    private final JsonNode rows =
            JsonMapper.shared().readTree(JsonReport.of(analysis)).get("rows");

    @Test
    void everyNumberOfATableIsThatOfAnalyzeJson() {
        assertThat(checkTables(page)).isGreaterThan(200);
    }

    @Test
    void aWrongNumberIsFound() {
        Matcher field = Pattern.compile("<td>([0-9])").matcher(page);
        assertThat(field.find()).isTrue();
        String digit = field.group(1).equals("9") ? "8" : "9";
        String wrong = page.substring(0, field.start(1)) + digit + page.substring(field.end(1));
        assertThatThrownBy(() -> checkTables(wrong)).isInstanceOf(AssertionError.class);
    }

    private int checkTables(String text) {
        int checked = 0;
        for (MatchResult table : TABLE.matcher(text).results().toList()) {
            List<String> columns = found("<th scope=\"col\"(?: data-columns=\"([^\"]*)\")?>", table.group());
            for (MatchResult row : Pattern.compile("<tr data-row=\"([0-9]+)\">(.*)</tr>")
                    .matcher(table.group())
                    .results()
                    .toList()) {
                List<String> fields = found("<t[hd][^>]*>(.*?)</t[hd]>", row.group(2));
                assertThat(fields).hasSameSizeAs(columns);
                for (int c = 0; c < columns.size(); c++) {
                    if (columns.get(c) != null && !fields.get(c).isEmpty()) {
                        List<String> names = List.of(columns.get(c).split(" ", -1));
                        boolean whole = names.size() == 1 || fields.get(c).contains("[");
                        check(
                                fields.get(c),
                                rows.get(Integer.parseInt(row.group(1))),
                                whole ? names : names.subList(0, 1));
                        checked++;
                    }
                }
            }
        }
        return checked;
    }

    /** The first group of each match, null where it took no part. */
    private static List<String> found(String pattern, String text) {
        List<String> found = new ArrayList<>();
        Pattern.compile(pattern).matcher(text).results().forEach(match -> found.add(match.group(1)));
        return found;
    }

    @Test
    void everyNumberOfATooltipIsThatOfAnalyzeJson() throws IOException {
        int checked = 0;
        JsonNode tips = drawings().get("tips");
        assertThat(tips.size()).isEqualTo(rows.size());
        for (int r = 0; r < rows.size(); r++) {
            JsonNode row = rows.get(r);
            assertThat(tips.get(r).get(0).asString())
                    .isEqualTo(row.get("ranks") + "×" + row.get("threads") + " "
                            + row.get("transport").asString());
            for (JsonNode line : tips.get(r)) {
                String[] parts = line.asString().split(": ", 2);
                if (parts.length == 2 && TIPS.containsKey(parts[0])) {
                    List<String> columns = TIPS.get(parts[0]);
                    check(parts[1], row, parts[1].contains("[") ? columns : columns.subList(0, 1));
                    checked++;
                }
            }
        }
        assertThat(checked).isGreaterThan(100);
    }

    @Test
    void everyPointOfAScalingFigureIsThatOfAnalyzeJson() throws IOException {
        int checked = 0;
        for (Map.Entry<String, JsonNode> figure : drawings().get("figures").properties()) {
            String column = figure.getKey().contains("efficiency") ? "efficiency" : "speedup";
            if (figure.getKey().contains(column.equals("speedup") ? "speed-up" : column)) {
                for (JsonNode mark : figure.getValue().get("series").findParents("row")) {
                    JsonNode row = rows.get(mark.get("row").asInt());
                    double real = row.get(column).asDouble();
                    assertThat(mark.get("value").get(1).asDouble()).isCloseTo(real, within(1e-5 * real));
                    checked++;
                }
            }
        }
        assertThat(checked).isEqualTo(42);
    }

    @Test
    void holdsTheRowsOfAnalyzeJson() {
        JsonNode embedded = JsonMapper.shared().readTree(element("rows"));
        assertThat(embedded.get("rows").size()).isEqualTo(rows.size());
        for (int r = 0; r < rows.size(); r++) {
            assertThat(embedded.get("columns").size() + embedded.get("same").size())
                    .isEqualTo(rows.get(r).size());
            for (Map.Entry<String, JsonNode> same : embedded.get("same").properties()) {
                assertThat(same.getValue()).isEqualTo(rows.get(r).get(same.getKey()));
            }
            for (int c = 0; c < embedded.get("columns").size(); c++) {
                assertThat(embedded.get("rows").get(r).get(c))
                        .isEqualTo(
                                rows.get(r).get(embedded.get("columns").get(c).asString()));
            }
        }
    }

    @Test
    void textOfTheFileCannotBecomeMarkup() {
        assertThat(page).contains("&lt;see \"limits\"&gt;").doesNotContain("name: rich # </script>");
        assertThat(page.split("</script>", -1)).hasSize(6);
    }

    @Test
    void everyCellWithoutATimeHasItsReason() {
        assertThat(page).contains("exit code 137: out of memory", "rank 3 made no progress in 60 s");
        StudyFile nothing = PageStudy.nothing();
        String empty = HtmlReport.of(nothing, Analysis.of(nothing));
        assertThat(empty)
                .contains("class=\"verdict invalid\"", "out of heap", "sum is 2 and not 1")
                .doesNotContain("class=\"verdict valid\"");
    }

    @Test
    void oneStepHasNoInterval() {
        StudyFile single = PageStudy.single();
        assertThat(HtmlReport.of(single, Analysis.of(single)))
                .contains("(no interval)", "no other split to compare with");
    }

    @Test
    void aLongReportStaysBelowThreeMegabytes() {
        StudyFile large = PageStudy.large(26, 2, 20);
        assertThat(HtmlReport.of(large, Analysis.of(large)).length()).isBetween(1_000_000, 3_000_000);
    }

    private String element(String id) {
        Matcher element = Pattern.compile("id=\"" + id + "\">(.*?)</script>", Pattern.DOTALL)
                .matcher(page);
        assertThat(element.find()).isTrue();
        return element.group(1);
    }

    private JsonNode drawings() throws IOException {
        byte[] bytes = Base64.getDecoder().decode(element("drawings"));
        return JsonMapper.shared().readTree(new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes());
    }

    /** The numbers in {@code text} are those columns of {@code row}, to the digits that are shown. */
    private static void check(String text, JsonNode row, List<String> columns) {
        List<String> numbers =
                NUMBER.matcher(text).results().map(MatchResult::group).toList();
        assertThat(numbers).as(text).hasSameSizeAs(columns);
        Matcher unit = Pattern.compile(" (s|ms|µs|ns)\\b", Pattern.UNICODE_CHARACTER_CLASS)
                .matcher(text);
        double factor = unit.find() ? UNITS.get(unit.group(1)) : 1;
        for (int i = 0; i < numbers.size(); i++) {
            double real = row.get(columns.get(i)).asDouble();
            Offset<Double> digits = factor == 1 && !text.endsWith("s") ? within(0.0051) : within(Math.abs(real) * 6e-4);
            assertThat(Double.parseDouble(numbers.get(i)) * factor)
                    .as(text + " " + columns)
                    .isCloseTo(real, digits);
        }
    }
}
