package rxt.record.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StepGrowthTest {
    /** nrep(i) = nrep(i−1) + 10 · 2^(i−1): 10, 20, 40, 80, and the most. */
    @Test
    void batchesDoubleUntilTheMost() {
        StepGrowth rule = new StepGrowth(10, 100);
        int made = 0;
        int[] after = new int[5];
        for (int batch = 0; batch < after.length; batch++) {
            made += rule.further(wide(made));
            after[batch] = made;
        }
        assertThat(after).containsExactly(10, 20, 40, 80, 100);
        assertThat(rule.further(wide(100))).isZero();
        assertThat(new StepGrowth(10, 10).further(wide(10))).isZero();
    }

    /** Two times a and b have the standard error |a − b| / 2. */
    @Test
    void endsAtOnePerCent() {
        assertThat(StepGrowth.relativeStandardError(0.99, 1.01)).isCloseTo(0.01, within(1e-15));
        StepGrowth rule = new StepGrowth(2, 100);
        assertThat(rule.further(0.991, 1.009)).isZero();
        assertThat(rule.further(0.989, 1.011)).isEqualTo(2);
    }

    @Test
    void oneTimeTellsNothing() {
        assertThat(new StepGrowth(1, 4).further(1)).isEqualTo(1);
        assertThat(new StepGrowth(1, 1).further(1)).isZero();
    }

    @Test
    void fewerAtMostThanAtFirstAreRefused() {
        assertThatThrownBy(() -> new StepGrowth(5, 4)).hasMessageContaining("5 steps, and 4 at most");
        assertThatThrownBy(() -> new StepGrowth(0, 4)).hasMessageContaining("0 steps");
    }

    private static double[] wide(int steps) {
        double[] times = new double[steps];
        Arrays.setAll(times, i -> i % 2 == 0 ? 1 : 9);
        return times;
    }
}
