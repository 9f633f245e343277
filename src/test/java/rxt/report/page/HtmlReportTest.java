package rxt.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rxt.analysis.Analysis;
import rxt.record.StudyFile;
import rxt.report.JsonReport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HtmlReportTest {
    private static final Pattern TABLE =
            Pattern.compile("<table(?: data-of=\"([^\"]*)\")?>.*?</table>", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("-?[0-9.]+(e[-+]?[0-9]+)?");
    private static final Map<String, Double> UNITS =
            Map.of("s", 1.0, "ms", 1e-3, "µs", 1e-6, "ns", 1e-9, "%", 1e-2, "GFLOP/s", 1e9, "GB/s", 1e9);
    private static final Pattern UNIT = Pattern.compile(" (s|ms|µs|ns|%|GFLOP/s|GB/s)(?![\\w/])");
    private static final Pattern ROW = Pattern.compile("<tr data-row=\"([0-9]+)\">(.*)</tr>");
    private static final Map<String, List<String>> TIPS = Map.of(
            "median", List.of("median_seconds", "low", "high"),
            "speed-up", List.of("speedup", "speedup_low", "speedup_high"),
            "efficiency", List.of("efficiency", "efficiency_low", "efficiency_high"),
            "times the best", List.of("ratio_to_best", "ratio_low", "ratio_high"),
            "95 % of steps within", List.of("p95_seconds"),
            "slowest step", List.of("max_seconds"));

    private final StudyFile file = PageStudy.rich();
    private final Analysis analysis = Analysis.of(file);
    private final String page = HtmlReport.of(file, analysis, List.of());
    private final JsonNode json = JsonMapper.shared().readTree(JsonReport.of(analysis));
    private final JsonNode rows = json.get("rows");

    @Test
    void everyNumberOfATableIsThatOfAnalyzeJson() {
        Map<String, Integer> checked = checkTables(page);
        assertThat(checked.keySet())
                .contains("/rows", "/models/0/laws", "/models/0/forecasts", "/models/0/karp_flatt/entries");
        assertThat(checked.get("/rows")).isGreaterThan(600);
        assertThat(checked.get("/models/1/laws")).isGreaterThan(15);
    }

    @Test
    void everySentenceIsThatOfAnalyzeJson() {
        for (JsonNode answer : json.get("answers")) {
            answer.get("text")
                    .asString()
                    .lines()
                    .forEach(line -> assertThat(page).contains("<p>" + line + "</p>"));
        }
        assertThat(json.get("drifts").size()).isEqualTo(3);
        for (JsonNode drift : json.get("drifts")) {
            assertThat(page).contains("<p class=\"quiet\">" + drift.get("text").asString() + "</p>");
        }
        for (JsonNode row : rows) {
            assertThat(page).contains(row.get("losses").asString(""));
        }
    }

    @Test
    void showsLawsRefusalsUnsettledAndCappedCells() {
        assertThat(page)
                .contains("Amdahl, chosen", "beyond twice the measured range", "left out: 1 oversubscribed")
                .contains("Amdahl has 3 points to fit; it needs 4 or more", "Roofline of this machine: ")
                .contains("no steady state in 6 of 6 launches", "<td>unsettled</td>", "<td>launch-cap</td>")
                .containsPattern("<td class=\"a\">[0-7]?[0-9] % !</td>")
                .containsPattern("<td>(9|8)[0-9] %</td>");
    }

    @Test
    void everyAlertIsAnEfficiencyBelowEightyPercent() {
        int alerts = 0;
        String table = TABLE.matcher(page)
                .results()
                .map(MatchResult::group)
                .filter(text -> text.contains(">Efficiencies of the median launch"))
                .findFirst()
                .orElseThrow();
        List<String> columns = columns(table);
        for (MatchResult row : ROW.matcher(table).results().toList()) {
            List<String> fields = found("<t[hd]([^>]*)>", row.group(2));
            for (int c = 1; c < columns.size(); c++) {
                if (columns.get(c) != null) {
                    double real = rows.get(Integer.parseInt(row.group(1)))
                            .get(columns.get(c).split(" ", -1)[0])
                            .asDouble();
                    assertThat(fields.get(c).contains("class=\"a\"")).isEqualTo(real < 0.8);
                    alerts += real < 0.8 ? 1 : 0;
                }
            }
        }
        assertThat(alerts).isGreaterThan(20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<td>([0-9])[0-9.]* ms",
                "<td>([1-9])[0-9] %</td>",
                "<td>([0-9])[0-9.]* GFLOP/s",
                "<td>γ ([0-9])",
                "further measurement.*?<td>([0-9])",
                "serial fraction</th>.*?<td>0.([0-9])"
            })
    void aWrongNumberIsFound(String place) {
        Matcher field = Pattern.compile(place, Pattern.DOTALL).matcher(page);
        assertThat(field.find()).isTrue();
        String digit = field.group(1).equals("9") ? "8" : "9";
        String wrong = page.substring(0, field.start(1)) + digit + page.substring(field.end(1));
        assertThatThrownBy(() -> checkTables(wrong)).isInstanceOf(AssertionError.class);
    }

    /** How many fields of each list of the JSON are right. */
    private Map<String, Integer> checkTables(String text) {
        Map<String, Integer> checked = new TreeMap<>();
        for (MatchResult table : TABLE.matcher(text).results().toList()) {
            String of = table.group(1) == null ? "/rows" : table.group(1);
            List<String> columns = columns(table.group());
            for (MatchResult row : ROW.matcher(table.group()).results().toList()) {
                JsonNode real = json.at(of).get(Integer.parseInt(row.group(1)));
                List<String> fields = found("<t[hd][^>]*>(.*?)</t[hd]>", row.group(2));
                assertThat(fields).hasSameSizeAs(columns);
                for (int c = 0; c < columns.size(); c++) {
                    if (columns.get(c) != null && !fields.get(c).isEmpty()) {
                        List<String> names = List.of(columns.get(c).split(" ", -1));
                        boolean whole = names.size() == 1 || fields.get(c).contains("[");
                        check(fields.get(c), real, whole ? names : names.subList(0, 1));
                        checked.merge(of, 1, Integer::sum);
                    }
                }
            }
        }
        return checked;
    }

    /** The columns of the JSON that each column of a table shows, null where it shows words. */
    private static List<String> columns(String table) {
        return found("<th scope=\"col\"(?: data-columns=\"([^\"]*)\")?>", table);
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
        assertThat(checked).isEqualTo(48);
    }

    @Test
    void everyPointOfALawAndOfTheRoofIsThatOfAnalyzeJson() throws IOException {
        int checked = 0;
        for (Map.Entry<String, JsonNode> figure : drawings().get("figures").properties()) {
            boolean law = figure.getKey().contains("-law-");
            if (law || figure.getKey().equals("study-roofline")) {
                String unit = figure.getValue().at("/yAxis/name").asString();
                double perUnit = UNITS.get(unit.substring(unit.lastIndexOf(' ') + 1));
                for (JsonNode mark : figure.getValue().get("series").findParents("row")) {
                    double real = rows.get(mark.get("row").asInt())
                            .get(law ? "median_seconds" : "flop_per_second")
                            .asDouble();
                    assertThat(mark.at("/value/1").asDouble() * perUnit).isCloseTo(real, within(1e-5 * real));
                    checked++;
                }
            }
        }
        assertThat(checked).isEqualTo(20);
    }

    @Test
    void marksWhereTheSteadyStateBegins() throws IOException {
        JsonNode lines = drawings().at("/figures/1-gemm-steps/series");
        // Six steps are the study's warm-up; these launches are still slower then.
        assertThat(lines.findValues("xAxis"))
                .hasSize(6)
                .allMatch(begin -> begin.asDouble() > 7 && begin.asDouble() < 20);
    }

    @Test
    void holdsTheRowsOfAnalyzeJson() throws IOException {
        JsonNode embedded = unpacked("rows");
        assertThat(embedded.get("rows").size()).isEqualTo(rows.size());
        for (int r = 0; r < rows.size(); r++) {
            assertThat(embedded.get("columns").size() + embedded.get("same").size())
                    .isEqualTo(rows.get(r).size());
            for (Map.Entry<String, JsonNode> same : embedded.get("same").properties()) {
                assertThat(same.getValue()).isEqualTo(rows.get(r).get(same.getKey()));
            }
            for (int c = 0; c < embedded.get("columns").size(); c++) {
                JsonNode real = rows.get(r).get(embedded.get("columns").get(c).asString());
                JsonNode shown = embedded.get("rows").get(r).get(c);
                if (real.isNumber()) {
                    assertThat(shown.asDouble()).isCloseTo(real.asDouble(), within(1e-7 * Math.abs(real.asDouble())));
                } else {
                    assertThat(shown).isEqualTo(real);
                }
            }
        }
    }

    private JsonNode drawings() throws IOException {
        return unpacked("drawings");
    }

    private JsonNode unpacked(String id) throws IOException {
        return Drawings.unpacked(page, id);
    }

    /** The numbers in {@code text} are those columns of {@code row} that are finite, to the digits that are shown. */
    private static void check(String text, JsonNode row, List<String> columns) {
        List<String> numbers =
                NUMBER.matcher(text).results().map(MatchResult::group).toList();
        List<JsonNode> reals = columns.stream()
                .map(column -> row.at("/" + column))
                .filter(real -> !real.isNull())
                .toList();
        assertThat(reals).as(text + columns).noneMatch(JsonNode::isMissingNode).hasSameSizeAs(numbers);
        Matcher unit = UNIT.matcher(text);
        double factor = unit.find() ? UNITS.get(unit.group(1)) : 1;
        for (int i = 0; i < numbers.size(); i++) {
            BigDecimal number = new BigDecimal(numbers.get(i));
            double real = reals.get(i).asDouble();
            // Zeros at the end of a long whole number are no digits.
            double digits = number.scale() == 0 && number.precision() > 4
                    ? 6e-4 * Math.abs(real)
                    : 0.501 * number.ulp().doubleValue() * factor;
            assertThat(number.doubleValue() * factor).as(text + " " + columns).isCloseTo(real, within(digits));
        }
    }
}
