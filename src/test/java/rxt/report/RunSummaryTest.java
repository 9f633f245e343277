package rxt.report;

import static org.assertj.core.api.Assertions.assertThat;
import static rxt.analysis.SyntheticStudy.gemm;
import static rxt.analysis.SyntheticStudy.weakPi;

import org.junit.jupiter.api.Test;
import rxt.analysis.Analysis;
import rxt.analysis.SyntheticStudy;
import rxt.record.CellStatus;

/** What stands at the end of {@code run} says no more than the intervals allow. */
class RunSummaryTest {
    private static final String TOO_FAST = "faster than its workers explain";

    private final SyntheticStudy study = new SyntheticStudy().cell(gemm(1, 1, "mpj"));

    @Test
    void fasterThanItsWorkersExplainOnlyWhereTheIntervalSaysSo() {
        study.around(8, 6, 10).cell(gemm(1, 2, "mpj")).around(3, 6, 10);
        assertThat(text()).contains(TOO_FAST);
    }

    /** Launches of the base case differ by a third: the efficiency is 1.01, and may be 1. */
    @Test
    void anEfficiencyAboveOneThatMayBeChanceIsFlaggedOnly() {
        for (double seconds : new double[] {6.9, 7.3, 7.9, 8.3, 8.9, 9.3}) {
            study.launch(seconds, seconds, seconds);
        }
        study.cell(gemm(1, 2, "mpj")).around(4.01, 6, 10);
        assertThat(text()).doesNotContain(TOO_FAST).contains("Best: 1 rank × 2 threads");
        assertThat(Rows.of(Analysis.of(study.file())).getLast()).containsEntry("flag", "superlinear");
    }

    @Test
    void splitsOfTooFewLaunchesAreNotComparedWhileOthersAre() {
        study.around(8, 6, 10).cell(gemm(1, 2, "mpj")).around(4.5, 6, 10);
        study.cell(gemm(2, 1, "mpj"))
                .around(4.501, 6, 10)
                .cell(gemm(2, 2, "mpj"))
                .around(4.502, 2, 10);
        assertThat(text())
                .contains("1 + 1?")
                .contains("[1]: splits not compared with the best (?), since")
                .contains("cannot be told from: 2×1 (mpj); fewer than 3 launches, so not compared: 2×2 (mpj)")
                .doesNotContain("no split can be told");
    }

    @Test
    void enoughLaunchesLeaveNothingUncompared() {
        study.around(8, 6, 10).cell(gemm(1, 2, "mpj")).around(4.5, 6, 10);
        assertThat(text()).doesNotContain("not compared").doesNotContain("?");
    }

    @Test
    void whatNoRunWasAskedForIsCountedOnly() {
        study.around(8, 6, 10);
        study.cell(weakPi(1, 1, 1000), CellStatus.SKIPPED, "left out by --only");
        study.cell(gemm(2, 1, "mpj"), CellStatus.SKIPPED, "left out by --only");
        study.cell(gemm(4, 1, "mpj"), CellStatus.SKIPPED, "it has no windows");
        Analysis analysis = Analysis.of(study.file());
        assertThat(text()).contains("[1] gemm").doesNotContain("[2]", "pi");
        assertThat(TextReport.of(analysis, Alphabet.UNICODE).replaceAll("\\s+", " "))
                .contains("1 of 2 planned cells measured. 2 other cells of the study left out by --only. ")
                .contains("4×1 (mpj), skipped: it has no windows")
                .doesNotContain("2×1", "[2]");
        assertThat(Rows.of(analysis)).hasSize(2);
    }

    private String text() {
        return TextReport.summary(Analysis.of(study.file()), Alphabet.UNICODE).replaceAll("\\s+", " ");
    }
}
