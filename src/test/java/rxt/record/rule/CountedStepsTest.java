package rxt.record.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import rxt.record.steady.SteadyState.State;

/** Series with a noise of 1 %. */
class CountedStepsTest {
    private final Random random = new Random(6);

    @Test
    void warmUpBeyondTheStudysIsLeftOut() {
        double[] all = series(60, i -> i < 15 ? 3 : 1);
        CountedSteps counted = CountedSteps.of(all, 5);
        assertThat(counted.state()).isEqualTo(State.WARM_UP);
        assertThat(counted.leftOut()).isEqualTo(10);
        assertThat(counted.seconds()).containsExactly(Arrays.copyOfRange(all, 15, 60));
        assertThat(counted.median()).isBetween(0.99, 1.01);
    }

    @Test
    void theStudysWarmUpIsAFloor() {
        double[] all = series(60, i -> i < 5 ? 3 : 1);
        CountedSteps counted = CountedSteps.of(all, 15);
        assertThat(counted.state()).as("it settled within the warm-up").isEqualTo(State.FLAT);
        assertThat(counted.seconds()).containsExactly(Arrays.copyOfRange(all, 15, 60));
    }

    @Test
    void afterASlowDownOnlyTheSlowStepsCount() {
        CountedSteps counted = CountedSteps.of(series(60, i -> i < 20 ? 1 : 2), 0);
        assertThat(counted.state()).isEqualTo(State.SLOW_DOWN);
        assertThat(counted.median()).isBetween(1.98, 2.02);
    }

    @Test
    void whatNeverSettlesCountsNowhere() {
        CountedSteps counted = CountedSteps.of(series(60, i -> i % 10 < 5 ? 1 : 3), 3);
        assertThat(counted.settled()).isFalse();
        assertThat(counted.seconds()).isEmpty();
        assertThat(counted.median()).isNaN();
    }

    /** A mutant that judges the whole series alone finds no steady state. */
    @Test
    void aWildBeginningThatTheStudyLeavesOutDoesNoHarm() {
        IntToDoubleFunction wild = i -> i < 60 && i % 20 < 10 ? 3 : 1;
        assertThat(CountedSteps.of(series(100, wild), 0).settled()).isFalse();
        CountedSteps counted = CountedSteps.of(series(100, wild), 60);
        assertThat(counted.state()).isEqualTo(State.FLAT);
        assertThat(counted.seconds()).hasSize(40);
    }

    /** A mutant that judges only what follows the warm-up sees the end of a decay, and nothing to part it from. */
    @Test
    void aDecayThatTheStudysWarmUpCutsOffIsStillWarmUp() {
        int settled = 0;
        for (int trial = 0; trial < 200; trial++) {
            settled += CountedSteps.of(series(40, i -> 1 + 2 * Math.exp(-i / 2.0)), 6)
                            .settled()
                    ? 1
                    : 0;
        }
        assertThat(settled).isGreaterThan(180);
    }

    @Test
    void fewStepsCannotBeJudgedAndCount() {
        CountedSteps counted = CountedSteps.of(new double[] {9, 9, 1, 2, 3}, 2);
        assertThat(counted.state()).isEqualTo(State.TOO_FEW_STEPS);
        assertThat(counted.seconds()).containsExactly(1, 2, 3);
        assertThat(counted.median()).isEqualTo(2);
    }

    private double[] series(int n, IntToDoubleFunction level) {
        double[] seconds = new double[n];
        Arrays.setAll(seconds, i -> level.applyAsDouble(i) * (1 + 0.01 * random.nextGaussian()));
        return seconds;
    }
}
