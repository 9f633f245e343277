package rxt.record.steady;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.BitSet;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the definition, with a window sorted anew for each step. */
class OutliersTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 20, 199, 200, 201, 1000})
    void slidingWindowIsTheDefinition(int n) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(n);
        double[] seconds = new double[n];
        Arrays.setAll(
                seconds,
                i -> 1 + (random.nextInt(20) == 0 ? 3 : Math.rint(100 * random.nextDouble()) / 500) + 0.001 * i);
        BitSet wanted = new BitSet();
        for (int i = 0; i < n; i++) {
            int width = Math.min(n, Outliers.WINDOW);
            int from = Math.clamp(i - width / 2, 0, n - width);
            double[] window = Arrays.copyOfRange(seconds, from, from + width);
            Arrays.sort(window);
            double median = (window[(width - 1) / 2] + window[width / 2]) / 2;
            double band = 3 * (window[(int) Math.ceil(0.9 * width) - 1] - window[(int) Math.ceil(0.1 * width) - 1]);
            wanted.set(i, Math.abs(seconds[i] - median) > band);
        }
        int first = wanted.nextClearBit(0);
        int last = wanted.previousClearBit(n - 1);
        int[] expected = IntStream.range(first, n - last - 1 >= Outliers.TAIL ? last + 1 : n)
                .filter(wanted::get)
                .toArray();
        assertThat(Outliers.of(seconds).stream().toArray()).isEqualTo(expected);
        assertThat(expected.length).isBetween(n < 100 ? 0 : 3, n / 10);
    }
}
