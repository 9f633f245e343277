package rxt.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import rxt.record.LaunchRow;
import rxt.record.Repeated;

/** Launches differ by 2 % as steps do. */
class DriftTest {
    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(4);
    private final Resampler resampler = new Resampler(1);

    @Test
    void aSteadyMachineDriftsInAtMostFivePerCent() {
        int drifts = 0;
        for (int trial = 0; trial < 2000; trial++) {
            drifts += drift(trial, launches(6, 1), launches(6, 1)).drifted() ? 1 : 0;
        }
        assertThat(drifts).isLessThanOrEqualTo(100);
    }

    @Test
    void aTenthIsDriftEitherWay() {
        int slower = 0;
        int faster = 0;
        for (int trial = 0; trial < 100; trial++) {
            Drift up = drift(trial, launches(6, 1), launches(6, 1.1));
            slower += up.drifted() && up.endToBegin().ratio() > 1 ? 1 : 0;
            faster += drift(trial, launches(6, 1.1), launches(6, 1)).drifted() ? 1 : 0;
        }
        assertThat(slower).isGreaterThanOrEqualTo(90);
        assertThat(faster).isGreaterThanOrEqualTo(90);
    }

    @Test
    void twoLaunchesDecideNothing() {
        Drift drift = drift(0, launches(6, 1), launches(2, 9));
        assertThat(drift.decided()).isFalse();
        assertThat(drift.drifted()).isFalse();
        assertThat(drift(0, launches(3, 1), launches(3, 1)).decided()).isTrue();
    }

    /** Six launches, three for drift at twice the time, six of a cell that was added, three for drift as at first. */
    @Test
    void onlyWhatStandsAtTheEndCounts() {
        assertThat(afterAnExtension(6)).singleElement().satisfies(drift -> {
            assertThat(drift.decided()).isTrue();
            assertThat(drift.endToBegin().ratio()).isCloseTo(1, org.assertj.core.api.Assertions.within(1e-9));
        });
        assertThat(afterAnExtension(3)).as("none stands at the end").isEmpty();
    }

    /** Slower and slower: 1, 1, 1, 2, 2, 2 and 3, 3, 3 at the end, which is three times the first half. */
    @Test
    void theEndIsHeldAgainstTheFirstHalf() {
        SyntheticStudy study = new SyntheticStudy();
        study.cell(SyntheticStudy.gemm(1, 1, "mpj"), new Repeated(0.05, Repeated.End.NARROW, 3));
        for (int second = 0; second < 9; second++) {
            int level = 1 + second / 3;
            study.launch(at(second), level, level);
        }
        assertThat(Analysis.of(study.file()).drifts())
                .singleElement()
                .satisfies(drift -> assertThat(drift.endToBegin().ratio())
                        .isCloseTo(3, org.assertj.core.api.Assertions.within(1e-9)));
    }

    private static List<Drift> afterAnExtension(int launchesForDrift) {
        SyntheticStudy study = new SyntheticStudy();
        study.cell(SyntheticStudy.gemm(1, 1, "mpj"), new Repeated(0.05, Repeated.End.NARROW, launchesForDrift));
        for (int second = 0; second < 9; second++) {
            study.launch(at(second), second < 6 ? 1 : 2, second < 6 ? 1 : 2);
        }
        for (int second = 15; second < 12 + launchesForDrift; second++) {
            study.launch(at(second), 1, 1);
        }
        study.cell(SyntheticStudy.gemm(2, 1, "mpj"));
        for (int second = 9; second < 15; second++) {
            study.launch(at(second), 1, 1);
        }
        return Analysis.of(study.file()).drifts();
    }

    private static UnaryOperator<LaunchRow> at(int second) {
        return row -> new LaunchRow(
                row.launch(),
                row.cell(),
                row.attempt(),
                row.startedAt().plusSeconds(second).toString(),
                row.wallSeconds(),
                row.coldSeconds(),
                row.firstStepSeconds(),
                row.valid(),
                row.checkName(),
                row.checkExpected(),
                row.checkActual(),
                row.digest(),
                row.exitCode(),
                row.oversubscribed(),
                row.sharedJvm(),
                row.environment());
    }

    private Drift drift(int cell, List<Sample> begin, List<Sample> end) {
        return new Drift(SyntheticStudy.gemm(1, 1, "mpj"), Drift.ratio(resampler, cell, begin, end));
    }

    private List<Sample> launches(int count, double level) {
        return Stream.generate(() -> {
                    double launch = level * Math.exp(0.02 * random.nextGaussian());
                    return Sample.of(random.doubles(20)
                            .map(u -> launch * (1 - 0.02 * Math.log(1 - u)))
                            .toArray());
                })
                .limit(count)
                .toList();
    }
}
