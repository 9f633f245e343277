package rxt.report;

import static org.assertj.core.api.Assertions.assertThat;
import static rxt.analysis.SyntheticStudy.gemm;

import org.junit.jupiter.api.Test;
import rxt.analysis.Analysis;
import rxt.analysis.SyntheticStudy;
import rxt.analysis.answer.Answers;

class AnswerTextTest {
    @Test
    void theWorstOfMoreWorkersIsNotCalledOneOfAsMany() {
        assertThat(text(4, 2)).contains("the worst of as many workers or more, 4×2 (ffm), ");
        assertThat(text(2, 2)).contains("the worst of as many workers, 2×2 (ffm), ");
    }

    @Test
    void aFasterSplitThatIsOversubscribedIsNotDroppedSilently() {
        SyntheticStudy study = new SyntheticStudy();
        study.cell(gemm(1, 1, "ffm")).around(6, 6, 10);
        study.cell(gemm(1, 8, "ffm")).around(2, 6, 10, SyntheticStudy::oversubscribed);
        assertThat(text(study))
                .contains("no other split to compare with, oversubscribed ones apart")
                .contains("Oversubscribed, so left out: 1×8 (ffm), 2.000 s; where steps wait");
    }

    @Test
    void aSlowerOneIsOnlySetApart() {
        SyntheticStudy study = new SyntheticStudy();
        study.cell(gemm(1, 1, "ffm")).around(6, 6, 10);
        study.cell(gemm(1, 8, "ffm")).around(7, 6, 10, SyntheticStudy::oversubscribed);
        assertThat(text(study)).contains("oversubscribed ones apart").doesNotContain("left out");
    }

    /** 1×4 is the best; the other split takes the longest. */
    private static String text(int ranks, int threads) {
        SyntheticStudy study = new SyntheticStudy();
        study.cell(gemm(1, 4, "ffm")).around(2, 6, 10);
        study.cell(gemm(ranks, threads, "ffm")).around(6, 6, 10);
        return text(study);
    }

    private static String text(SyntheticStudy study) {
        return String.join(
                "\n", AnswerText.of(Answers.of(Analysis.of(study.file())).getFirst()));
    }
}
