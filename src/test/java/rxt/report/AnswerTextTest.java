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

    /** 1×4 is the best; the other split takes the longest. */
    private static String text(int ranks, int threads) {
        SyntheticStudy study = new SyntheticStudy();
        study.cell(gemm(1, 4, "ffm")).around(2, 6, 10);
        study.cell(gemm(ranks, threads, "ffm")).around(6, 6, 10);
        return String.join(
                "\n", AnswerText.of(Answers.of(Analysis.of(study.file())).getFirst()));
    }
}
