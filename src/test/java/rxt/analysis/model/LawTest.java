package rxt.analysis.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LawTest {
    private static final double ROUNDING = 1e-14;

    static java.util.List<Law> laws() {
        return Law.ALL;
    }

    /** Each formula as its source prints it, where the laws' own are rearranged; a slip in one term differs. */
    @ParameterizedTest
    @CsvSource({"1,1", "2,1", "1,3", "4,2", "64,16"})
    void formulas(int p, int t) {
        double f = 0.07;
        double g = 0.2;
        double w = p * t;
        same(new Amdahl(), 1 / (f + (1 - f) / w), p, t, f);
        same(new Gustafson(), f + (1 - f) * w, p, t, f);
        same(new Usl(), w / (1 + f * (w - 1) + g * w * (w - 1)), p, t, f, g);
        same(new EAmdahl(), 1 / (f + (1 - f) * (g + (1 - g) / t) / p), p, t, f, g);
        same(new EGustafson(), f + (1 - f) * p * (g + (1 - g) * t), p, t, f, g);
    }

    @ParameterizedTest
    @MethodSource("laws")
    void oneWorkerHasSpeedUpOne(Law law) {
        double[] c = {1, 0.3, 0.6};
        assertThat(Curves.speedup(
                        law, java.util.Arrays.copyOf(c, law.parameters().size() + 1), 1, 1))
                .isCloseTo(1, within(ROUNDING));
    }

    /** With one level only, the laws of two levels are those of one; ranks and threads swapped would differ. */
    @Test
    void oneLevelOfTwo() {
        double[] both = {1, 0.1, 0.4};
        assertThat(Curves.speedup(new EAmdahl(), both, 8, 1))
                .isCloseTo(Curves.speedup(new Amdahl(), new double[] {1, 0.1}, 8, 1), within(ROUNDING));
        assertThat(Curves.speedup(new EAmdahl(), new double[] {1, 0, 0.4}, 1, 8))
                .isCloseTo(Curves.speedup(new Amdahl(), new double[] {1, 0.4}, 1, 8), within(ROUNDING));
        assertThat(Curves.speedup(new EGustafson(), both, 8, 1))
                .isCloseTo(Curves.speedup(new Gustafson(), new double[] {1, 0.1}, 8, 1), within(8 * ROUNDING));
    }

    private static void same(Law law, double expected, int ranks, int threads, double... shape) {
        double[] c = new double[shape.length + 1];
        System.arraycopy(shape, 0, c, 1, shape.length);
        assertThat(Curves.speedup(law, c, ranks, threads))
                .as(law.title())
                .isCloseTo(expected, within(expected * ROUNDING));
    }
}
