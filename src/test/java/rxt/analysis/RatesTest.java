package rxt.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RatesTest {
    /** Hoefler and Belli's example: the arithmetic mean of the rates, 4.5, is wrong. */
    @Test
    void hundredGigaflopInTenHundredAndFortySeconds() {
        double[] seconds = {10, 100, 40};
        assertThat(Arrays.stream(seconds).average()).hasValue(50);
        assertThat(Rates.harmonicMean(100, seconds)).isEqualTo(2);
        double byRates = 3 / Arrays.stream(seconds).map(s -> s / 100).sum();
        assertThat(Rates.harmonicMean(100, seconds)).isCloseTo(byRates, within(1e-15));
    }

    @Test
    void refusesWhatIsNoTimeAndNoWork() {
        assertThatThrownBy(() -> Rates.harmonicMean(1, 1, Double.NaN)).hasMessageContaining("finite and above 0");
        assertThatThrownBy(() -> Rates.harmonicMean(1)).hasMessageContaining("finite and above 0");
        assertThatThrownBy(() -> Rates.harmonicMean(Double.NaN, 1)).hasMessageContaining("work of a step");
    }
}
