package rxt.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rxt.analysis.efficiency.Efficiency;
import rxt.analysis.model.SeriesModels;
import rxt.record.Cell;
import rxt.record.RegionRow;
import rxt.record.StepWork;

/** Weak scaling with the work that steps do, on the sizes of {@code jacobi}: 2 workers have 2.066 times the points. */
class WorkTest {
    private static final double GROWTH = 2.066;

    private final TimedStudy timed = new TimedStudy();

    private static Cell jacobi(int threads, int scale) {
        return new Cell(
                "jacobi", Map.of("scale", String.valueOf(scale)), 1, threads, "local", "forkjoin", "none", "weak");
    }

    /** Each worker does as many operations a second: the efficiency is 1 exactly, not 0.97. */
    private ProblemAnalysis analysis(StepWork one, StepWork two) {
        timed.study.cell(jacobi(1, 16)).launch(row -> row.doing(one), 1, 1);
        timed.rank(0, 0, 2);
        timed.study.cell(jacobi(2, 23)).launch(row -> row.doing(two), GROWTH / 2, GROWTH / 2);
        timed.rank(1, 0, GROWTH);
        timed.regions.add(new RegionRow(1, 0, "sweep", 1, GROWTH, GROWTH, 2 * GROWTH));
        return Analysis.of(timed.file()).problems().getFirst();
    }

    private void isExact(ProblemAnalysis problem) {
        Point two = problem.points().getLast();
        assertThat(two.scaling().orElseThrow().speedup()).isCloseTo(2, within(1e-12));
        assertThat(two.scaling().orElseThrow().efficiency()).isCloseTo(1, within(1e-12));
        assertThat(two.isBest()).isTrue();
        assertThat(problem.points().getFirst().overall().orElseThrow().ratio().ratio())
                .isCloseTo(2, within(1e-12));
        assertThat(two.efficiency()
                        .orElseThrow()
                        .factors()
                        .at(Efficiency.SCALING)
                        .value())
                .isCloseTo(1, within(1e-12));
        var curve = SeriesModels.of(problem, "local", List.of()).curve();
        assertThat(curve.rate(curve.points().getLast())).isCloseTo(2, within(1e-12));
    }

    @Test
    void operationsTellTheWork() {
        isExact(analysis(new StepWork(1000, 50, 0), new StepWork(1000 * GROWTH, 90, 0)));
    }

    @Test
    void bytesTellItOfAKernelWithoutOperations() {
        isExact(analysis(new StepWork(0, 50, 0), new StepWork(0, 50 * GROWTH, 0)));
    }

    /** As files before this was written: the workers stand for the work. */
    @Test
    void elseTheWorkersDo() {
        Point two = analysis(StepWork.UNKNOWN, new StepWork(1, 1, 0)).points().getLast();
        assertThat(two.scaling().orElseThrow().efficiency()).isCloseTo(2 / GROWTH, within(1e-12));
    }

    @Test
    void withStrongScalingTheWorkIsTheSame() {
        timed.study.cell(SyntheticStudy.gemm(1, 1, "local")).launch(row -> row.doing(new StepWork(1000, 1, 0)), 2);
        timed.study.cell(SyntheticStudy.gemm(1, 2, "local")).launch(row -> row.doing(new StepWork(1100, 1, 0)), 1);
        Point two = Analysis.of(timed.file()).points().getLast();
        assertThat(two.scaling().orElseThrow().speedup()).isEqualTo(2);
    }
}
