package rxt.analysis.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForecastTest {
    private static final Fit HYBRID = Fit.of(new EAmdahl(), Curves.STRONG_GRID, Noise.PROPORTIONAL);
    private static final Fit SIMPLE = Fit.of(new Amdahl(), Curves.STRONG_GRID, Noise.PROPORTIONAL);

    /** Measured to 4 ranks × 4 threads, 16 workers: twice that is the last without a warning. */
    @ParameterizedTest
    @CsvSource({
        "8,4,false,false",
        "4,8,false,false",
        "9,1,true,false",
        "1,9,true,false",
        "8,8,true,true",
        "32,1,true,false",
        "33,1,true,true"
    })
    void warnsBeyondTwiceTheMeasuredRange(int ranks, int threads, boolean hybrid, boolean simple) {
        assertThat(HYBRID.forecast(ranks, threads).warning().isPresent()).isEqualTo(hybrid);
        assertThat(SIMPLE.forecast(ranks, threads).warning().isPresent()).isEqualTo(simple);
    }

    @Test
    void theWarningSaysWhatWasMeasured() {
        assertThat(SIMPLE.forecast(64, 1).warning().orElseThrow())
                .contains("beyond twice the measured range, 4 ranks, 4 threads, 16 workers");
    }

    /** Without bounds of the rate at 0 the interval of a time would turn over. */
    @Test
    void anIntervalMayBeWithoutEnd() {
        Curve wild = Curves.ofRates(new int[] {1, 2, 4, 8, 16}, 1, 9, 2, 14, 3);
        Forecast far = Fit.of(new Amdahl(), wild, Noise.CONSTANT).forecast(1, 1);
        assertThat(far.interval().high()).isInfinite();
        assertThat(far.interval().low()).isPositive().isLessThan(far.seconds());
    }

    /** With weak scaling the time is that of the grown work. */
    @Test
    void timesAndSpeedUpsAgree() {
        Fit weak = Fit.of(new EGustafson(), Curves.WEAK_GRID, Noise.CONSTANT);
        assertThat(weak.speedup(4, 2)).isCloseTo(8 * weak.seconds(1, 1) / weak.seconds(4, 2), within(1e-12));
        assertThat(weak.forecast(4, 2).seconds()).isCloseTo(weak.seconds(4, 2), within(1e-12));
        assertThat(HYBRID.speedup(4, 2)).isCloseTo(HYBRID.seconds(1, 1) / HYBRID.seconds(4, 2), within(1e-12));
        assertThat(HYBRID.seconds(4, 2)).isCloseTo(1.71, within(0.1));
    }

    @ParameterizedTest
    @CsvSource({"0,1", "1,0.5", "NaN,1", "Infinity,1"})
    void refusesWhatIsNoSplit(double ranks, double threads) {
        assertThatThrownBy(() -> HYBRID.forecast(ranks, threads)).hasMessageContaining("ranks and threads start at 1");
    }
}
