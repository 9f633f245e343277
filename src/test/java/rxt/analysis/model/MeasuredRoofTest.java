package rxt.analysis.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import rxt.analysis.Analysis;
import rxt.analysis.Point;
import rxt.analysis.SyntheticStudy;
import rxt.record.Cell;
import rxt.record.StepWork;

/** gemm reaches 100 flop/s and triad 20 byte/s, so that memory binds below 5 flop/byte. */
class MeasuredRoofTest {
    private final SyntheticStudy study = new SyntheticStudy();

    @Test
    void theBestRatesMakeTheRoofAndKernelsStandUnderIt() {
        cell("gemm", 1, new StepWork(100, 1, 0), 2);
        cell("gemm", 2, new StepWork(100, 1, 0), 1);
        cell("triad", 1, new StepWork(2, 40, 0), 2);
        cell("jacobi", 1, new StepWork(10, 5, 4), 0.5);
        cell("image", 1, new StepWork(80, 10, 0), 1);
        study.cell(named("gemm", 4))
                .launch(row -> SyntheticStudy.oversubscribed(row).doing(new StepWork(1e9, 1, 0)), 1);
        Analysis analysis = Analysis.of(study.file());
        MeasuredRoof roof = MeasuredRoof.of(analysis).orElseThrow();
        assertThat(roof.roofline().peakFlopPerSecond()).isCloseTo(100, within(1e-9));
        assertThat(roof.roofline().bytesPerSecond()).isCloseTo(20, within(1e-9));
        assertThat(roof.peak().threads()).isEqualTo(2);
        Roofline.Standing jacobi = roof.standing(point(analysis, "jacobi")).orElseThrow();
        assertThat(jacobi.bound()).isEqualTo(Roofline.Bound.MEMORY);
        assertThat(jacobi.fraction()).isCloseTo(20.0 / 40, within(1e-9));
        Roofline.Standing image = roof.standing(point(analysis, "image")).orElseThrow();
        assertThat(image.bound()).isEqualTo(Roofline.Bound.COMPUTE);
        assertThat(image.fraction()).isCloseTo(0.8, within(1e-9));
    }

    /** The small gemm and the small triad, which stay in a cache, are ten times as fast. */
    @Test
    void onlyTheLargestOfEachMakeTheRoof() {
        cell("gemm", 1, new StepWork(100, 1, 0), 1);
        sized("gemm", new StepWork(10, 1, 0), 0.01);
        cell("triad", 1, new StepWork(2, 40, 0), 2);
        cell("triad", 2, new StepWork(2, 40, 0), 1);
        sized("triad", new StepWork(1, 20, 0), 0.05);
        MeasuredRoof roof = MeasuredRoof.of(Analysis.of(study.file())).orElseThrow();
        assertThat(roof.roofline().peakFlopPerSecond()).isCloseTo(100, within(1e-9));
        assertThat(roof.roofline().bytesPerSecond()).isCloseTo(40, within(1e-9));
        assertThat(roof.bandwidth().threads()).isEqualTo(2);
    }

    private void sized(String kernel, StepWork work, double seconds) {
        study.cell(new Cell(kernel, Map.of("n", "small"), 1, 1, "ffm", "forkjoin", "none", "strong"))
                .launch(row -> row.doing(work), seconds, seconds, seconds);
    }

    @Test
    void withoutTriadOrWithoutWorkThereIsNoRoof() {
        cell("gemm", 1, new StepWork(100, 1, 0), 2);
        assertThat(MeasuredRoof.of(Analysis.of(study.file()))).isEmpty();
        cell("triad", 1, StepWork.UNKNOWN, 2);
        assertThat(MeasuredRoof.of(Analysis.of(study.file()))).isEmpty();
    }

    /** The launches of 10, 100 and 40 s, 100 flop each: 2 flop/s, where a mean of rates would say 4.5. */
    @Test
    void aRateIsTheHarmonicMeanOverLaunches() {
        study.cell(named("gemm", 1));
        for (double seconds : new double[] {10, 100, 40}) {
            study.launch(row -> row.doing(new StepWork(100, 0, 0)), seconds, seconds);
        }
        Point point = Analysis.of(study.file()).points().getFirst();
        assertThat(point.sample().flopRate()).hasValueCloseTo(2.0, within(1e-12));
        assertThat(point.sample().byteRate()).isEmpty();
    }

    private void cell(String kernel, int threads, StepWork work, double seconds) {
        study.cell(named(kernel, threads)).launch(row -> row.doing(work), seconds, seconds, seconds);
    }

    private static Cell named(String kernel, int threads) {
        return new Cell(kernel, Map.of(), 1, threads, "ffm", "forkjoin", "none", "strong");
    }

    private static Point point(Analysis analysis, String kernel) {
        Optional<Point> point = analysis.points().stream()
                .filter(p -> p.cell().kernel().equals(kernel))
                .findFirst();
        return point.orElseThrow();
    }
}
