package rxt.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import rxt.analysis.Analysis;
import rxt.record.StudyFile;

/** Pages of studies at the edges: hostile texts, nothing measured, one step, very many cells. */
class HtmlPageTest {
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

    @Test
    void clockAndSynchronisationAreNamed() {
        assertThat(page).contains("each rank times a step by System.nanoTime", "barrier of all ranks");
    }
}
