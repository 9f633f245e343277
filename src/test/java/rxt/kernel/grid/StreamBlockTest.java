package rxt.kernel.grid;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamBlockTest {
    @ParameterizedTest(name = "{2} doubles at most from {0} on before a multiple of {1}: {3}")
    @CsvSource({"64, 64, 100, 0", "72, 64, 100, 7", "120, 64, 100, 1", "72, 32, 100, 3", "72, 64, 5, 5", "72, 64, 0, 0"
    })
    void doublesBeforeAMultiple(long address, int bytes, long most, long expected) {
        assertThat(StreamBlock.beforeMultiple(address, bytes, most)).isEqualTo(expected);
    }
}
