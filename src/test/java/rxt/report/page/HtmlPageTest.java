package rxt.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import rxt.analysis.Analysis;
import rxt.analysis.SyntheticStudy;
import rxt.record.Cell;
import rxt.record.StudyFile;

/** Pages of studies at the edges: hostile texts, nothing measured, one step, very many cells. */
class HtmlPageTest {
    private static final Pattern LINK = Pattern.compile("<a href=\"#([^\"]+)\"");
    private static final Pattern PART =
            Pattern.compile(" id=\"(contents|summary|claims|problem-[0-9]+|environments)\"");

    private final StudyFile file = PageStudy.rich();
    private final String page = HtmlReport.of(file, Analysis.of(file), List.of());

    @Test
    void textOfTheFileCannotBecomeMarkup() {
        assertThat(page).contains("&lt;see \"limits\"&gt;").doesNotContain("name: rich # </script>");
        assertThat(page.split("</script>", -1)).hasSize(5);
    }

    @Test
    void everyCellWithoutATimeHasItsReason() {
        assertThat(page).contains("exit code 137: out of memory", "rank 3 made no progress in 60 s");
        StudyFile nothing = PageStudy.nothing();
        String empty = HtmlReport.of(nothing, Analysis.of(nothing), List.of());
        assertThat(empty)
                .contains("class=\"verdict invalid\"", "out of heap", "sum is 2 and not 1")
                .doesNotContain("class=\"verdict valid\"");
    }

    @Test
    void oneStepHasNoInterval() {
        StudyFile single = PageStudy.single();
        assertThat(HtmlReport.of(single, Analysis.of(single), List.of()))
                .contains("(no interval)", "no other split to compare with");
    }

    @Test
    void aLongReportStaysBelowThreeMegabytes() {
        StudyFile large = PageStudy.large(26, 6, 20);
        assertThat(large.launches().size()).isGreaterThan(10_000);
        assertThat(HtmlReport.of(large, Analysis.of(large), List.of()).length()).isBetween(1_000_000, 3_000_000);
    }

    /** Plain links, which need no script, to every part of the page and each of its problems. */
    @Test
    void everyLinkOfTheContentsLeadsSomewhere() {
        List<String> links = links(page);
        assertThat(links).contains("summary", "problem-1", "problem-2", "problem-3", "environments");
        assertThat(links).allMatch(id -> page.contains("id=\"" + id + "\""));
        assertThat(page).contains("<li><a href=\"#problem-2\">pi</a></li>");
        StudyFile single = PageStudy.single();
        assertThat(HtmlReport.of(single, Analysis.of(single), List.of())).doesNotContain("id=\"contents\"");
    }

    /** A study of more problems than are read one after the other begins with what it decides. */
    @Test
    void whatIsDecidedStandsBeforeTheProblems() {
        SyntheticStudy study = new SyntheticStudy();
        spawned(study);
        StudyFile few = study.file();
        assertThat(order(few))
                .containsExactly("contents", "summary", "claims", "problem-1", "problem-2", "environments");
        for (int n = 1; n <= 11; n++) {
            study.cell(cell("scan", Map.of("n", String.valueOf(n), "seed", "1")))
                    .around(1, 3, 5);
        }
        StudyFile many = study.file();
        assertThat(order(many).subList(0, 4)).containsExactly("contents", "claims", "summary", "problem-1");
        assertThat(order(many)).endsWith("problem-13", "environments");
        String text = HtmlReport.of(many, Analysis.of(many), List.of());
        assertThat(links(text))
                .contains("claims", "claim-c12", "problem-13")
                .allMatch(id -> text.contains("id=\"" + id + "\""));
        assertThat(text)
                .contains("<li>scan: <a href=\"#problem-3\">n=1</a> <a href=\"#problem-4\">n=2</a>")
                .contains("<li>spawn: <a href=\"#problem-1\">kind=jvm</a>")
                .contains("<th><a href=\"#problem-13\">13 scan n=11, strong scaling</a></th>");
    }

    private static void spawned(SyntheticStudy study) {
        study.cell(cell("spawn", Map.of("kind", "jvm", "count", "2"))).around(0.1, 4, 10);
        study.cell(cell("spawn", Map.of("kind", "platform", "count", "2"))).around(0.001, 4, 10);
    }

    private static Cell cell(String kernel, Map<String, String> params) {
        return new Cell(kernel, params, 1, 1, "ffm", "forkjoin", "none", "strong");
    }

    /** Where the links of the bar and of the contents lead. */
    private static List<String> links(String text) {
        String contents = text.substring(text.indexOf("<nav class=\"bar\""), text.lastIndexOf("</nav>"));
        return LINK.matcher(contents).results().map(match -> match.group(1)).toList();
    }

    private static List<String> order(StudyFile file) {
        String text = HtmlReport.of(file, Analysis.of(file), List.of());
        return PART.matcher(text).results().map(match -> match.group(1)).toList();
    }

    @Test
    void clockAndSynchronisationAreNamed() {
        assertThat(page).contains("each rank times a step by System.nanoTime", "barrier of all ranks");
    }
}
