package rxt.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static rxt.analysis.SyntheticStudy.gemm;
import static rxt.analysis.SyntheticStudy.weakPi;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import rxt.analysis.Scaling.Flag;
import rxt.record.Cell;
import rxt.record.CellStatus;

class AnalysisTest {
    @Test
    void strongScalingAgainstOneByOne() {
        Analysis analysis = Analysis.of(new SyntheticStudy()
                .cell(gemm(1, 1, "mpj"))
                .around(8, 6, 10)
                .cell(gemm(1, 2, "mpj"))
                .around(5, 6, 10)
                .cell(gemm(2, 2, "mpj"))
                .around(2.5, 6, 10)
                .file());
        Scaling base = at(analysis, 1, 1).scaling().orElseThrow();
        assertThat(base.speedup()).isEqualTo(1);
        assertThat(base.efficiency()).isEqualTo(1);
        assertThat(base.interval()).isEmpty();
        Scaling two = at(analysis, 1, 2).scaling().orElseThrow();
        assertThat(two.base()).isEqualTo(gemm(1, 1, "mpj"));
        assertThat(two.baseSeconds()).isCloseTo(8, within(1e-9));
        assertThat(two.speedup()).isCloseTo(1.6, within(1e-9));
        assertThat(two.efficiency()).isCloseTo(0.8, within(1e-9));
        assertThat(two.interval().orElseThrow().contains(1.6)).isTrue();
        Scaling four = at(analysis, 2, 2).scaling().orElseThrow();
        assertThat(four.speedup()).isCloseTo(3.2, within(1e-9));
        assertThat(four.efficiency()).isCloseTo(0.8, within(1e-9));
        assertThat(at(analysis, 2, 2).isBest()).isTrue();
        assertThat(analysis.points().stream().filter(Point::isTied)).isEmpty();
    }

