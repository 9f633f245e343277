package rxt.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1023, 1024})
    void ofAFewElementsAllAreSeen(int length) {
        for (int wrong = 0; wrong < length; wrong++) {
            assertThat(sample(0, length, wrong, wrong + 1)).isNotEqualTo(sample(0, length, 0, 0));
        }
        assertThat(Sample.of(0, 0, _ -> 1)).isZero();
    }

    @Test
    void aRunOfTwoPartsIsSeenByEveryDraw() {
        int length = 1_000_003;
        int run = 2 * Math.ceilDiv(length, Sample.MOST);
        for (int draw = 0; draw < 3; draw++) {
            for (int from = 0; from + run <= length; from += 501) {
                assertThat(sample(draw, length, from, from + run)).isNotEqualTo(sample(draw, length, 0, 0));
            }
        }
    }

    /** Two elements a part: a draw sees each with probability ½. */
    @Test
    void anotherDrawSeesOtherElements() {
        int length = 2 * Sample.MOST;
        int seen = 0;
        for (int draw = 0; draw < 1000; draw++) {
            seen += sample(draw, length, 700, 701) != sample(draw, length, 0, 0) ? 1 : 0;
        }
        assertThat(seen).isBetween(440, 560);
    }

    private static long sample(int draw, int length, int wrongFrom, int wrongTo) {
        return Sample.of(draw, length, i -> i >= wrongFrom && i < wrongTo ? -1 : i);
    }
}
