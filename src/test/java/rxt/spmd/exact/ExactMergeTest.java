package rxt.spmd.exact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums of sums. */
class ExactMergeTest {
    private static void same(double actual, double expected) {
        assertThat(Double.toHexString(actual)).isEqualTo(Double.toHexString(expected));
    }

    @Test
    void partsMergeInAnyOrder() {
        Random random = new Random(11);
        double[] values = Numbers.cancelling(random, 9001, -200, 200);
        double expected = Numbers.exactSum(values).doubleValue();
        for (int parts : new int[] {1, 2, 3, 7, 50}) {
            ExactSum[] sums = new ExactSum[parts];
            for (int k = 0; k < parts; k++) {
                sums[k] = new ExactSum();
                sums[k].add(values, values.length * k / parts, values.length * (k + 1) / parts);
            }
            ExactSum total = new ExactSum();
            for (int k = parts - 1; k >= 0; k--) {
                total.merge(sums[k]);
            }
            same(total.round(), expected);
            same(total.round(), expected);
            total.clear();
            same(total.round(), 0.0);
            total.add(values[0]);
            same(total.round(), values[0]);
        }
    }

    @Test
    void specialsMergeAndAreForgotten() {
        ExactSum sum = new ExactSum();
        ExactSum other = new ExactSum();
        sum.add(1);
        for (double special : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            other.clear();
            other.add(special);
            sum.clear();
            sum.add(1);
            same(sum.round(), 1);
            sum.merge(other);
            same(sum.round(), special);
        }
    }

    /** Carries wait for 2²⁹ additions; far more come by merging a sum with its copy, and nothing rounds between. */
    @ParameterizedTest
    @ValueSource(ints = {1, 28, 29, 30, 31, 32, 40, 60})
    void carriesAreInTime(int doublings) {
        for (double term : new double[] {-Math.PI * 0x1p33, Math.nextDown(2.0), -0x1.fffffffffffffp-7}) {
            ExactSum sum = new ExactSum();
            sum.add(term);
            for (int doubling = 0; doubling < doublings; doubling++) {
                sum.merge(copyOf(sum));
            }
            same(sum.round(), Math.scalb(term, doublings));
        }
    }

    private static ExactSum copyOf(ExactSum sum) {
        ExactSum copy = new ExactSum();
        copy.merge(sum);
        return copy;
    }
}
