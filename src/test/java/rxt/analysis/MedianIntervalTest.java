package rxt.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MedianIntervalTest {
    private static final int TRIALS = 10_000;

    /** Distributions of elapsed times whose median is known. */
    enum Times {
        UNIFORM(1.5, r -> 1 + r.nextDouble()),
        EXPONENTIAL(1 + Math.log(2), r -> 1 + r.nextExponential()),
        LOGNORMAL(1, r -> Math.exp(2 * r.nextGaussian())),
        TWO_CLUSTERS(1.5, r -> (r.nextBoolean() ? 1 : 1.9) + 0.1 * r.nextDouble()),
        HEAVY_TAIL(4, r -> 1 / Math.pow(1 - r.nextDouble(), 2));

        private final double median;
        private final ToDoubleFunction<RandomGenerator> draw;

        Times(double median, ToDoubleFunction<RandomGenerator> draw) {
            this.median = median;
            this.draw = draw;
        }

        double[] sample(RandomGenerator random, int n) {
            double[] times = new double[n];
            java.util.Arrays.setAll(times, i -> draw.applyAsDouble(random));
            return times;
        }
    }

    @ParameterizedTest
    @CsvSource({"6,1,6", "10,2,9", "20,6,15", "30,10,21"})
    void ranksOfTheTable(int n, int low, int high) {
        assertThat(MedianInterval.ranks(n)).contains(new MedianInterval(low, high));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void noIntervalBelowSixTimes(int n) {
        assertThat(MedianInterval.ranks(n)).isEmpty();
        assertThat(MedianInterval.of(Sample.of(Times.UNIFORM.sample(random(), n))))
                .isEmpty();
    }

    @Test
    void ranksAreTheNarrowestThatTheDefinitionAllows() {
        for (int n = 6; n <= 300; n++) {
            MedianInterval at = MedianInterval.ranks(n).orElseThrow();
            assertThat(at.high()).isEqualTo(n + 1 - at.low());
            assertThat(coverage(n, at.low())).as("n=%d", n).isGreaterThanOrEqualTo(new BigDecimal("0.95"));
            assertThat(coverage(n, at.low() + 1)).as("n=%d", n).isLessThan(new BigDecimal("0.95"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void coversTheMedianInNinetyFourOfAHundredTrials(Times times) {
        RandomGenerator random = random();
        for (int n : new int[] {6, 11, 30, 75}) {
            int covered = 0;
            for (int trial = 0; trial < TRIALS; trial++) {
                Interval interval =
                        MedianInterval.of(Sample.of(times.sample(random, n))).orElseThrow();
                covered += interval.contains(times.median) ? 1 : 0;
            }
            assertThat(covered).as("%s, n=%d", times, n).isGreaterThanOrEqualTo(TRIALS * 94 / 100);
        }
    }

    /** 1 − 2·P(Bin(n, ½) ≤ k−1) without rounding. */
    private static BigDecimal coverage(int n, int k) {
        BigInteger below = BigInteger.ZERO;
        BigInteger choose = BigInteger.ONE;
        for (int i = 0; i < k; i++) {
            below = below.add(choose);
            choose = choose.multiply(BigInteger.valueOf(n - i)).divide(BigInteger.valueOf(i + 1));
        }
        return BigDecimal.ONE.subtract(
                new BigDecimal(below).multiply(BigDecimal.TWO).divide(new BigDecimal(BigInteger.TWO.pow(n))));
    }

    private static RandomGenerator random() {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(7);
    }
}
