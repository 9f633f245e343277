package rxt.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Launches differ by 2 %, steps of a launch by 1 %; the median is 1. */
class SummaryTest {
    private static final int TRIALS = 10_000;
    private static final double BETWEEN_LAUNCHES = 0.02;
    private static final double WITHIN_LAUNCH = 0.01;

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(41);

    @ParameterizedTest
    @ValueSource(ints = {6, 10, 20})
    void theIntervalCoversTheMedianWhereLaunchesDiffer(int launches) {
        int covered = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            Interval interval = summary(draw(launches, () -> 21)).interval().orElseThrow();
            covered += interval.contains(1) ? 1 : 0;
        }
        assertThat(covered).isGreaterThanOrEqualTo(TRIALS * 94 / 100);
    }

    /** So the test above can fail: all steps as if they were independent. */
    @Test
    void anIntervalOfAllStepsPooledWouldNotCoverIt() {
        int covered = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            Sample pooled = Sample.union(draw(10, () -> 21));
            covered += MedianInterval.of(pooled).orElseThrow().contains(1) ? 1 : 0;
        }
        assertThat(covered).isLessThan(TRIALS / 2);
    }

    /** Where some launches keep seven times as many steps, the median of all steps may lie outside. */
    @Test
    void theIntervalHoldsTheMedianShownAndIsAsWideAsTheStudyAskedFor() {
        int pooledOutside = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            List<Sample> launches = draw(6 + trial % 20, () -> random.nextInt(3) == 0 ? 61 : 9);
            CellSample cell = SyntheticCell.of(0, SyntheticStudy.gemm(1, 1, "mpj"), launches);
            Summary summary = summary(launches);
            Interval interval = summary.interval().orElseThrow();
            assertThat(interval.contains(summary.median())).isTrue();
            assertThat((interval.high() - interval.low()) / summary.median())
                    .isCloseTo(cell.steadiness().relativeWidth().orElseThrow(), within(1e-12));
            pooledOutside += interval.contains(Sample.union(launches).median()) ? 0 : 1;
        }
        assertThat(pooledOutside).isPositive();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void belowSixLaunchesThereIsNoIntervalHoweverManyTheSteps(int launches) {
        List<Sample> steps = draw(launches, () -> 101);
        assertThat(summary(steps).interval()).isEmpty();
        assertThat(summary(steps).median()).isEqualTo(Sample.ofMedians(steps).median());
    }

    private static Summary summary(List<Sample> launches) {
        return Summary.of(SyntheticCell.of(0, SyntheticStudy.gemm(1, 1, "mpj"), launches), Sample.union(launches));
    }

    /** Odd numbers of steps of symmetric logarithms, so that the median of a launch has the median 1 exactly. */
    private List<Sample> draw(int launches, IntSupplier steps) {
        List<Sample> samples = new ArrayList<>();
        for (int l = 0; l < launches; l++) {
            double shift = BETWEEN_LAUNCHES * random.nextGaussian();
            samples.add(Sample.of(random.doubles(steps.getAsInt())
                    .map(u -> Math.exp(shift + WITHIN_LAUNCH * (2 * u - 1)))
                    .toArray()));
        }
        return samples;
    }
}
