package rxt.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rxt.analysis.Analysis;
import rxt.analysis.SyntheticStudy;
import rxt.analysis.Variants;
import rxt.record.Cell;

/** Which variant is the fastest at the same split. */
class VariantsTextTest {
    private final SyntheticStudy study = new SyntheticStudy();

    private SyntheticStudy race(String variant, int updates, int threads) {
        Map<String, String> params = Map.of("variant", variant, "updates", String.valueOf(updates));
        return study.cell(new Cell("race", params, 1, threads, "ffm", "forkjoin", "none", "strong"));
    }

    private List<String> texts() {
        return Variants.of(Analysis.of(study.file())).stream()
                .map(VariantsText::text)
                .toList();
    }

    @Test
    void theFastestIsNamedWithTheRatiosOfTheOthers() {
        race("lock", 100, 2).around(0.02, 6, 10);
        race("unprotected", 100, 2).around(0.01, 6, 10);
        race("adder", 100, 2).around(0.01001, 6, 10);
        assertThat(texts())
                .singleElement()
                .satisfies(text -> assertThat(text)
                        .startsWith("[1 2 3] race, variant at 1×2 (ffm): unprotected 10.00 ms; adder 1.00 [")
                        .containsPattern("adder 1.00 \\[[^]]*] =, lock 2.00 \\[[^]]*]$"));
    }

    /** It may be faster by chance; those that are compared keep their intervals. */
    @Test
    void oneOfTooFewLaunchesIsToldButNotTheBest() {
        race("lock", 100, 2).around(0.02, 3, 10);
        race("unprotected", 100, 2).around(0.01, 3, 10);
        race("reduction", 100, 2).around(0.005, 1, 10);
        assertThat(texts())
                .singleElement()
                .satisfies(text -> assertThat(text)
                        .contains("(ffm): unprotected 10.00 ms; lock 2.00 [")
                        .endsWith("; reduction 0.50?"));
    }

    @Test
    void withoutEnoughLaunchesTheFastestIsAsMeasured() {
        race("lock", 100, 2).around(0.02, 1, 10);
        race("unprotected", 100, 2).around(0.01, 1, 10);
        assertThat(texts()).containsExactly("[1 2] race, variant at 1×2 (ffm): unprotected 10.00 ms; lock 2.00?");
    }

    /** As requests that wait, with more threads than CPUs. */
    @Test
    void oversubscribedVariantsAreComparedToo() {
        race("lock", 100, 8).around(0.02, 3, 10, SyntheticStudy::oversubscribed);
        race("unprotected", 100, 8).around(0.01, 3, 10, SyntheticStudy::oversubscribed);
        assertThat(texts()).singleElement().asString().contains("at 1×8 (ffm): unprotected 10.00 ms; lock 2.00 [");
    }

    @Test
    void sizesAndOtherSplitsAreNoRivals() {
        race("lock", 100, 2).around(0.02, 3, 10);
        race("lock", 200, 2).around(0.04, 3, 10);
        race("unprotected", 100, 1).around(0.01, 3, 10);
        race("unprotected", 300, 2).around(0.01, 3, 10);
        assertThat(texts()).isEmpty();
        assertThat(TextReport.of(Analysis.of(study.file()), Alphabet.UNICODE)).doesNotContain("Variants at");
    }

    @Test
    void theReportHasThemWithin80Columns() {
        for (String variant : List.of("unprotected", "lock", "atomic", "adder", "reduction")) {
            race(variant, 100, 2).around(0.01, 3, 10);
        }
        Analysis analysis = Analysis.of(study.file());
        for (String text :
                List.of(TextReport.of(analysis, Alphabet.UNICODE), TextReport.summary(analysis, Alphabet.UNICODE))) {
            assertThat(text).contains("Variants at the same split", "[1 2 3 4 5] race, variant at 1×2");
            assertThat(text.lines()).allMatch(line -> line.length() <= 80);
        }
    }
}
