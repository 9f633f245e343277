package rxt.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.analysis.Interval;

class NumbersTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "8, 8.000",
        "12.3, 12.30",
        "12.345678, 12.35",
        "999.96, 1000",
        "0.0012346, 0.001235",
        "0.00012346, 1.235e-04",
        "123456, 123500",
        "12345678, 1.235e+07",
        "-1.5, -1.500",
        "Infinity, unbounded"
    })
    void fourSignificantDigits(double value, String text) {
        assertThat(Numbers.text(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"1.996, 2.00", "0.1, 0.10", "0.0123456, 0.01235", "1e9, 1.000e+09", "123.456, 123.46"})
    void hundredths(double value, String text) {
        assertThat(Numbers.hundredths(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "90, 90.00 s",
        "1, 1.000 s",
        "0.0123, 12.30 ms",
        "0.000012, 12.00 µs",
        "3e-8, 30.00 ns",
        "1e-10, 0.1000 ns"
    })
    void timesHaveAUnitThatReadsWell(double seconds, String text) {
        assertThat(TimeScale.text(seconds)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0.0123, '[12.10, 12.60]'"})
    void intervalsShareTheUnit(double seconds, String text) {
        assertThat(TimeScale.of(seconds).number(new Interval(0.0121, 0.0126))).isEqualTo(text);
    }
}
