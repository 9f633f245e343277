package rxt.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleTest {
    @Test
    void medianIsTheMiddleOrTheMeanOfTheTwoMiddleOnes() {
        assertThat(Sample.of(3, 1, 2).median()).isEqualTo(2);
        assertThat(Sample.of(4, 1, 3, 2).median()).isEqualTo(2.5);
        assertThat(Sample.of(7).median()).isEqualTo(7);
    }

    @Test
    void percentileIsTheNearestRank() {
        Sample hundred =
                Sample.of(IntStream.rangeClosed(1, 100).asDoubleStream().toArray());
        assertThat(hundred.percentile(95)).isEqualTo(95);
        assertThat(hundred.maximum()).isEqualTo(100);
        assertThat(Sample.of(1, 2, 3).percentile(95)).isEqualTo(3);
        assertThat(Sample.of(5).percentile(10)).isEqualTo(5);
    }

    @Test
    void outliersAreCountedAndKept() {
        double[] times = new double[101];
        for (int i = 0; i < 100; i++) {
            times[i] = 100 + i % 10;
        }
        times[100] = 200;
        Sample sample = Sample.of(times);
        assertThat(sample.outliers()).isEqualTo(1);
        assertThat(sample.size()).isEqualTo(101);
        assertThat(sample.maximum()).isEqualTo(200);
    }

    @Test
    void unionHoldsAllTimes() {
        assertThat(Sample.union(List.of(Sample.of(1, 5), Sample.of(3))).median())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0, -0.0, -1})
    void whatIsNoTimeIsRefused(double time) {
        assertThatThrownBy(() -> Sample.of(1, time))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(time + " s is no elapsed time");
    }

    @Test
    void noTimesAreRefused() {
        assertThatThrownBy(Sample::of).hasMessageContaining("at least one");
    }
}
