package rxt.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import rxt.record.Cell;
import rxt.record.ProgramSpec;

/** A program and the kernel that it is the same as are one problem, with the ratio of their times. */
class ProgramRatioTest {
    private static Cell program(String kernel, String name, int ranks, String n) {
        return new Cell(kernel, Map.of("n", n), ranks, 1, name, ProgramSpec.TEAM, "none", "strong");
    }

    private static SyntheticStudy study() {
        return new SyntheticStudy()
                .cell(program("gemm", "gemm-c", 1, "768"))
                .around(0.1, 6, 20, SyntheticStudy.digest("42"))
                .cell(SyntheticStudy.gemm(1, 1, "ffm"))
                .around(0.2, 6, 20, SyntheticStudy.digest("beef"))
                .cell(SyntheticStudy.gemm(2, 1, "ffm"))
                .around(0.1, 6, 20, SyntheticStudy.digest("beef"));
    }

    @Test
    void theyAreOneProblemOfTheKernelsTeamAndEachRatioHasItsInterval() {
        Analysis analysis = Analysis.of(study().file());
        assertThat(analysis.problems()).hasSize(1);
        ProblemAnalysis problem = analysis.problems().getFirst();
        assertThat(problem.problem().team()).isEqualTo("forkjoin");
        assertThat(problem.transports()).containsExactly("gemm-c", "ffm");
        assertThat(problem.ratios()).hasSize(1);
        ProgramRatio ratio = problem.ratios().getFirst();
        assertThat(ratio.name()).isEqualTo("ffm / gemm-c");
        assertThat(ratio.ratio().ratio()).isBetween(1.98, 2.02);
        assertThat(ratio.ratio().interval().orElseThrow().contains(2)).isTrue();
        assertThat(ratio.ratio().verdict()).isEqualTo(RatioOfMedians.Verdict.SLOWER);
    }

    @Test
    void anAnswerOfAProgramIsHeldAgainstItsOwnAlone() {
        assertThat(Analysis.of(study().file()).invalid()).isZero();
        SyntheticStudy other =
                study().cell(program("gemm", "gemm-c", 2, "768")).around(0.05, 6, 20, SyntheticStudy.digest("43"));
        assertThat(Analysis.of(other.file()).invalid())
                .as("the program's answer depends on its split")
                .isEqualTo(2);
    }

    @Test
    void anotherSizeIsAnotherProblemAndKernelsAloneHaveNoRatios() {
        Analysis analysis = Analysis.of(study().cell(program("gemm", "gemm-c", 1, "9"))
                .around(0.1, 6, 20)
                .file());
        assertThat(analysis.problems()).hasSize(2);
        assertThat(analysis.problems().getLast().ratios()).isEmpty();
        assertThat(analysis.problems().getLast().problem().team()).isEqualTo(ProgramSpec.TEAM);
    }

    @Test
    void amongProgramsTheFirstStandsInTheKernelsPlace() {
        Analysis analysis = Analysis.of(new SyntheticStudy()
                .cell(program("heat", "heat", 1, "1"))
                .around(0.3, 6, 20)
                .cell(program("heat", "heat-omp", 1, "1"))
                .around(0.1, 6, 20)
                .file());
        assertThat(analysis.problems().getFirst().ratios())
                .extracting(ProgramRatio::name)
                .containsExactly("heat / heat-omp");
    }
}
