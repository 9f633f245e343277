package rxt.spmd.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExactSumTest {
    private static final double MAX = Double.MAX_VALUE;
    private static final double MIN = Double.MIN_VALUE;
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    /** Many times over, so that vectors have something to do, and bit by bit: −0 is not +0. */
    private static double sum(double... terms) {
        double one = one(terms);
        double[] zeros = new double[terms.length + 100];
        System.arraycopy(terms, 0, zeros, 50, terms.length);
        assertThat(Double.doubleToRawLongBits(one(zeros))).isEqualTo(Double.doubleToRawLongBits(one));
        ExactSum single = new ExactSum();
        for (double term : terms) {
            single.add(term);
        }
        assertThat(Double.doubleToRawLongBits(single.round())).isEqualTo(Double.doubleToRawLongBits(one));
        return one;
    }

    private static double one(double[] terms) {
        ExactSum sum = new ExactSum();
        sum.add(terms, 0, terms.length);
        return sum.round();
    }

    private static double dot(double[] x, double[] y) {
        ExactSum sum = new ExactSum();
        sum.addProducts(x, y, 0, x.length);
        return sum.round();
    }

    private static void same(double actual, double expected) {
        assertThat(Double.toHexString(actual)).isEqualTo(Double.toHexString(expected));
    }

    @Test
    void knownAnswers() {
        double[] tenths = new double[10];
        Arrays.fill(tenths, 0.1);
        same(sum(tenths), 1.0);
        same(sum(1e100, 1, -1e100), 1);
        same(sum(1, 1e-100, 1e16), 1.0000000000000002E16);
        same(sum(1, 1e16), 1e16);
        same(sum(1e308, 1e308, -1e308), 1e308);
        same(sum(), 0.0);
        same(sum(3), 3);
        same(sum(-3), -3);
    }

    @Test
    void tiesGoToEven() {
        double ulp = 0x1p-52;
        same(sum(1, ulp / 2), 1);
        same(sum(1, ulp / 2, MIN), 1 + ulp);
        same(sum(1, ulp / 2, -MIN), 1);
        same(sum(1 + ulp, ulp / 2), 1 + 2 * ulp);
        same(sum(1 + ulp, ulp / 2, -MIN), 1 + ulp);
        same(sum(-1, -ulp / 2), -1);
        same(sum(-1, -ulp / 2, -MIN), -1 - ulp);
        same(sum(2, -ulp / 2), 2);
        same(sum(2, -ulp / 2, -MIN), 2 - ulp);
        same(sum(MAX, MIN), MAX);
    }

    @Test
    void subnormals() {
        same(sum(MIN, MIN), 2 * MIN);
        same(sum(Double.MIN_NORMAL, -MIN), Double.MIN_NORMAL - MIN);
        same(sum(Double.MIN_NORMAL - MIN, MIN), Double.MIN_NORMAL);
        same(sum(1, MIN, -1), MIN);
        same(sum(MAX, -MIN, -MAX), -MIN);
    }

    @Test
    void overflowsOnlyWhereTheExactSumDoes() {
        double halfUlp = 0x1p970;
        same(sum(MAX, MAX, -MAX), MAX);
        same(sum(MAX, MAX), INFINITY);
        same(sum(-MAX, -MAX), -INFINITY);
        same(sum(MAX, halfUlp), INFINITY);
        same(sum(MAX, halfUlp, -MIN), MAX);
        double[] many = new double[100_001];
        Arrays.fill(many, 0, 50_000, MAX);
        Arrays.fill(many, 50_000, 100_000, -MAX);
        many[100_000] = 7;
        same(sum(many), 7);
    }

    @Test
    void specials() {
        double strange = Double.longBitsToDouble(0xFFF8_0000_0000_1234L);
        same(sum(INFINITY, 1), INFINITY);
        same(sum(-INFINITY, MAX, MAX), -INFINITY);
        same(sum(INFINITY, -INFINITY), Double.NaN);
        same(sum(INFINITY, strange), Double.NaN);
        assertThat(Double.doubleToRawLongBits(sum(1, strange))).isEqualTo(Double.doubleToRawLongBits(Double.NaN));
        same(dot(new double[] {INFINITY, 2}, new double[] {0, 1}), Double.NaN);
        same(dot(new double[] {INFINITY, 2}, new double[] {-MIN, 1}), -INFINITY);
        same(dot(new double[] {INFINITY, INFINITY}, new double[] {-1, 1}), Double.NaN);
        same(dot(new double[] {MAX, strange}, new double[] {MAX, 1}), Double.NaN);
    }

    @Test
    void aZeroSumIsPositive() {
        same(sum(-0.0), 0.0);
        same(sum(-0.0, -0.0), 0.0);
        same(sum(0.0, -0.0), 0.0);
        same(sum(5, -5), 0.0);
        same(sum(-5, -0.0), -5);
        same(dot(new double[] {-0.0, 3}, new double[] {2, -0.0}), 0.0);
    }

    @ParameterizedTest(name = "exponents {0} to {1}")
    @CsvSource({"-3,0", "0,0", "-30,30", "-100,100", "-1074,-1000", "-1074,1000", "1000,1020", "1018,1023", "-70,-10"})
    void randomSumsAreRoundedCorrectly(int low, int high) {
        Random random = new Random(low * 31L + high);
        int[] counts = {0, 1, 2, 3, 7, 8, 9, 15, 16, 17, 64, 100, 1023, 1024, 1025, 2049, 5000};
        for (int count : counts) {
            double[] values = Numbers.random(random, count, low, high);
            same(sum(values), Numbers.exactSum(values).doubleValue());
            double[] cancelling = Numbers.cancelling(random, count, low, high);
            same(sum(cancelling), Numbers.exactSum(cancelling).doubleValue());
        }
    }

    /** Few terms whose last bits lie near the middle between two doubles: every way to round comes up. */
    @Test
    void sumsNearTiesAreRoundedCorrectly() {
        Random random = new Random(5);
        for (int trial = 0; trial < 20_000; trial++) {
            int exponent = random.nextInt(-1074, 1023);
            double first = Numbers.random(random, exponent, exponent);
            double[] values = {
                first,
                Math.ulp(first) * (random.nextInt(9) - 4) / 2,
                Math.ulp(first) * (random.nextInt(5) - 2) / 4,
                Numbers.random(random, -1074, Math.max(-1074, exponent - 60)) * random.nextInt(2)
            };
            same(sum(values), Numbers.exactSum(values).doubleValue());
        }
    }

    /** Blocks of very different sizes one after the other: the windows must move, up and down. */
    @Test
    void sizesThatJump() {
        Random random = new Random(6);
        double[] values = new double[40_000];
        for (int from = 0; from < values.length; from += 2_500) {
            int exponent = random.nextInt(-1074, 1000);
            System.arraycopy(Numbers.random(random, 2_500, exponent, exponent + 20), 0, values, from, 2_500);
        }
        same(sum(values), Numbers.exactSum(values).doubleValue());
        double[] reversed = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            reversed[i] = values[values.length - 1 - i];
        }
        same(sum(reversed), sum(values));
    }

    /** One term in many that its vectors' window does not hold, in each place. */
    @ParameterizedTest
    @ValueSource(doubles = {0x1p60, -0x1p49, 0x1p-60, -0x1.8p-130, MIN, MAX, 0x1.fffffffffffffp-50})
    void oneOddTerm(double odd) {
        double[] values = Numbers.random(new Random(7), 70, -3, 0);
        for (int place = 0; place < values.length; place++) {
            double kept = values[place];
            values[place] = odd;
            same(sum(values), Numbers.exactSum(values).doubleValue());
            same(dot(values, values), Numbers.exactDot(values, values).doubleValue());
            values[place] = kept;
        }
    }

    @ParameterizedTest(name = "exponents {0} to {1}")
    @CsvSource({
        "-3,0",
        "0,0",
        "-30,30",
        "-1074,1022",
        "-520,-480",
        "-540,-530",
        "-1074,-1000",
        "480,510",
        "509,513",
        "900,1023"
    })
    void randomDotsAreRoundedCorrectly(int low, int high) {
        Random random = new Random(low * 37L + high);
        for (int count : new int[] {0, 1, 2, 7, 8, 9, 16, 17, 64, 100, 1023, 1024, 1025, 2049, 3000}) {
            double[] x = Numbers.random(random, count, low, high);
            double[] y = Numbers.random(random, count, low, high);
            same(dot(x, y), Numbers.exactDot(x, y).doubleValue());
            for (int i = 0; i < count; i += 3) {
                x[i] = 0;
            }
            same(dot(x, y), Numbers.exactDot(x, y).doubleValue());
        }
    }

    /** Products of very different sizes whose sum is one small product. */
    @ParameterizedTest(name = "exponents {0} to {1}")
    @CsvSource({"-3,0", "-40,40", "-300,300"})
    void cancellingDots(int low, int high) {
        Random random = new Random(9);
        for (int count : new int[] {2, 10, 500, 5000}) {
            double[] x = Numbers.random(random, count, low, high);
            double[] y = Numbers.random(random, count, low, high);
            for (int i = 0; i + 3 < count; i += 2) {
                x[i + 1] = x[i];
                y[i + 1] = -y[i];
            }
            same(dot(x, y), Numbers.exactDot(x, y).doubleValue());
        }
    }

    @Test
    void productsNeitherOverflowNorUnderflow() {
        same(dot(new double[] {1e300, 1e300, 3}, new double[] {1e300, -1e300, 5}), 15);
        double[] tiny = {0x1p-600, 0x1.8p-1060, MIN};
        double[] scale = {0x1p-500, 0x1p-10, MIN};
        same(dot(tiny, scale), 0x1.8p-1070);
        same(dot(new double[] {0x1p-600}, new double[] {0x1p-475}), 0.0);
        same(dot(new double[] {0x1.8p-600}, new double[] {0x1p-475}), MIN);
        same(dot(new double[] {0x1p-600, MIN}, new double[] {0x1p-475, MIN}), MIN);
        double[] many = new double[4096];
        Arrays.fill(many, 0x1p-537);
        // 4096 · 2⁻¹⁰⁷⁴: each product is the least double, and a quarter of them would vanish without it.
        same(dot(many, many), 0x1p-1062);
        Arrays.fill(many, 0x1p-540);
        same(dot(many, many), 0x1p-1068);
        Arrays.fill(many, 0x1p-600);
        same(dot(many, many), 0.0);
    }

    @Test
    void segmentsOnAndOffTheHeapGiveTheArraysBits() {
        Random random = new Random(10);
        double[] x = Numbers.cancelling(random, 7001, -20, 20);
        double[] y = Numbers.random(random, 7001, -20, 20);
        try (Arena arena = Arena.ofConfined()) {
            for (int offset : new int[] {0, 4, 1}) {
                MemorySegment offX = arena.allocate(x.length * 8L + 8).asSlice(offset, x.length * 8L);
                MemorySegment.copy(x, 0, offX, ValueLayout.JAVA_DOUBLE_UNALIGNED, 0, x.length);
                ExactSum sum = new ExactSum();
                sum.add(offX, 0, 5000);
                sum.add(MemorySegment.ofArray(x), 5000, x.length);
                same(sum.round(), one(x));
                ExactSum dot = new ExactSum();
                dot.addProducts(offX, MemorySegment.ofArray(y), 0, 6999);
                dot.addProducts(x, y, 6999, 7001);
                same(dot.round(), dot(x, y));
            }
        }
    }

    /** All that is left are bits of products' errors below the least double, which a fused multiply-add loses. */
    @ParameterizedTest
    @ValueSource(ints = {-480, -485, -490, -495, -500, -510})
    void bitsBelowTheLeastDoubleCount(int exponent) {
        Random random = new Random(exponent);
        int run = Windows.MOST;
        double[] x = Arrays.copyOf(Numbers.random(random, run, exponent, exponent), 3 * run);
        double[] y = Arrays.copyOf(Numbers.random(random, run, exponent, exponent), 3 * run);
        for (int i = 0; i < run; i++) {
            x[i] = Math.abs(x[i]);
            y[i] = Math.abs(y[i]);
            x[run + i] = -x[i] * y[i];
            x[2 * run + i] = -Math.fma(x[i], y[i], x[run + i]);
            y[run + i] = 1;
            y[2 * run + i] = 1;
        }
        same(dot(x, y), Numbers.exactDot(x, y).doubleValue());
    }

    @Test
    void rangesOutsideTheDataAreRefused() {
        ExactSum sum = new ExactSum();
        assertThatThrownBy(() -> sum.add(new double[5], 2, 6))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("elements 2 to 6 of 5");
        assertThatThrownBy(() -> sum.addProducts(new double[9], new double[5], 2, 6))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> sum.add(MemorySegment.ofArray(new double[5]), -1, 3))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> sum.add(new double[5], 3, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        same(sum.round(), 0.0);
    }
}
