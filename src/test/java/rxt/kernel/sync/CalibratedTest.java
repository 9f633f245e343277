package rxt.kernel.sync;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CalibratedTest {
    @Test
    void manyStepsAtOnceAreTheSteps() {
        for (long steps : new long[] {0, 1, 2, 3, 100, 12_345}) {
            assertThat(Calibrated.steps(42, steps)).isEqualTo(Calibrated.compute(42, steps));
        }
        assertThat(Calibrated.compute(1, 1)).isEqualTo(Calibrated.FACTOR + Calibrated.INCREMENT);
    }
}
