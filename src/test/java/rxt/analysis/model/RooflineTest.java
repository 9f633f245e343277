package rxt.analysis.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RooflineTest {
    private static final Roofline ROOF = new Roofline(70e9, 50e9);

    /** Both sides of the ridge at 1.4 flop per byte, and on it. */
    @ParameterizedTest
    @CsvSource({"0.5,25e9,MEMORY", "1.39,69.5e9,MEMORY", "1.4,70e9,COMPUTE", "100,70e9,COMPUTE", "Infinity,70e9,COMPUTE"
    })
    void theRoof(double intensity, double roof, Roofline.Bound bound) {
        assertThat(ROOF.roof(intensity)).isCloseTo(roof, within(1.0));
        double bytes = intensity == Double.POSITIVE_INFINITY ? 0 : 7e6;
        double flop = bytes == 0 ? 1e6 : intensity * bytes;
        assertThat(ROOF.standing(flop, bytes, 1).bound()).isEqualTo(bound);
    }

    /** Triad: 2 flop for 24 bytes; on 25 GB/s it has half of the bandwidth. */
    @Test
    void triad() {
        Roofline.Standing standing = ROOF.standing(2e6, 24e6, 24e6 / 25e9);
        assertThat(standing.flopPerByte()).isEqualTo(1.0 / 12);
        assertThat(standing.flopPerSecond()).isCloseTo(25e9 / 12, within(1.0));
        assertThat(standing.fraction()).isCloseTo(0.5, within(1e-12));
        assertThat(ROOF.ridge()).isEqualTo(1.4);
    }

    @Test
    void refusesWhatIsNoRateAndNoWork() {
        assertThatThrownBy(() -> new Roofline(0, 1)).hasMessageContaining("the peak of a roofline is 0.0 flop/s");
        assertThatThrownBy(() -> new Roofline(1, Double.NaN)).hasMessageContaining("the bandwidth");
        assertThatThrownBy(() -> ROOF.standing(0, 1, 1)).hasMessageContaining("the work of a step");
        assertThatThrownBy(() -> ROOF.standing(1, -1, 1)).hasMessageContaining("-1.0 bytes");
        assertThatThrownBy(() -> ROOF.standing(1, 1, Double.POSITIVE_INFINITY))
                .hasMessageContaining("the time of a step");
    }
}
