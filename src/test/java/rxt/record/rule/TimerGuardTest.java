package rxt.record.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TimerGuardTest {
    @Test
    void overheadMustBeBelowFivePerCent() {
        TimerGuard timer = new TimerGuard(50e-9, 1e-9);
        assertThat(timer.refusal(1.001e-6)).isEmpty();
        assertThat(timer.refusal(0.999e-6).orElseThrow())
                .contains("0.999 µs", "reading the timer takes 0.0500 µs", "below 1/20", "more work");
    }

    @Test
    void resolutionMustBeTenTimesFiner() {
        TimerGuard timer = new TimerGuard(0, 100e-9);
        assertThat(timer.refusal(1.001e-6)).isEmpty();
        assertThat(timer.refusal(0.999e-6).orElseThrow()).contains("resolves 0.100 µs", "at most 1/10");
    }

    @Test
    void whatIsNoIntervalIsRefused() {
        assertThat(new TimerGuard(0, 1e-9).refusal(0)).isPresent();
        assertThat(new TimerGuard(0, 1e-9).refusal(Double.NaN)).isPresent();
        assertThatThrownBy(() -> new TimerGuard(0, 0)).hasMessageContaining("resolution above 0");
    }
}
