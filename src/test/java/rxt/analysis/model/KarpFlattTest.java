package rxt.analysis.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import rxt.analysis.Interval;

class KarpFlattTest {
    private static final double[] SPEEDUPS = {1, 1.82, 2.50, 3.08, 3.57, 4.00, 4.38, 4.71};

    private static Curve curve(double... speedups) {
        return Curves.ofRates(IntStream.rangeClosed(1, speedups.length).toArray(), speedups);
    }

    /** The table of MEASUREMENT: 0.10 within what half a unit of the speed-up's last digit changes. */
    @Test
    void constantSerialFraction() {
        KarpFlatt found = KarpFlatt.of(curve(SPEEDUPS));
        assertThat(found.entries()).hasSize(7);
        for (KarpFlatt.Entry entry : found.entries()) {
            int p = entry.point().workers();
            double s = SPEEDUPS[p - 1];
            double half = 0.005 / (s * (s - 0.005)) / (1 - 1.0 / p);
            assertThat(entry.e()).as("p=%d", p).isCloseTo(0.10, within(half));
            assertThat(entry.interval()).isEmpty();
        }
        assertThat(found.trend()).isEqualTo(KarpFlatt.Trend.CONSTANT);
    }

    /**
     * Quinn, <i>Parallel Programming in C</i>, 2003, section 7.5: e from 0.070 to 0.100, within what a speed-up's last
     * digit changes.
     */
    @Test
    void risingOverhead() {
        KarpFlatt found = KarpFlatt.of(curve(1, 1.87, 2.61, 3.23, 3.73, 4.14, 4.46, 4.71));
        assertThat(found.entries().stream().mapToDouble(KarpFlatt.Entry::e).toArray())
                .containsExactly(new double[] {0.070, 0.075, 0.080, 0.085, 0.090, 0.095, 0.100}, within(6e-4));
        assertThat(found.trend()).isEqualTo(KarpFlatt.Trend.RISING);
    }

    @Test
    void fallingAndUnknown() {
        assertThat(KarpFlatt.of(curve(1, 1.7, 2.6, 3.6, 4.8, 6.2)).trend()).isEqualTo(KarpFlatt.Trend.FALLING);
        assertThat(KarpFlatt.of(curve(1, 1.8, 2.5, 3.1)).trend()).isEqualTo(KarpFlatt.Trend.UNKNOWN);
    }

    /** Weak: the same e as the strong run with the same speed-up. */
    @Test
    void weakScaling() {
        Curve weak = new Curve(Growth.WEAK, List.of(TimePoint.of(1, 1, 2), TimePoint.of(2, 2, 2.6)));
        Curve strong = new Curve(Growth.STRONG, List.of(TimePoint.of(1, 1, 2), TimePoint.of(2, 2, 0.65)));
        assertThat(KarpFlatt.of(weak).entries().getFirst().e())
                .isCloseTo(KarpFlatt.of(strong).entries().getFirst().e(), within(1e-15))
                .isCloseTo(0.1, within(1e-15));
    }

    @Test
    void intervalsFromBothTimes() {
        TimePoint base = new TimePoint(1, 1, 10, Optional.of(new Interval(9, 11)), Mark.CLEAN);
        TimePoint two = new TimePoint(2, 1, 6, Optional.of(new Interval(5.5, 6.6)), Mark.CLEAN);
        KarpFlatt found = KarpFlatt.of(new Curve(Growth.STRONG, List.of(base, two)));
        Interval interval = found.entries().getFirst().interval().orElseThrow();
        assertThat(interval.low()).isCloseTo(0, within(1e-15));
        assertThat(interval.high()).isCloseTo((6.6 / 9 - 0.5) / 0.5, within(1e-15));
    }

    @Test
    void refusesWithoutBaseOrSplit() {
        Curve noBase = new Curve(Growth.STRONG, List.of(TimePoint.of(2, 1, 1)));
        Curve markedBase = new Curve(
                Growth.STRONG, List.of(TimePoint.of(1, 1, 1).marked(Mark.OVERSUBSCRIBED), TimePoint.of(2, 1, 1)));
        assertThatThrownBy(() -> KarpFlatt.of(noBase)).hasMessageContaining("needs the time of 1×1");
        assertThatThrownBy(() -> KarpFlatt.of(markedBase)).hasMessageContaining("needs the time of 1×1");
        assertThatThrownBy(() -> KarpFlatt.of(curve(1))).hasMessageContaining("2 workers or more");
    }
}
