package rxt.analysis.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FitTest {
    private static final Offset<Double> FIVE_DIGITS = within(5e-6);

    static Stream<Arguments> lawsAndGrids() {
        return Law.ALL.stream()
                .flatMap(law -> Stream.of(Curves.STRONG_GRID, Curves.WEAK_GRID)
                        .filter(curve -> law.suits(curve.growth()))
                        .flatMap(curve -> Stream.of(Noise.values()).map(noise -> Arguments.of(law, curve, noise))));
    }

    /** The same fits by {@code scipy.optimize.curve_fit} of scipy 1.17 to ln rate, with its own Jacobian. */
    @ParameterizedTest
    @CsvSource({
        "1,0.09370735 0.06070087,0.00665778 0.01862195,0.130290939,-28.145565909,0.961012821 0.600211867 1.538699405",
        "4,0.09913162 0.02880615 0.17175766,0.00063048 0.00186185 0.00601774,0.011093852,-66.673741816,"
                + "0.754495804 0.716405944 0.794610826",
        "2,0.10227203 0.19989303,0.00318218 0.03652101,0.037200173,-50.707783524,12.126000487 10.976839595 13.395466567",
        "5,0.10121793 0.11702017 0.12311548,0.00161175 0.02703654 0.02484809,0.018814553,-57.165429218,"
                + "12.271279572 11.643682315 12.932704472"
    })
    void asScipyFits(int law, String values, String errors, double residualError, double aicc, String forecast) {
        Law fitted = List.of(new Amdahl(), new Gustafson(), new Usl(), new EAmdahl(), new EGustafson())
                .get(law - 1);
        Curve curve = fitted.suits(Growth.STRONG) ? Curves.STRONG_GRID : Curves.WEAK_GRID;
        Fit fit = Fit.of(fitted, curve, Noise.PROPORTIONAL);
        double[] value = numbers(values);
        double[] error = numbers(errors);
        for (int i = 0; i < value.length; i++) {
            Coefficient c = fit.coefficients().get(i);
            assertThat(c.value()).as(c.symbol()).isCloseTo(value[i], within(1e-7));
            assertThat(c.standardError()).as(c.symbol()).isCloseTo(error[i], within(1e-7));
        }
        assertThat(fit.residualStandardError()).isCloseTo(residualError, within(1e-8));
        assertThat(fit.aicc().orElseThrow()).isCloseTo(aicc, FIVE_DIGITS);
        Forecast far = fit.forecast(8, 4);
        assertThat(DoubleStream.of(
                                far.seconds(),
                                far.interval().low(),
                                far.interval().high())
                        .toArray())
                .containsExactly(numbers(forecast), FIVE_DIGITS);
    }

    /** 95 % points of t with 6 degrees of freedom; those of the normal distribution, 1.96, are too few. */
    @Test
    void intervalsAreStudents() {
        Coefficient f =
                Fit.of(new EAmdahl(), Curves.STRONG_GRID, Noise.PROPORTIONAL).coefficient("fₜ");
        assertThat(f.interval().high() - f.value()).isCloseTo(2.446912 * f.standardError(), within(1e-7));
        assertThat(f.value() - f.interval().low()).isCloseTo(2.446912 * f.standardError(), within(1e-7));
    }

    /** Rates and what has their unit scale, all else stays to a millionth of its standard error. */
    @ParameterizedTest
    @MethodSource("lawsAndGrids")
    void theUnitOfTimeDoesNotMatter(Law law, Curve curve, Noise noise) {
        Fit fit = Fit.of(law, curve, noise);
        for (double unit : new double[] {1e-9, 1e3, 3600, 1e12}) {
            Fit other = Fit.of(law, Curves.withTimes(curve, seconds -> seconds * unit), noise);
            Coefficient rate = fit.coefficient("γ");
            assertThat(other.coefficient("γ").value() * unit)
                    .isCloseTo(rate.value(), within(1e-6 * rate.standardError()));
            for (Law.Parameter p : law.parameters()) {
                Coefficient mine = fit.coefficient(p.symbol());
                Coefficient theirs = other.coefficient(p.symbol());
                double negligible = 1e-6 * mine.standardError();
                assertThat(theirs.value()).isCloseTo(mine.value(), within(negligible));
                assertThat(theirs.standardError()).isCloseTo(mine.standardError(), within(negligible));
                assertThat(theirs.hit()).isEqualTo(mine.hit());
            }
            assertThat(other.aicc().orElseThrow()).isCloseTo(fit.aicc().orElseThrow(), within(1e-8));
            assertThat(other.forecast(3, 2).interval().high() / unit)
                    .isCloseTo(fit.forecast(3, 2).interval().high(), within(1e-6));
        }
    }

    /** The order of points does not matter either, nor do left-out ones; they are counted. */
    @Test
    void markedPointsAreLeftOutAndCounted() {
        Fit fit = Fit.of(new EAmdahl(), Curves.STRONG_GRID, Noise.PROPORTIONAL);
        List<TimePoint> more =
                new java.util.ArrayList<>(Curves.STRONG_GRID.points().reversed());
        more.add(TimePoint.of(8, 8, 9).marked(Mark.OVERSUBSCRIBED));
        more.add(TimePoint.of(8, 4, 9).marked(Mark.OVERSUBSCRIBED));
        more.add(TimePoint.of(8, 1, 9).marked(Mark.SHARED_JVM));
        more.add(TimePoint.of(1, 8, 9).marked(Mark.WRONGLY_BOUND));
        Fit other = Fit.of(new EAmdahl(), new Curve(Growth.STRONG, more), Noise.PROPORTIONAL);
        assertThat(other.n()).isEqualTo(9);
        assertThat(other.coefficient("fᵣ").value())
                .isCloseTo(fit.coefficient("fᵣ").value(), within(1e-10));
        assertThat(other.curve().leftOut())
                .isEqualTo(java.util.Map.of(Mark.OVERSUBSCRIBED, 2, Mark.WRONGLY_BOUND, 1, Mark.SHARED_JVM, 1));
        assertThat(fit.curve().leftOut()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void exactDataGiveTheTruth(Noise noise) {
        double[] truth = {3, 0.07, 0.002};
        for (Law law : Law.ALL) {
            double[] c = Arrays.copyOf(truth, law.parameters().size() + 1);
            Growth growth = law.suits(Growth.STRONG) ? Growth.STRONG : Growth.WEAK;
            Fit fit = Fit.of(law, Curves.disturbed(law, growth, c, () -> 1), noise);
            for (int i = 0; i < c.length; i++) {
                assertThat(fit.coefficients().get(i).value()).as(law.title()).isCloseTo(c[i], within(1e-8));
            }
        }
    }

    /** On data that follow no law and scale anyhow, no point of a fine net within the bounds is better. */
    @Test
    void noOtherCoefficientsAreBetter() {
        RandomGenerator random = Curves.random(5);
        for (int trial = 0; trial < 200; trial++) {
            double power = random.nextDouble() * 2 - 0.4;
            Curve curve = new Curve(
                    Growth.STRONG,
                    Curves.splits(new EAmdahl()).stream()
                            .map(s -> TimePoint.of(
                                    s[0], s[1], Math.pow(s[0] * s[1], -power) * Math.exp(0.2 * random.nextGaussian())))
                            .toList());
            Noise noise = trial % 2 == 0 ? Noise.PROPORTIONAL : Noise.CONSTANT;
            for (Law law : List.of(new Amdahl(), new Usl())) {
                Fit fit = Fit.of(law, curve, noise);
                double best = DoubleStream.of(fit.residuals()).map(r -> r * r).sum();
                assertThat(best)
                        .as("%s %s %s", law, noise, curve)
                        .isLessThanOrEqualTo(netted(law, curve, noise) * (1 + 1e-9));
            }
        }
    }

    /** Least sum of squares over a net of the law's coefficients, with the best γ for each. */
    private static double netted(Law law, Curve curve, Noise noise) {
        double least = Double.POSITIVE_INFINITY;
        int fine = law.parameters().size() == 1 ? 400 : 40;
        for (int i = 0; i <= fine; i++) {
            for (int j = 0; j <= (fine == 40 ? fine : 0); j++) {
                double[] c = {1, (double) i / fine, Math.pow((double) j / fine, 3)};
                double[] shape = Arrays.copyOf(c, law.parameters().size() + 1);
                least = Math.min(least, squares(law, curve, noise, shape));
            }
        }
        return least;
    }

    private static double squares(Law law, Curve curve, Noise noise, double[] c) {
        double[] y = curve.points().stream().mapToDouble(curve::rate).toArray();
        double[] s = curve.points().stream()
                .mapToDouble(p -> Curves.speedup(law, c, p.ranks(), p.threads()))
                .toArray();
        double sum = 0;
        double mean = 0;
        double sy = 0;
        double ss = 0;
        for (int i = 0; i < y.length; i++) {
            mean += Math.log(y[i] / s[i]) / y.length;
            sy += s[i] * y[i];
            ss += s[i] * s[i];
        }
        for (int i = 0; i < y.length; i++) {
            double r = noise == Noise.CONSTANT ? y[i] - sy / ss * s[i] : Math.log(y[i] / s[i]) - mean;
            sum += r * r;
        }
        return sum;
    }

    @ParameterizedTest
    @EnumSource
    void refusesThreePoints(Noise noise) {
        List<TimePoint> points = new java.util.ArrayList<>(
                List.of(TimePoint.of(1, 1, 8), TimePoint.of(2, 1, 4.4), TimePoint.of(4, 1, 2.5)));
        points.add(TimePoint.of(8, 1, 1.6).marked(Mark.SHARED_JVM));
        refused(new Amdahl(), points, noise, "Amdahl has 3 points to fit (left out: 1 shared jvm); it needs 4 or more");
        points.add(TimePoint.of(16, 1, 1));
        assertThat(Fit.of(new Amdahl(), new Curve(Growth.STRONG, points), noise).degreesOfFreedom())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void refusesPointsThatTellNothing(Noise noise) {
        List<TimePoint> oneCount =
                List.of(TimePoint.of(4, 1, 2), TimePoint.of(2, 2, 2.1), TimePoint.of(1, 4, 2.2), TimePoint.of(8, 1, 1));
        refused(new Amdahl(), oneCount.subList(0, 3), noise, "3 points");
        refused(new Usl(), oneCount, noise, "USL needs 3 or more numbers of workers; these 4 points have 2");
        List<TimePoint> ranks = line(4, 2.1, 1.2, 0.7, 0.4);
        refused(new EAmdahl(), ranks, noise, "2 or more numbers of ranks and 2 or more of threads");
        refused(new Gustafson(), ranks, noise, "Gustafson is no law of strong scaling");
        refused(new Amdahl(), line(3, 3, 3, 3, 3), noise, "same time, 3.0 s, at all points");
        assertThatThrownBy(() -> Fit.of(new Amdahl(), new Curve(Growth.STRONG, List.of()), noise))
                .hasMessageContaining("has 0 points");
    }

    /** Twice the ranks, twice the time: fᵣ is 1, and fₜ could be anything. And four counts that are all but one. */
    @Test
    void refusesCoefficientsThatCannotBeTold() {
        List<TimePoint> slowing = Curves.splits(new EAmdahl()).stream()
                .map(s -> TimePoint.of(s[0], s[1], s[0] * s[1]))
                .toList();
        refused(new EAmdahl(), slowing, Noise.PROPORTIONAL, "cannot tell its coefficients apart");
        List<TimePoint> crowded = List.of(
                TimePoint.of(1_000_000, 1, 4),
                TimePoint.of(1_000_001, 1, 3),
                TimePoint.of(1_000_002, 1, 5),
                TimePoint.of(1_000_003, 1, 4.5));
        refused(new Usl(), crowded, Noise.PROPORTIONAL, "cannot tell its coefficients apart");
    }

    @ParameterizedTest
    @CsvSource({"NaN", "0", "-1", "Infinity"})
    void refusesWhatIsNoTime(double seconds) {
        assertThatThrownBy(() -> TimePoint.of(2, 3, seconds))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the time of 2×3 is " + seconds + " s; it must be finite and above 0");
        assertThatThrownBy(() -> TimePoint.of(0, 1, 1)).hasMessageContaining("0×1 is no split");
        assertThatThrownBy(() -> new Curve(Growth.WEAK, List.of(TimePoint.of(2, 1, 1), TimePoint.of(2, 1, 1))))
                .hasMessageContaining("2×1 is given twice");
        assertThatThrownBy(() ->
                        new TimePoint(1, 1, 5, java.util.Optional.of(new rxt.analysis.Interval(1, 2)), Mark.CLEAN))
                .hasMessageContaining("must lie above 0 and hold the time 5.0 s");
    }

    /** Amdahl's f is 1 where more workers make it slower: the other bound. */
    @Test
    void theUpperBound() {
        Fit fit = Fit.of(new Amdahl(), new Curve(Growth.STRONG, line(1, 1.1, 1.2, 1.4)), Noise.PROPORTIONAL);
        assertThat(Curves.hits(fit)).extracting(Coefficient::hit).containsExactly(Coefficient.Hit.UPPER);
        assertThat(fit.coefficient("f").interval().high()).isEqualTo(1);
        assertThat(fit.coefficient("f").interval().low()).isLessThan(1);
        assertThatThrownBy(() -> fit.coefficient("β")).hasMessageContaining("Amdahl has no coefficient β");
    }

    private static List<TimePoint> line(double... seconds) {
        return java.util.stream.IntStream.range(0, seconds.length)
                .mapToObj(i -> TimePoint.of(1 << i, 1, seconds[i]))
                .toList();
    }

    private static void refused(Law law, List<TimePoint> points, Noise noise, String why) {
        assertThatThrownBy(() -> Fit.of(law, new Curve(Growth.STRONG, points), noise))
                .isInstanceOf(FitRefusedException.class)
                .hasMessageContaining(why);
    }

    private static double[] numbers(String text) {
        return Stream.of(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }
}
