package rxt.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static rxt.analysis.SyntheticStudy.gemm;

import org.junit.jupiter.api.Test;
import rxt.analysis.Analysis;
import rxt.analysis.SyntheticStudy;
import rxt.record.CellStatus;

class RunCommandTest {
    private final SyntheticStudy study = new SyntheticStudy();

    @Test
    void nothingMeasuredIsNoSuccess() {
        study.cell(gemm(2, 1, "mpj"), CellStatus.SKIPPED, "it has no windows");
        assertThat(exitCode(0)).isEqualTo(1);
        double[] neverSettles = new double[40];
        java.util.Arrays.setAll(neverSettles, i -> i % 10 < 5 ? 1 : 2);
        study.cell(gemm(1, 2, "mpj")).launch(neverSettles).launch(neverSettles);
        assertThat(exitCode(0)).isEqualTo(1);
        study.cell(gemm(1, 1, "mpj")).around(1, 6, 10);
        assertThat(exitCode(0)).isZero();
        assertThat(exitCode(1)).as("what the sweep says stays").isEqualTo(1);
    }

    @Test
    void aWrongAnswerIsNoSuccess() {
        study.cell(gemm(1, 1, "mpj")).around(1, 6, 10);
        study.cell(gemm(2, 1, "mpj")).launch(SyntheticStudy::wrong, 1);
        assertThat(exitCode(0)).isEqualTo(1);
    }

    private int exitCode(int ofSweep) {
        return RunCommand.exitCode(ofSweep, Analysis.of(study.file()));
    }
}
