package rxt.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static rxt.report.page.Drawings.figure;
import static rxt.report.page.Drawings.perUnit;
import static rxt.report.page.Drawings.series;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import rxt.analysis.Analysis;
import rxt.analysis.SyntheticStudy;
import rxt.analysis.claim.ClaimStudies;
import rxt.analysis.claim.Claims;
import rxt.analysis.claim.Exhibit;
import rxt.analysis.claim.Ruling;
import rxt.analysis.claim.StudyOfAllClaims;
import rxt.analysis.claim.Verdict;
import rxt.record.Cell;
import rxt.record.CellStatus;
import rxt.record.StudyFile;
import rxt.report.ClaimRows;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The cards of the claims: one for each that is measured, with the numbers of its row and the figures of its cells. */
class ClaimsPageTest {
    private static final double DIGITS = 1e-5;
    private static final Pattern CARD =
            Pattern.compile("<article class=\"claim\" id=\"claim-(c[0-9]+)\".*?</article>", Pattern.DOTALL);
    private static final Pattern NUMBERS =
            Pattern.compile("<strong>([^<]+)</strong>(?: \\[([^,]+), ([^\\]]+)\\])?( [a-z]+ of [0-9]+ launches)?,"
                    + " bound ([<>&a-z;]+) ([0-9.]+)</p>");

    private static final StudyFile FILE = StudyOfAllClaims.of(1.5);
    private static final Analysis ANALYSIS = Analysis.of(FILE);
    private static final List<Ruling> RULINGS = Claims.rule(FILE, ANALYSIS);
    private static final String PAGE = HtmlReport.of(FILE, ANALYSIS, List.of());

    private List<Ruling> measured() {
        return RULINGS.stream()
                .filter(ruling -> ruling.finding().verdict() != Verdict.NOT_MEASURED)
                .toList();
    }

    private List<MatchResult> cards() {
        return CARD.matcher(PAGE).results().toList();
    }

    /** A study of which a kernel alone was run: its page tells of that kernel's claim, and how many it has not. */
    @Test
    void whatAPartOfAStudyLeavesOutHasNoRow() {
        StudyFile part = new SyntheticStudy()
                .cell(of("gil", "release", "false"), CellStatus.SKIPPED, "left out by --only")
                .cell(of("spawn", "kind", "jvm"))
                .around(0.1, 4, 10)
                .cell(of("spawn", "kind", "platform"))
                .around(0.001, 4, 10)
                .file();
        String page = HtmlReport.of(part, Analysis.of(part), List.of());
        assertThat(page)
                .contains("2 of 2 planned cells measured · 1 other cell of the study left out by --only · ")
                .contains(
                        "29 of 30 claims have no measured cell in this part of the study; run it whole for them: C01 ")
                .contains("id=\"claim-c12\"")
                .doesNotContain("gil, strong scaling", "gil with");
    }

    private static Cell of(String kernel, String name, String value) {
        Map<String, String> params = Map.of(name, value, "count", "2");
        return new Cell(kernel, params, 1, 1, "ffm", "forkjoin", "none", "strong");
    }

    @Test
    void eachClaimThatIsMeasuredHasACardAndTheOthersARow() {
        assertThat(measured()).hasSizeGreaterThan(20);
        assertThat(cards().stream().map(card -> card.group(1).toUpperCase(Locale.ROOT)))
                .containsExactlyElementsOf(
                        measured().stream().map(ruling -> ruling.claim().id()).toList());
        String missing = PAGE.substring(PAGE.indexOf("id=\"claims-missing\""));
        for (Ruling ruling : RULINGS) {
            boolean isMeasured = ruling.finding().verdict() != Verdict.NOT_MEASURED;
            assertThat(missing.contains("<th>" + ruling.claim().id() + "</th>")).isEqualTo(!isMeasured);
        }
    }

    @Test
    void aStudyWithoutThemHasNoSuchPart() {
        StudyFile other = new SyntheticStudy()
                .cell(SyntheticStudy.weakPi(1, 1, 10))
                .around(1, 4, 10)
                .file();
        assertThat(HtmlReport.of(other, Analysis.of(other), List.of()))
                .doesNotContain("What the lectures claim")
                .doesNotContain("class=\"claim\"");
    }

