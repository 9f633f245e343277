package rxt.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rxt.analysis.SyntheticStudy.digest;
import static rxt.analysis.SyntheticStudy.gemm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import rxt.record.CellStatus;
import rxt.record.LaunchRow;
import rxt.record.Repeated;
import rxt.record.SampleRow;
import rxt.record.StudyFile;
import rxt.record.steady.SteadyState.State;

class ScreeningTest {
    @Test
    void onlyWarmStepsCount() {
        CellSample cell = only(new SyntheticStudy().cell(gemm(1, 1, "mpj")).launch(3, 1, 2));
        assertThat(cell.launches()).hasSize(1);
        assertThat(cell.launches().getFirst().steps().size()).isEqualTo(3);
        assertThat(cell.launches().getFirst().steps().maximum())
                .as("the cold step took 1000 s")
                .isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0, -1})
    void impossibleTimeVoidsItsLaunchAndNoOther(double time) {
        CellSample cell =
                only(new SyntheticStudy().cell(gemm(1, 1, "mpj")).launch(1, 2).launch(1, time, 1));
        assertThat(cell.isMeasured()).isTrue();
        assertThat(cell.launches()).extracting(l -> l.launch().launch()).containsExactly(0);
        assertThat(cell.refused()).containsExactly(new Refused(1, "step 2 took " + time + " s"));
    }

    @Test
    void impossibleTimeInTheOnlyLaunchMakesTheCellInvalid() {
        CellSample cell = only(new SyntheticStudy().cell(gemm(1, 1, "mpj")).launch(1, Double.NaN));
        assertThat(cell.status()).isEqualTo(CellStatus.INVALID);
        assertThat(cell.isMeasured()).isFalse();
        assertThat(cell.reason()).isEqualTo("no launch counts: launch 0: step 2 took NaN s");
    }

    @Test
    void eachFaultIsToldOnce() {
        assertThat(Refused.words(List.of(new Refused(3, "slow"), new Refused(4, "late"), new Refused(7, "slow"))))
                .isEqualTo("launches 3, 7: slow; launch 4: late");
    }

    @Test
    void wrongAndIncompleteLaunchesDoNotCount() {
        CellSample cell = only(new SyntheticStudy()
                .cell(gemm(1, 1, "mpj"))
                .launch(SyntheticStudy::killed)
                .launch(SyntheticStudy::wrong, 0.001)
                .launch(5)
                .launch(new double[0]));
        assertThat(cell.launches()).extracting(l -> l.steps().median()).containsExactly(5.0);
        assertThat(cell.refused())
                .containsExactly(
                        new Refused(0, "not complete, exit code 137"),
                        new Refused(1, "wrong answer, sum is 2 and not 1"),
                        new Refused(3, "no warm step"));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MEASURED")
    void cellsThatAreNotMeasuredLendNoTimes(CellStatus status) {
        CellSample cell = only(
                new SyntheticStudy().cell(gemm(1, 1, "mpj"), status, "because").launch(1, 2, 3));
        assertThat(cell.isMeasured()).isFalse();
        assertThat(cell.status()).isEqualTo(status);
        assertThat(cell.reason()).isEqualTo("because");
    }

    @Test
    void measuredCellWithoutLaunchesIsInvalid() {
        assertThat(only(new SyntheticStudy().cell(gemm(1, 1, "mpj"))).reason())
                .isEqualTo("no launch counts: the file holds no launch of it");
    }

    @Test
    void stepsBeforeTheSteadyStateDoNotCount() {
        CellSample cell = only(new SyntheticStudy()
                .cell(gemm(1, 1, "mpj"))
                .launch(steps(t -> t < 12 ? 3 : 1))
                .launch(steps(t -> t < 12 ? 1 : 3))
                .launch(steps(t -> 1)));
        assertThat(cell.launches()).extracting(l -> l.steps().size()).containsExactly(28, 28, 40);
        assertThat(cell.launches().getFirst().steps().maximum()).isLessThan(2);
        assertThat(cell.launches().get(1).steps().median()).isGreaterThan(2);
        assertThat(cell.steadiness().launches())
                .containsEntry(State.WARM_UP, 1)
                .containsEntry(State.SLOW_DOWN, 1)
                .containsEntry(State.FLAT, 1)
                .containsEntry(State.NO_STEADY_STATE, 0);
        assertThat(cell.steadiness().warmupSteps()).isEqualTo(12);
    }

    @Test
    void aLaunchThatNeverSettlesDoesNotCountAndSaysSo() {
        CellSample cell = only(new SyntheticStudy()
                .cell(gemm(1, 1, "mpj"))
                .launch(steps(t -> 1))
                .launch(steps(t -> t % 10 < 5 ? 1 : 3)));
        assertThat(cell.status()).isEqualTo(CellStatus.MEASURED);
        assertThat(cell.launches()).extracting(l -> l.launch().launch()).containsExactly(0);
        assertThat(cell.refused()).containsExactly(new Refused(1, "no steady state in 41 steps"));
        assertThat(cell.steadiness().count(State.NO_STEADY_STATE)).isEqualTo(1);
    }

    @Test
    void aCellOfWhichMostLaunchesNeverSettleIsAResultWithoutTimes() {
        CellSample cell = only(new SyntheticStudy()
                .cell(gemm(1, 1, "mpj"))
                .launch(steps(t -> 1))
                .launch(steps(t -> t % 10 < 5 ? 1 : 3))
                .launch(steps(t -> t % 10 < 5 ? 1 : 3)));
        assertThat(cell.status()).isEqualTo(CellStatus.UNSETTLED);
        assertThat(cell.reason()).isEqualTo("no steady state in 2 of 3 launches");
        assertThat(cell.isMeasured()).isFalse();
        assertThat(cell.steadiness().count(State.NO_STEADY_STATE)).isEqualTo(2);
    }

    @Test
    void answersThatDisagreeAreInvalidWhetherLaunchesSettleOrNot() {
        CellSample cell = only(new SyntheticStudy()
                .cell(gemm(1, 1, "mpj"))
                .launch(digest("01"), steps(t -> t % 10 < 5 ? 1 : 3))
                .launch(digest("02"), steps(t -> t % 10 < 5 ? 1 : 3)));
        assertThat(cell.status()).isEqualTo(CellStatus.INVALID);
        assertThat(cell.reason()).startsWith("digests 01 and 02 here");
    }

    @Test
    void launchesForDriftCountForDriftOnly() {
        SyntheticStudy study =
                new SyntheticStudy().cell(gemm(1, 1, "mpj"), new Repeated(0.02, Repeated.End.LAUNCH_CAP, 3));
        for (double median : new double[] {1, 1.01, 1.02, 1.03, 1.04, 1.05}) {
            study.launch(steps(t -> median));
        }
        study.launch(SyntheticStudy::killed);
        study.launch(steps(t -> 2)).launch(steps(t -> 2.01)).launch(steps(t -> 2.02));
        CellSample cell = only(study);
        assertThat(cell.launches()).hasSize(6);
        assertThat(cell.forDrift()).extracting(l -> l.launch().launch()).containsExactly(7, 8, 9);
        assertThat(cell.steadiness().relativeWidth().orElseThrow()).isBetween(0.04, 0.06);
        assertThat(Analysis.of(study.file()).drifts()).singleElement().satisfies(drift -> {
            assertThat(drift.drifted()).isTrue();
            assertThat(drift.endToBegin().ratio()).isBetween(1.9, 2.1);
        });
        assertThat(Analysis.of(new SyntheticStudy()
                                .cell(gemm(1, 1, "mpj"))
                                .launch(steps(t -> 1))
                                .file())
                        .drifts())
                .isEmpty();
    }

    /** Forty steps with a noise of 1 %. */
    private static double[] steps(IntToDoubleFunction level) {
        Random random = new Random(1);
        double[] seconds = new double[40];
        Arrays.setAll(seconds, i -> level.applyAsDouble(i) * (1 + 0.01 * random.nextGaussian()));
        return seconds;
    }

    @Test
    void contradictionsAreRefused() {
        assertThatThrownBy(
                        () -> only(new SyntheticStudy().cell(gemm(1, 1, "mpj")).cell(gemm(1, 1, "mpj"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cells 0 and 1 are the same");
        StudyFile good =
                new SyntheticStudy().cell(gemm(1, 1, "mpj")).launch(1, 2).file();
        assertThatThrownBy(() -> Screening.of(with(good, good.launches(), twice(good.samples()))))
                .hasMessageContaining("step 0 of launch 0 is out of order");
        assertThatThrownBy(() -> Screening.of(with(good, List.of(), good.samples())))
                .hasMessageContaining("a sample names an unknown launch, 0");
        assertThatThrownBy(() -> Screening.of(with(good, twice(good.launches()), good.samples())))
                .hasMessageContaining("launch 0 occurs twice");
        StudyFile noCell = new StudyFile(
                good.header(), List.of(), good.launches(), good.samples(), List.of(), good.environments());
        assertThatThrownBy(() -> Screening.of(noCell)).hasMessageContaining("launch 0 names an unknown cell, 0");
        StudyFile cellTwice = new StudyFile(
                good.header(), twice(good.cells()), good.launches(), good.samples(), List.of(), good.environments());
        assertThatThrownBy(() -> Screening.of(cellTwice)).hasMessageContaining("cell 0 occurs twice");
        StudyFile nowhere =
                new StudyFile(good.header(), good.cells(), good.launches(), good.samples(), List.of(), List.of());
        assertThatThrownBy(() -> Screening.of(nowhere))
                .hasMessageContaining("launch 0 names an unknown environment, 0");
        StudyFile placeTwice = new StudyFile(
                good.header(), good.cells(), good.launches(), good.samples(), List.of(), twice(good.environments()));
        assertThatThrownBy(() -> Screening.of(placeTwice)).hasMessageContaining("environment 0 occurs twice");
    }

    private static StudyFile with(StudyFile file, List<LaunchRow> launches, List<SampleRow> samples) {
        return new StudyFile(file.header(), file.cells(), launches, samples, List.of(), file.environments());
    }

    private static <T> List<T> twice(List<T> rows) {
        List<T> both = new ArrayList<>(rows);
        both.addAll(rows);
        return both;
    }

    private static CellSample only(SyntheticStudy study) {
        List<CellSample> cells = Screening.of(study.file());
        return cells.getLast();
    }
}
