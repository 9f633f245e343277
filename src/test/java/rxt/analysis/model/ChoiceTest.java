package rxt.analysis.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.random.RandomGenerator;
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

    /** Five points do for Amdahl's two coefficients and the variance, not for USL's three. */
    @Test
    void fewPoints() {
        List<TimePoint> five = List.of(
                TimePoint.of(1, 1, 8),
                TimePoint.of(2, 1, 4.4),
                TimePoint.of(4, 1, 2.5),
                TimePoint.of(8, 1, 1.6),
                TimePoint.of(16, 1, 1.1));
        Choice choice = Choice.of(new Curve(Growth.STRONG, five), Noise.PROPORTIONAL);
        assertThat(choice.ranked())
                .singleElement()
                .satisfies(c -> assertThat(c.weight()).isEqualTo(1));
        assertThat(choice.refused().get(new Usl())).contains("5 points to fit; comparing it with other laws needs 6");
        assertThatThrownBy(() -> Choice.of(new Curve(Growth.STRONG, five.subList(0, 4)), Noise.PROPORTIONAL))
                .isInstanceOf(FitRefusedException.class)
                .hasMessageContaining("Amdahl has 4 points to fit; comparing it with other laws needs 5")
                .hasMessageContaining("E-Amdahl needs 2 or more numbers of ranks");
        assertThatThrownBy(() -> Choice.of(new Curve(Growth.WEAK, five.subList(0, 3)), Noise.CONSTANT))
                .hasMessageContaining("it needs 4 or more");
    }

    private static Choice choice(RandomGenerator random, Law law, double... truth) {
        return Choice.of(
                Curves.disturbed(law, Growth.STRONG, truth, () -> Math.exp(0.02 * random.nextGaussian())),
                Noise.PROPORTIONAL);
    }
}