    @Test
    void itsNumbersAreThoseOfTheJson() {
        Map<String, JsonNode> rows = new HashMap<>();
        JsonMapper.shared()
                .readTree(ClaimRows.json(RULINGS))
                .get("rows")
                .forEach(row -> rows.put(row.get("id").asString(), row));
        for (MatchResult card : cards()) {
            JsonNode row = rows.get(card.group(1).toUpperCase(Locale.ROOT));
            MatchResult numbers =
                    NUMBERS.matcher(card.group()).results().findFirst().orElseThrow();
            near(numbers.group(1), row.get("figure"));
            String basis = row.get("basis").asString();
            assertThat(numbers.group(4)).isEqualTo(basis.equals("95 %") ? null : " " + basis);
            if (basis.startsWith("total")) {
                assertThat(row.get("low").isNull()).isTrue();
            } else {
                near(numbers.group(2), row.get("low"));
                near(numbers.group(3), row.get("high"));
            }
            near(numbers.group(6), row.get("bound"));
            assertThat(numbers.group(5))
                    .isEqualTo(row.get("bound_is").asString().equals("above") ? "&gt;" : "&lt;");
            assertThat(card.group()).contains(">" + row.get("verdict").asString() + "</p>");
        }
    }

    private static void near(String text, JsonNode real) {
        assertThat(Double.parseDouble(text))
                .isCloseTo(real.asDouble(), within(1e-3 * Math.abs(real.asDouble()) + 1e-12));
    }

    @Test
    void everyLinkLeadsSomewhereAndNamesTheCells() {
        for (MatchResult card : cards()) {
            List<MatchResult> links = Pattern.compile("<a href=\"#(problem-[0-9]+)\">")
                    .matcher(card.group())
                    .results()
                    .toList();
            assertThat(links).as(card.group(1)).isNotEmpty();
            assertThat(links).allMatch(link -> PAGE.contains("id=\"" + link.group(1) + "\""));
        }
        assertThat(PAGE).contains("<a href=\"#claims\">").contains("id=\"claims\"");
        for (Ruling ruling : measured()) {
            String first = ruling.finding().exhibits().getFirst().label();
            assertThat(PAGE).contains(first);
        }
    }

    @Test
    void everyBarIsThatOfACell() throws IOException {
        int checked = 0;
        for (Ruling ruling : measured()) {
            String name = "claim-" + ruling.claim().id().toLowerCase(Locale.ROOT) + "-bars";
            if (!Drawings.unpacked(PAGE, "drawings").at("/figures/" + name).isMissingNode()
                    && !ruling.claim().id().equals("C08")) {
                JsonNode figure = figure(PAGE, name);
                List<Exhibit> exhibits = ruling.finding().exhibits();
                JsonNode bars = series(figure, "custom", "bars").getFirst().get("data");
                assertThat(bars).hasSize(exhibits.size());
                double unit = unit(figure.at("/xAxis/0/name").asString());
                for (int i = 0; i < exhibits.size(); i++) {
                    double value = exhibits.get(i).value();
                    assertThat(bars.get(i).at("/value/1").asDouble() * unit).isCloseTo(value, within(DIGITS * value));
                    checked++;
                }
                long intervals = exhibits.stream()
                        .filter(exhibit -> exhibit.interval().isPresent())
                        .count();
                assertThat(series(figure, "custom", "intervals").stream()
                                .mapToInt(of -> of.get("data").size())
                                .sum())
                        .isEqualTo((int) intervals);
            }
        }
        assertThat(checked).isGreaterThan(40);
        assertThat(PAGE).contains("Medians over the launches with their 95 % intervals.");
    }

    @Test
    void barsOfVeryDifferentLengthHaveALogarithmicAxis() throws IOException {
        assertThat(axis(29)).isEqualTo("value");
        assertThat(axis(31)).isEqualTo("log");
    }

    private static String axis(double ratio) throws IOException {
        StudyFile file = ClaimStudies.BY_ID.get("C12").apply(ratio);
        return figure(HtmlReport.of(file, Analysis.of(file), List.of()), "claim-c12-bars")
                .at("/xAxis/0/type")
                .asString();
    }

    private static double unit(String axis) {
        String unit = axis.substring(axis.lastIndexOf(' ') + 1);
        return Map.of("s", 1.0, "ms", 1e-3, "µs", 1e-6, "MB", 1e6).getOrDefault(unit, 1.0);
    }

    @Test
    void latencyStandsBesideCpuSeconds() throws IOException {
        List<JsonNode> bars = series(figure(PAGE, "claim-c20-bars"), "custom", "bars");
        assertThat(bars).hasSize(2);
        assertThat(bars.getLast().at("/data/0/value/1").asDouble()).isEqualTo(1);
        assertThat(bars.getLast().at("/data/1/value/1").asDouble()).isEqualTo(2);
    }

