package rxt.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import rxt.analysis.Analysis;
import rxt.analysis.Observed;
import rxt.analysis.SyntheticStudy;
import rxt.record.Cell;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Figures that ranks find beside time are told cell by cell, and no cell that shows a fault passes for right. */
class ObservedTextTest {
    private static Cell race(String variant, int threads) {
        Map<String, String> params = Map.of("variant", variant, "updates", "1000");
        return new Cell("race", params, 1, threads, "ffm", "forkjoin", "none", "strong");
    }

    private static Analysis races() {
        return Analysis.of(new SyntheticStudy()
                .cell(race("unprotected", 2))
                .around(1, 3, 4)
                .observed("lost updates", 5)
                .observed("waited", 0.0021)
                .observed("lost updates", 8)
                .observed("lost updates", 7)
                .cell(race("lock", 2))
                .around(1, 3, 4)
                .observed("lost updates", 0)
                .cell(race("atomic", 2))
                .around(1, 3, 4, SyntheticStudy::wrong)
                .observed("lost updates", 3)
                .file());
    }

    @Test
    void eachFigureListsItsCellsByWhatDiffers() {
        String text = TextReport.of(races(), Alphabet.UNICODE);
        assertThat(text.lines())
                .containsSequence(
                        "  race: lost updates",
                        "    1×2 variant=unprotected                     7 [5..8]",
                        "    1×2 variant=lock                            0",
                        "  race: waited",
                        "    1×2 variant=unprotected                     0.002100")
                .allMatch(line -> line.length() <= 80)
                .noneMatch(line -> line.contains("updates=1000") && line.contains("variant=lock  "));
    }

    @Test
    void whatFoundNothingHasNoList() {
        Analysis silent = Analysis.of(new SyntheticStudy()
                .cell(SyntheticStudy.gemm(1, 1, "ffm"))
                .around(1, 3, 4)
                .file());
        assertThat(silent.observed()).isEmpty();
        assertThat(TextReport.of(silent, Alphabet.UNICODE))
                .doesNotContain("Found beside the time")
                .contains("each measured cell's answer is what its kernel predicts")
                .doesNotContain("is right");
    }

    /** A cell whose launches do not count tells nothing. */
    @Test
    void programsReadThemToo() {
        JsonNode rows = JsonMapper.shared().readTree(JsonReport.of(races())).get("observations");
        assertThat(rows.valueStream()
                        .map(row ->
                                row.get("cell").asInt() + " " + row.get("name").asString() + " "
                                        + row.get("median").asDouble()))
                .containsExactly("0 lost updates 7.0", "0 waited 0.0021", "1 lost updates 0.0");
    }

    @Test
    void longParametersHaveALineOfTheirOwn() {
        SyntheticStudy study = new SyntheticStudy();
        for (String jobs : new String[] {"5 2 4 1 5", "1 8 1.5 2 ".repeat(9).strip()}) {
            study.cell(new Cell("makespan", Map.of("jobs", jobs), 1, 2, "ffm", "forkjoin", "none", "strong"))
                    .around(1, 3, 4)
                    .observed("bound", 1.25);
        }
        String text = TextReport.of(Analysis.of(study.file()), Alphabet.UNICODE);
        assertThat(text).contains("    1×2 jobs=5 2 4 1 5").contains("1.5 2 1 8");
        assertThat(text.substring(text.indexOf("Found beside")).lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void figuresHaveTheirUnitOnceAndAllDigitsThatMatter() {
        assertThat(ObservedText.figure(new Observed("a", "", 100_000.000001, 1e5, 100_000.000002)))
                .isEqualTo("100000.000001 [100000..100000.000002]");
        assertThat(ObservedText.figure(new Observed("a", "", 0.5, 0, 3))).isEqualTo("0.5000 [0..3]");
        assertThat(ObservedText.figure(new Observed("a", "byte", 5.8e7, 5.7e7, 6e7)))
                .isEqualTo("58.00 [57.00..60.00] MB");
        assertThat(ObservedText.figure(new Observed("a", "unit", 210, 210, 212)))
                .isEqualTo("210 [210..212] unit");
        assertThat(ObservedText.figure(new Observed("a", "s", 0, 0, 0))).isEqualTo("0 s");
        assertThat(ObservedText.figure(new Observed("a", "s", 0, 0, 0.002))).isEqualTo("0 [0..2.000] ms");
    }
}
