package rxt.analysis.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static rxt.analysis.SyntheticStudy.gemm;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import rxt.analysis.Analysis;
import rxt.analysis.SyntheticStudy;
import rxt.analysis.model.SeriesModels.Target;
import rxt.record.LaunchRow;

/** Times of E-Amdahl's law with serial fractions 0.02 of ranks and 0.1 of threads. */
class SeriesModelsTest {
    private final SyntheticStudy study = new SyntheticStudy();

    @Test
    void theRightLawIsChosenWithItsCoefficients() {
        grid(4, 4, row -> row);
        SeriesModels models = models("ffm");
        Fit best = models.best().orElseThrow();
        assertThat(best.law()).isInstanceOf(EAmdahl.class);
        assertThat(best.coefficient("fᵣ").value()).isCloseTo(0.02, within(0.002));
        assertThat(best.coefficient("fₜ").value()).isCloseTo(0.1, within(0.005));
        assertThat(models.fits())
                .extracting(fit -> fit.law().title())
                .containsExactlyInAnyOrder("E-Amdahl", "Amdahl", "USL");
        assertThat(models.standing(best).orElseThrow().delta()).isZero();
        assertThat(models.karpFlatt()).isPresent();
        assertThat(models.refused()).isEmpty();
    }

    @Test
    void twiceIsForetoldAndFourTimesWithAWarning() {
        grid(4, 4, row -> row);
        assertThat(models("ffm").forecasts())
                .extracting(Forecast::ranks, Forecast::threads, f -> f.warning().isPresent())
                .containsExactly(tuple(8.0, 4.0, false), tuple(16.0, 4.0, true));
        Forecast forecast = models("ffm").forecasts().getFirst();
        assertThat(forecast.interval().contains(seconds(8, 4))).isTrue();
        assertThat(models("ffm", new Target(3, 2)).forecasts())
                .singleElement()
                .satisfies(f -> assertThat(f.seconds()).isCloseTo(seconds(3, 2), within(0.01 * seconds(3, 2))));
    }

    /** An oversubscribed split, absurdly slow, changes no coefficient. */
    @Test
    void oversubscribedSplitsAreLeftOut() {
        grid(4, 4, row -> row);
        double before = models("ffm").best().orElseThrow().coefficient("fᵣ").value();
        study.cell(gemm(8, 4, "ffm")).around(100, 3, 10, SyntheticStudy::oversubscribed);
        SeriesModels models = models("ffm");
        assertThat(models.best().orElseThrow().coefficient("fᵣ").value()).isEqualTo(before);
        assertThat(models.curve().leftOut()).containsOnlyKeys(Mark.OVERSUBSCRIBED);
        study.cell(gemm(16, 4, "ffm")).around(1, 3, 10);
        assertThat(models("ffm").best().orElseThrow().residualStandardError())
                .isGreaterThan(20 * models.best().orElseThrow().residualStandardError());
    }

    /** Threads of one JVM are never fitted together with processes: left out beside them, alone fitted and labelled. */
    @Test
    void ranksOfOneJvmAreKeptApart() {
        grid(4, 4, SyntheticStudy::sharedJvm);
        SeriesModels alone = models("ffm");
        assertThat(alone.sharedJvm()).isTrue();
        assertThat(alone.curve().clean()).hasSize(9);
        study.cell(gemm(8, 1, "ffm")).around(seconds(8, 1), 3, 10);
        SeriesModels mixed = models("ffm");
        assertThat(mixed.sharedJvm()).isFalse();
        assertThat(mixed.curve().leftOut()).containsEntry(Mark.SHARED_JVM, 6);
        assertThat(mixed.curve().clean()).extracting(TimePoint::ranks).containsOnly(1, 8);
    }

    @Test
    void threePointsAreRefusedAndFourAreFittedWithoutAChoice() {
        for (int threads : List.of(1, 2, 4)) {
            study.cell(gemm(1, threads, "ffm")).around(seconds(1, threads), 3, 10);
        }
        assertThat(models("ffm").fits()).isEmpty();
        assertThat(models("ffm").refused().values())
                .hasSize(3)
                .allMatch(reason -> reason.contains("has 3 points to fit; it needs 4 or more"));
        assertThat(models("ffm").forecasts()).isEmpty();
        study.cell(gemm(1, 8, "ffm")).around(seconds(1, 8), 3, 10);
        SeriesModels four = models("ffm");
        assertThat(four.choice()).isEmpty();
        assertThat(four.fits()).extracting(fit -> fit.law().title()).containsExactly("Amdahl", "USL");
        assertThat(four.best()).isEmpty();
        assertThat(four.choiceRefusal()).startsWith("no law is chosen: 4 splits are fitted");
        assertThat(four.forecasts())
                .extracting(forecast -> forecast.fit().law().title(), Forecast::threads)
                .containsExactly(tuple("Amdahl", 16.0), tuple("Amdahl", 32.0), tuple("USL", 16.0), tuple("USL", 32.0));
        assertThat(four.refused())
                .hasEntrySatisfying(new EAmdahl(), reason -> assertThat(reason).contains("ranks"));
    }

    private void grid(int ranks, int threads, UnaryOperator<LaunchRow> change) {
        for (int r = 1; r <= ranks; r *= 2) {
            for (int t = 1; t <= threads; t *= 2) {
                study.cell(gemm(r, t, "ffm")).around(seconds(r, t) * (1 + 1e-3 * ((7 * r + 3 * t) % 5)), 3, 10, change);
            }
        }
    }

    private static double seconds(int ranks, int threads) {
        return 0.02 + 0.98 * (0.1 + 0.9 / threads) / ranks;
    }

    private SeriesModels models(String transport, Target... targets) {
        return SeriesModels.of(Analysis.of(study.file()).problems().getFirst(), transport, List.of(targets));
    }
}