    @Test
    void timeOverChunksIsACurve() throws IOException {
        JsonNode figure = figure(PAGE, "claim-c07-curve");
        JsonNode line = series(figure, "line", "time").getFirst().get("data");
        double unit = perUnit(figure, "yAxis");
        assertThat(figure.at("/xAxis/type").asString()).isEqualTo("log");
        assertThat(line).hasSize(3);
        double[] chunks = {1, 10, 1000};
        double[] seconds = {4.5, 1, 1.5};
        for (int i = 0; i < 3; i++) {
            assertThat(line.get(i).at("/value/0").asDouble()).isEqualTo(chunks[i]);
            assertThat(line.get(i).at("/value/1").asDouble() * unit).isCloseTo(seconds[i], within(0.02 * seconds[i]));
        }
    }

    @Test
    void theBlendIsAGrid() throws IOException {
        JsonNode fields = figure(PAGE, "claim-c15-grid").at("/series/0/data");
        assertThat(fields).hasSize(4);
    }

    /** 42 steps of cooks; of the 900 of a task set the first 400. */
    @Test
    void aGanttChartHasABarForEachSpan() throws IOException {
        assertThat(bars("claim-c18-gantt-1")).isEqualTo(42);
        assertThat(bars("claim-c18-gantt-2")).isEqualTo(42);
        assertThat(bars("claim-c24-gantt-1")).isEqualTo(180);
        assertThat(bars("claim-c24-gantt-2")).isEqualTo(GanttChart.MOST);
        assertThat(bars("claim-c24-gantt-3")).isEqualTo(90);
        assertThat(PAGE).contains("The first 399.0 ms: 400 of 900 bars.");
        assertThat(series(figure(PAGE, "claim-c18-gantt-2"), "custom", "grate")
                        .getFirst()
                        .at("/data/0/lines/0")
                        .asString())
                .isEqualTo("grate");
        assertThat(colours("claim-c18-gantt-1")).hasSize(7).isEqualTo(colours("claim-c18-gantt-2"));
        assertThat(figure(PAGE, "claim-c18-gantt-1").at("/xAxis/max"))
                .isEqualTo(figure(PAGE, "claim-c18-gantt-2").at("/xAxis/max"));
    }

    private Map<String, String> colours(String name) throws IOException {
        Map<String, String> colours = new HashMap<>();
        series(figure(PAGE, name), "custom", "")
                .forEach(of ->
                        colours.put(of.get("name").asString(), of.get("color").asString()));
        return colours;
    }

    private int bars(String name) throws IOException {
        List<JsonNode> bars = new ArrayList<>();
        series(figure(PAGE, name), "custom", "").forEach(of -> of.get("data").forEach(bars::add));
        return bars.size();
    }

    @Test
    void everyFigureHasAFileAndAPlace() throws IOException {
        List<String> names = Content.of(FILE, ANALYSIS).figures().keySet().stream()
                .filter(name -> name.startsWith("claim-"))
                .toList();
        assertThat(names).hasSize(measured().size() + 5);
        for (String name : names) {
            assertThat(PAGE).contains("data-figure=\"" + name + "\"");
            assertThat(figure(PAGE, name).get("series")).isNotEmpty();
        }
    }

    @Test
    void manyBarsAreCutAndSaidToBe() {
        SyntheticStudy study = new SyntheticStudy();
        for (int capacity = 1; capacity <= 30; capacity++) {
            study.cell(new Cell(
                            "bounded-buffer",
                            Map.of("capacity", String.valueOf(capacity), "variant", "textbook"),
                            1,
                            2,
                            "ffm",
                            "forkjoin",
                            "none",
                            "strong"))
                    .around(1, 4, 10)
                    .observed("least size", 0)
                    .observed("most size", capacity);
        }
        study.cell(new Cell(
                        "bounded-buffer",
                        Map.of("capacity", "4", "variant", "unguarded"),
                        1,
                        2,
                        "ffm",
                        "forkjoin",
                        "none",
                        "strong"))
                .around(1, 4, 10)
                .observed("least size", 0)
                .observed("most size", 30);
        StudyFile many = study.file();
        assertThat(HtmlReport.of(many, Analysis.of(many), List.of())).contains("The first 24 of 31.");
    }
}
