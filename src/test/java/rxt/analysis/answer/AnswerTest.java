package rxt.analysis.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static rxt.analysis.SyntheticStudy.gemm;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import rxt.analysis.Analysis;
import rxt.analysis.Point;
import rxt.analysis.ProblemAnalysis;
import rxt.analysis.SyntheticStudy;
import rxt.analysis.answer.Answer.Choice;
import rxt.analysis.answer.Answer.Cost;

class AnswerTest {
    private final SyntheticStudy study = new SyntheticStudy();

    @Test
    void bestTiesAndWhatOtherChoicesCost() {
        cell(1, 1, "ffm", 8);
        cell(4, 1, "ffm", 3);
        cell(2, 2, "ffm", 2);
        cell(1, 4, "ffm", 2.001);
        cell(4, 1, "mpj", 6);
        cell(1, 1, "mpj", 80);
        Answer answer = answer();
        assertThat(answer.best()).map(AnswerTest::name).contains("2×2 ffm");
        assertThat(answer.tied()).extracting(AnswerTest::name).containsExactly("1×4 ffm");
        assertThat(answer.unknown()).isEmpty();
        assertThat(answer.costs())
                .extracting(Cost::choice)
                .containsExactly(Choice.WORST, Choice.RANKS_ALONE, Choice.THREADS_ALONE);
        // 1×1 through mpj takes longer, and is no choice for four workers.
        assertThat(answer.costs())
                .extracting(cost -> name(cost.point()))
                .containsExactly("4×1 mpj", "4×1 ffm", "1×4 ffm");
        assertThat(answer.costs().getFirst().comparison().ratio().ratio()).isCloseTo(3, within(0.01));
        assertThat(answer.costs()
                        .getFirst()
                        .comparison()
                        .ratio()
                        .interval()
                        .orElseThrow()
                        .contains(3))
                .isTrue();
    }

    @Test
    void twoLaunchesLeaveTiesUnknown() {
        study.cell(gemm(1, 1, "ffm")).around(8, 2, 10).cell(gemm(2, 1, "ffm")).around(4, 2, 10);
        assertThat(answer().tied()).isEmpty();
        assertThat(answer().unknown()).extracting(AnswerTest::name).containsExactly("1×1 ffm");
    }

    @Test
    void withoutATimeThereIsNoAnswer() {
        study.cell(gemm(1, 1, "ffm")).launch(SyntheticStudy::wrong, 1);
        assertThat(answer().best()).isEmpty();
        assertThat(answer().costs()).isEmpty();
    }

    @Test
    void theReasonStandsWhereItIsKnown() {
        cell(1, 1, "ffm", 8);
        ProblemAnalysis problem = Analysis.of(study.file()).problems().getFirst();
        assertThat(Answer.of(problem, Optional.of("ranks lose 4 % to allreduce"))
                        .why())
                .contains("ranks lose 4 % to allreduce");
    }

    private void cell(int ranks, int threads, String transport, double seconds) {
        study.cell(gemm(ranks, threads, transport)).around(seconds, 4, 10);
    }

    private Answer answer() {
        return Answers.of(Analysis.of(study.file())).getFirst();
    }

    private static String name(Point point) {
        return point.cell().ranks() + "×" + point.cell().threads() + " "
                + point.cell().transport();
    }
}