    /** With unequal launches and skewed times, a mean of speed-ups would differ from the ratio of the medians. */
    @Test
    void speedupsComeFromTimesAndAreNeverAveraged() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(5);
        for (int trial = 0; trial < 100; trial++) {
            SyntheticStudy study = new SyntheticStudy();
            for (int threads = 1; threads <= 3; threads++) {
                study.cell(gemm(1, threads, "mpj"));
                for (int l = 0; l < 1 + random.nextInt(4); l++) {
                    double scale = 1 + random.nextDouble();
                    study.launch(random.doubles(1 + random.nextInt(9))
                            .map(u -> scale / (1.01 - u))
                            .toArray());
                }
            }
            Analysis analysis = Analysis.of(study.file());
            double base = median(at(analysis, 1, 1));
            for (Point point : analysis.points()) {
                Scaling scaling = point.scaling().orElseThrow();
                assertThat(scaling.speedup()).isCloseTo(base / median(point), within(1e-12));
                assertThat(scaling.efficiency())
                        .isCloseTo(scaling.speedup() / point.cell().workers(), within(1e-12));
            }
        }
    }

    @Test
    void withoutOneByOneTheFewestWorkersAreTheBase() {
        Analysis analysis = Analysis.of(new SyntheticStudy()
                .cell(gemm(1, 1, "mpj"), CellStatus.FAILED, "out of memory")
                .cell(gemm(1, 2, "mpj"))
                .around(6, 6, 10)
                .cell(gemm(2, 1, "mpj"))
                .around(5, 6, 10)
                .cell(gemm(2, 2, "mpj"))
                .around(4, 6, 10)
                .file());
        assertThat(at(analysis, 1, 1).scaling()).isEmpty();
        Scaling four = at(analysis, 2, 2).scaling().orElseThrow();
        assertThat(four.base()).isEqualTo(gemm(2, 1, "mpj"));
        assertThat(four.speedup()).isCloseTo(1.25, within(1e-9));
        assertThat(four.efficiency()).as("1.25 times from twice the workers").isCloseTo(0.625, within(1e-9));
        assertThat(at(analysis, 1, 2).scaling().orElseThrow().efficiency()).isCloseTo(5.0 / 6, within(1e-9));
    }

    @Test
    void weakScalingHoldsGrownParametersTogether() {
        Analysis analysis = Analysis.of(new SyntheticStudy()
                .cell(weakPi(1, 1, 100))
                .around(4, 6, 10)
                .cell(weakPi(1, 1, 5000))
                .around(40, 6, 10)
                .cell(weakPi(2, 1, 100))
                .around(5, 6, 10)
                .cell(weakPi(2, 2, 100))
                .around(8, 6, 10)
                .cell(weakPi(2, 1, 5000))
                .around(50, 6, 10)
                .cell(weakPi(2, 2, 5000))
                .around(80, 6, 10)
                .file());
        assertThat(analysis.problems()).extracting(p -> p.points().size()).containsExactly(3, 3);
        Problem small = analysis.problems().getFirst().problem();
        assertThat(small.params()).isEqualTo(Map.of("seed", "1"));
        assertThat(small.growing()).isEqualTo(Map.of("darts", "100..400"));
        List<Point> points = analysis.problems().getFirst().points();
        Scaling two = points.get(1).scaling().orElseThrow();
        assertThat(two.efficiency()).isCloseTo(0.8, within(1e-9));
        assertThat(two.speedup()).isCloseTo(1.6, within(1e-9));
        Scaling four = points.get(2).scaling().orElseThrow();
        assertThat(four.efficiency()).isCloseTo(0.5, within(1e-9));
        assertThat(four.speedup()).isCloseTo(2, within(1e-9));
        assertThat(points.get(2).isBest())
                .as("four times the work in twice the time")
                .isTrue();
    }

    @Test
    void weakSizesThatCannotBePairedStayApart() {
        Analysis analysis = Analysis.of(new SyntheticStudy()
                .cell(weakPi(1, 1, 100))
                .around(4, 6, 10)
                .cell(weakPi(1, 1, 200))
                .around(8, 6, 10)
                .cell(weakPi(2, 1, 150))
                .around(9, 6, 10)
                .file());
        assertThat(analysis.problems()).extracting(p -> p.points().size()).containsExactly(1, 1, 1);
    }

    @Test
    void problemsDifferByParameters() {
        Cell other = new Cell("gemm", Map.of("n", "512"), 1, 2, "mpj", "forkjoin", "none", "strong");
        Analysis analysis = Analysis.of(new SyntheticStudy()
                .cell(gemm(1, 1, "mpj"))
                .around(8, 6, 10)
                .cell(other)
                .around(1, 6, 10)
                .file());
        assertThat(analysis.problems()).hasSize(2);
        assertThat(analysis.points()).allMatch(Point::isBest);
    }

    @Test
    void oversubscribedCellsAreShownAndNeverBestNorBase() {
        Analysis analysis = Analysis.of(new SyntheticStudy()
                .cell(gemm(1, 1, "mpj"))
                .around(8, 6, 10, SyntheticStudy::oversubscribed)
                .cell(gemm(1, 2, "mpj"))
                .around(5, 6, 10)
                .cell(gemm(2, 2, "mpj"))
                .around(1, 6, 10, SyntheticStudy::oversubscribed)
                .file());
        Point four = at(analysis, 2, 2);
        assertThat(four.summary()).isPresent();
        assertThat(four.isBest()).isFalse();
        assertThat(four.isTied()).isFalse();
        assertThat(four.overall()).isEmpty();
        assertThat(four.scaling().orElseThrow().base()).isEqualTo(gemm(1, 2, "mpj"));
        assertThat(at(analysis, 1, 2).isBest()).isTrue();
    }

    @Test
    void everyTransportHasItsBaseAndTheProblemOneBest() {
        Analysis analysis = Analysis.of(new SyntheticStudy()
                .cell(gemm(1, 1, "mpj"))
                .around(8, 6, 10)
                .cell(gemm(1, 1, "openmpi"))
                .around(10, 6, 10)
                .cell(gemm(2, 1, "mpj"))
                .around(5, 6, 10, SyntheticStudy::sharedJvm)
                .cell(gemm(2, 1, "openmpi"))
                .around(5.001, 6, 10)
                .file());
        ProblemAnalysis problem = analysis.problems().getFirst();
        assertThat(problem.transports()).containsExactly("mpj", "openmpi");
        Point mpj = problem.points("mpj").get(1);
        Point openmpi = problem.points("openmpi").get(1);
        assertThat(mpj.isBest()).isTrue();
        assertThat(mpj.sample().hasSharedJvm()).isTrue();
        assertThat(openmpi.isTied()).isTrue();
        assertThat(openmpi.inTransport().orElseThrow().best()).isTrue();
        assertThat(openmpi.scaling().orElseThrow().baseSeconds()).isCloseTo(10, within(1e-9));
        assertThat(mpj.scaling().orElseThrow().baseSeconds()).isCloseTo(8, within(1e-9));
    }

    @Test
    void efficiencyAboveOneAndRisingIsFlagged() {
        Analysis analysis = Analysis.of(new SyntheticStudy()
                .cell(gemm(1, 1, "mpj"))
                .around(8, 6, 10)
                .cell(gemm(1, 2, "mpj"))
                .around(3.9, 6, 10)
                .cell(gemm(2, 1, "mpj"))
                .around(8, 6, 10)
                .cell(gemm(4, 1, "mpj"))
                .around(3, 6, 10)
                .cell(gemm(8, 1, "mpj"))
                .around(3, 6, 10)
                .file());
        assertThat(analysis.points())
                .extracting(p -> p.scaling().orElseThrow().flag())
                .containsExactly(Flag.NONE, Flag.SUPERLINEAR, Flag.NONE, Flag.RISING, Flag.NONE);
    }

    @Test
    void oneSampleHasAMedianAndNoInterval() {
        Point point = Analysis.of(
                        new SyntheticStudy().cell(gemm(1, 1, "mpj")).launch(2).file())
                .points()
                .getFirst();
        Summary summary = point.summary().orElseThrow();
        assertThat(summary.median()).isEqualTo(2);
        assertThat(summary.interval()).isEmpty();
        assertThat(summary.p95()).isEqualTo(2);
        assertThat(summary.maximum()).isEqualTo(2);
        assertThat(point.isBest()).isTrue();
        assertThat(point.overall().orElseThrow().ratio().interval()).isEmpty();
    }

    @Test
    void summaryOfLaunches() {
        SyntheticStudy study = new SyntheticStudy().cell(gemm(1, 1, "mpj"));
        for (int l = 1; l <= 6; l++) {
            study.launch(l, l, l);
        }
        Summary summary =
                Analysis.of(study.file()).points().getFirst().summary().orElseThrow();
        assertThat(summary.steps()).isEqualTo(18);
        assertThat(summary.launches()).isEqualTo(6);
        assertThat(summary.median()).isEqualTo(3.5);
        assertThat(summary.interval()).contains(new Interval(1, 6));
        assertThat(summary.cold()).hasValue(0.25);
        assertThat(summary.firstStep()).hasValue(0.125);
    }

    @Test
    void nothingMeasuredHasNoBest() {
        Analysis analysis = Analysis.of(new SyntheticStudy()
                .cell(gemm(1, 1, "mpj"), CellStatus.HUNG, "no progress in 60 s")
                .cell(gemm(2, 1, "mpj"))
                .launch(SyntheticStudy::wrong, 1)
                .file());
        assertThat(analysis.measured()).isZero();
        assertThat(analysis.problems().getFirst().best()).isEmpty();
        assertThat(analysis.points())
                .extracting(p -> p.sample().status())
                .containsExactly(CellStatus.HUNG, CellStatus.INVALID);
    }

    private static Point at(Analysis analysis, int ranks, int threads) {
        return analysis.points().stream()
                .filter(p -> p.cell().ranks() == ranks && p.cell().threads() == threads)
                .findFirst()
                .orElseThrow();
    }

    private static double median(Point point) {
        return point.summary().orElseThrow().median();
    }
}
