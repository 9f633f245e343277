package rxt.spmd.exact;

import java.math.BigDecimal;
import java.util.Random;

/** Data for exact sums, and their answers by {@link BigDecimal}. */
final class Numbers {
    private Numbers() {}

    static BigDecimal exactSum(double[] values) {
        BigDecimal sum = BigDecimal.ZERO;
        for (double value : values) {
            sum = sum.add(new BigDecimal(value));
        }
        return sum;
    }

    static BigDecimal exactDot(double[] x, double[] y) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < x.length; i++) {
            sum = sum.add(new BigDecimal(x[i]).multiply(new BigDecimal(y[i])));
        }
        return sum;
    }

    /** A double of random sign and fraction with an exponent from {@code low} to {@code high}; subnormal below −1022. */
    static double random(Random random, int low, int high) {
        double significand = 1 + random.nextDouble() + (random.nextLong() & 1) * 0x1p-52;
        double value = Math.scalb(significand, low + random.nextInt(high - low + 1));
        return random.nextBoolean() ? value : -value;
    }

    static double[] random(Random random, int count, int low, int high) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = random(random, low, high);
        }
        return values;
    }

    /**
     * Terms whose sum is far smaller than they are: each comes with its negative, in random places, and a few small
     * ones.
     */
    static double[] cancelling(Random random, int count, int low, int high) {
        double[] values = random(random, count, low, high);
        for (int i = 0; i + 1 < count - 3; i += 2) {
            values[i + 1] = -values[i];
        }
        for (int i = Math.max(0, count - 3); i < count; i++) {
            values[i] = random(random, low - 60, low - 50);
        }
        shuffle(random, values);
        return values;
    }

    static void shuffle(Random random, double[] values) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            double value = values[i];
            values[i] = values[j];
            values[j] = value;
        }
    }

    /** Σ|x| / |Σx|. */
    static double condition(double[] values) {
        double[] sizes = values.clone();
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = Math.abs(sizes[i]);
        }
        return exactSum(sizes).doubleValue() / Math.abs(exactSum(values).doubleValue());
    }
}
