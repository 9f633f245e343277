package rxt.study.slurm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlurmTimeTest {
    @ParameterizedTest
    @CsvSource({
        "30, 1800, 00:30:00",
        "1:30, 90, 00:01:30",
        "01:00:00, 3600, 01:00:00",
        "36:00:00, 129600, 1-12:00:00",
        "2-3, 183600, 2-03:00:00",
        "2-03:04, 183840, 2-03:04:00",
        "1-02:03:04, 93784, 1-02:03:04",
        "UNLIMITED, 9223372036854775807, UNLIMITED"
    })
    void formsThatSlurmTakes(String text, long seconds, String printed) {
        assertThat(SlurmTime.seconds(text)).isEqualTo(seconds);
        assertThat(SlurmTime.text(seconds)).isEqualTo(printed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1h", "-5", "1:2:3:4", "1-", "ten"})
    void othersAreRefusedWithWhatMayStandThere(String text) {
        assertThatThrownBy(() -> SlurmTime.seconds(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("01:30:00");
    }
}
