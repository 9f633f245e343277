package rxt.analysis.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChoiceTest {
    /** AICc by scipy: −66.67 for E-Amdahl, −28.15 for Amdahl. */
    @Test
    void theGridNeedsTwoLevels() {
        Choice choice = Choice.of(Curves.STRONG_GRID, Noise.PROPORTIONAL);
        assertThat(choice.ranked())
                .extracting(candidate -> candidate.fit().law())
                .containsExactly(new EAmdahl(), new Amdahl(), new Usl());
        assertThat(choice.best().law()).isEqualTo(new EAmdahl());
        assertThat(choice.refused()).isEmpty();
        Choice.Candidate amdahl = choice.ranked().get(1);
        assertThat(amdahl.delta()).isCloseTo(66.673742 - 28.145566, within(1e-6));
        assertThat(amdahl.weight() / choice.ranked().getFirst().weight())
                .isCloseTo(Math.exp(-amdahl.delta() / 2), within(1e-15));
        assertThat(amdahl.isSupported()).isFalse();
    }

    /** β costs 2 and 24/(n − 5) − 12/(n − 4) even where it is 0; AIC without the small-sample part would ask 2 only. */
    @Test
    void aCoefficientThatGainsNothingCosts() {
        Choice choice = Choice.of(Curves.STRONG_GRID, Noise.PROPORTIONAL);
        double cost = choice.ranked().get(2).delta() - choice.ranked().get(1).delta();
        assertThat(cost).isCloseTo(2 + 2.0 * 4 * 5 / (9 - 5) - 2.0 * 3 * 4 / (9 - 4), within(1e-6));
    }

    @Test
    void weightsSumToOneAndTheTruthIsMostOftenBest() {
        RandomGenerator random = Curves.random(3);
        int amdahl = 0;
        int usl = 0;
        for (int trial = 0; trial < 300; trial++) {
            Choice serial = choice(random, new Amdahl(), 2, 0.05);
            Choice retrograde = choice(random, new Usl(), 2, 0.05, 0.001);
            amdahl += serial.best().law().equals(new Amdahl()) ? 1 : 0;
            usl += retrograde.best().law().equals(new Usl()) ? 1 : 0;
            assertThat(serial.ranked().stream()
                            .mapToDouble(Choice.Candidate::weight)
                            .sum())
                    .isCloseTo(1, within(1e-12));
            assertThat(serial.refused()).containsOnlyKeys(new EAmdahl());
        }
        assertThat(amdahl).isGreaterThan(285);
        assertThat(usl).isGreaterThan(285);
    }

    @Test
    void weakCurvesHaveWeakLaws() {
        Choice choice = Choice.of(Curves.WEAK_GRID, Noise.PROPORTIONAL);
        assertThat(choice.ranked())
                .extracting(candidate -> candidate.fit().law())
                .containsExactlyInAnyOrder(new Gustafson(), new Usl(), new EGustafson());
        assertThat(choice.best().law()).isEqualTo(new EGustafson());
    }

    /** Five points would do for Amdahl's two coefficients and the variance, not for USL's three: so none is chosen. */
    @Test
    void fewPoints() {
        double[] usl = {1, 0.02, 0.01};
        List<TimePoint> six = IntStream.of(1, 2, 4, 8, 12, 16)
                .mapToObj(w -> TimePoint.of(w, 1, 1 / Curves.speedup(new Usl(), usl, w, 1) * (1 + 0.001 * (w % 3))))
                .toList();
        for (int n : new int[] {4, 5}) {
            assertThatThrownBy(() -> Choice.of(new Curve(Growth.STRONG, six.subList(0, n)), Noise.PROPORTIONAL))
                    .isInstanceOf(FitRefusedException.class)
                    .hasMessage("no law is chosen: " + n
                            + " splits are fitted, and choosing between Amdahl and USL needs 6 or more");
        }
        Choice choice = Choice.of(new Curve(Growth.STRONG, six), Noise.PROPORTIONAL);
        assertThat(choice.best().law()).isEqualTo(new Usl());
        assertThat(choice.refused()).containsOnlyKeys(new EAmdahl());
        assertThatThrownBy(() -> Choice.of(new Curve(Growth.WEAK, six.subList(0, 3)), Noise.CONSTANT))
                .hasMessageContaining("it needs 4 or more");
    }

    private static Choice choice(RandomGenerator random, Law law, double... truth) {
        return Choice.of(
                Curves.disturbed(law, Growth.STRONG, truth, () -> Math.exp(0.02 * random.nextGaussian())),
                Noise.PROPORTIONAL);
    }
}
