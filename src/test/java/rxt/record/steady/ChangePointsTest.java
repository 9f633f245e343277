package rxt.record.steady;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** Against every segmentation there is, by dynamic programming without pruning, grid or prefix sums. */
class ChangePointsTest {
    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(9);

    @Test
    void noSegmentationIsBetter() {
        int withChanges = 0;
        for (int trial = 0; trial < 60; trial++) {
            double[] values = levels(40 + random.nextInt(161));
            int[] found = ChangePoints.of(values);
            assertThat(total(values, found)).isCloseTo(least(values), within(1e-6));
            withChanges += found.length > 1 ? 1 : 0;
        }
        assertThat(withChanges).isBetween(20, 60);
    }

    @Test
    void aLongSeriesIsPlacedToTheStep() {
        double[] values = new double[50_000];
        Arrays.setAll(
                values, i -> (i < 1 ? 30 : i < 7_001 ? 1.2 : i < 30_003 ? 1 : 1.1) + 0.005 * random.nextGaussian());
        assertThat(ChangePoints.of(values)).containsExactly(0, 1, 7_001, 30_003);
    }

    @Test
    void varianceAloneIsAChange() {
        double[] values = new double[400];
        Arrays.setAll(values, i -> 1 + (i < 200 ? 0.01 : 0.1) * random.nextGaussian());
        assertThat(ChangePoints.of(values))
                .hasSize(2)
                .satisfies(b -> assertThat(b[1]).isBetween(195, 205));
    }

    private double[] levels(int n) {
        double[] values = new double[n];
        double level = 1;
        for (int i = 0; i < n; i++) {
            level = random.nextInt(40) == 0 ? 0.8 + 0.4 * random.nextDouble() : level;
            values[i] = level + 0.02 * random.nextGaussian();
        }
        return values;
    }

    private static double least(double[] values) {
        double[] best = new double[values.length + 1];
        best[0] = -ChangePoints.penalty(values.length);
        for (int to = 1; to <= values.length; to++) {
            best[to] = Double.POSITIVE_INFINITY;
            for (int from = 0; from < to; from++) {
                best[to] =
                        Math.min(best[to], best[from] + ChangePoints.penalty(values.length) + cost(values, from, to));
            }
        }
        return best[values.length];
    }

    private static double total(double[] values, int[] begins) {
        double total = (begins.length - 1) * ChangePoints.penalty(values.length);
        for (int s = 0; s < begins.length; s++) {
            total += cost(values, begins[s], s + 1 < begins.length ? begins[s + 1] : values.length);
        }
        return total;
    }

    /** −2 ln L at the likeliest mean and deviation, the latter not below the least. */
    private static double cost(double[] values, int from, int to) {
        double mean = Arrays.stream(values, from, to).average().orElseThrow();
        double squares = Arrays.stream(values, from, to)
                .map(v -> (v - mean) * (v - mean))
                .sum();
        double variance = Math.max(squares / (to - from), ChangePoints.LEAST_DEVIATION * ChangePoints.LEAST_DEVIATION);
        return (to - from) * Math.log(variance) + squares / variance;
    }
}
