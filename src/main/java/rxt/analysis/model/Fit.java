package rxt.analysis.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.hipparchus.analysis.differentiation.Gradient;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.util.Binary64;
import rxt.analysis.Interval;

/**
 * A law fitted to the points of a curve that may be fitted, by least squares within the bounds of its coefficients.
 *
 * <p>With r the residuals, n points, k coefficients (γ too) and J the Jacobian at the optimum: residual standard error
 * s = √(Σr²/(n − k)), covariance s²(JᵀJ)⁻¹, intervals by Student's t with n − k degrees of freedom. A coefficient on a
 * bound stays in J and k: intervals are then rather too wide than too narrow. Source: Bates &amp; Watts, <i>Nonlinear
 * Regression Analysis</i>, 1988, chapter 2. Nothing depends on the unit of time, but that rates are per that unit.
 */
public final class Fit {
    /** Probability that an interval covers, if the law and the noise are as assumed. */
    public static final double CONFIDENCE = 0.95;

    /** Points that a fit needs: from 3 it would have no freedom to be wrong. */
    public static final int FEWEST_POINTS = 4;

    /** No clock tells times apart to better than this part of them; finer residuals count as this. */
    private static final double FINEST = 1e-9;

    private final Law law;
    private final Curve curve;
    private final Noise noise;
    private final double unit;
    private final Regression regression;
    private final Regression.Solution solution;
    private final RealMatrix unscaledCovariance;
    private final double quantile;

    private Fit(Law law, Curve curve, Noise noise) {
        List<TimePoint> points = curve.clean();
        double[] rates = points.stream().mapToDouble(curve::rate).toArray();
        this.law = law;
        this.curve = curve;
        this.noise = noise;
        this.unit = Math.exp(IntStream.range(0, rates.length)
                        .mapToDouble(i -> Math.log(rates[i]))
                        .sum()
                / rates.length);
        this.regression = new Regression(
                law, noise, points, new ArrayRealVector(rates).mapDivide(unit).toArray());
        this.solution = regression.solve();
        this.unscaledCovariance = Determinacy.inverseOfGram(law, solution.jacobian());
        this.quantile = new TDistribution(degreesOfFreedom()).inverseCumulativeProbability((1 + CONFIDENCE) / 2);
    }

    /**
     * Fits a law.
     *
     * @throws FitRefusedException where the points are too few (3 or less), all alike, or do not tell the law's
     *     coefficients, and where the law does not suit the curve's growth
     */
    public static Fit of(Law law, Curve curve, Noise noise) {
        Determinacy.check(law, curve);
        return new Fit(law, curve, noise);
    }

    public Law law() {
        return law;
    }

    /** The curve, with the points that are left out. */
    public Curve curve() {
        return curve;
    }

    public Noise noise() {
        return noise;
    }

    /** Number of points fitted. */
    public int n() {
        return solution.residuals().getDimension();
    }

    public int degreesOfFreedom() {
        return n() - solution.c().length;
    }

    /** γ, the rate of one worker, then the law's own. */
    public List<Coefficient> coefficients() {
        List<Coefficient> all = new ArrayList<>();
        all.add(coefficient(
                0, unit, new Law.Parameter("γ", "rate of one worker, work per second", Double.POSITIVE_INFINITY)));
        for (int i = 1; i < solution.c().length; i++) {
            all.add(coefficient(i, 1, law.parameters().get(i - 1)));
        }
        return all;
    }

    /**
     * One of them.
     *
     * @throws IllegalArgumentException where the law has none of that symbol
     */
    public Coefficient coefficient(String symbol) {
        return coefficients().stream()
                .filter(c -> c.symbol().equals(symbol))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(law.title() + " has no coefficient " + symbol));
    }

    private Coefficient coefficient(int i, double scale, Law.Parameter parameter) {
        double value = solution.c()[i] * scale;
        double error = residualError() * Math.sqrt(unscaledCovariance.getEntry(i, i)) * scale;
        Interval interval = new Interval(
                Math.max(0, value - quantile * error), Math.min(parameter.upper(), value + quantile * error));
        Coefficient.Hit hit = Coefficient.Hit.NONE;
        if (value == 0) {
            hit = Coefficient.Hit.LOWER;
        } else if (value == parameter.upper()) {
            hit = Coefficient.Hit.UPPER;
        }
        return new Coefficient(parameter.symbol(), parameter.meaning(), value, error, interval, hit);
    }

    /**
     * Observed minus fitted, in the order of the curve's clean points: with {@link Noise#PROPORTIONAL} of the natural
     * logarithm of the rate, without unit; with {@link Noise#CONSTANT} of the rate, in work per second.
     */
    public double[] residuals() {
        return solution.residuals().mapMultiply(residualUnit()).toArray();
    }

    /** Residual standard error, in the unit of {@link #residuals()}. */
    public double residualStandardError() {
        return residualError() * residualUnit();
    }

    private double residualUnit() {
        return noise == Noise.CONSTANT ? unit : 1;
    }

    private double residualError() {
        return Math.sqrt(solution.squares() / degreesOfFreedom());
    }

    /**
     * Akaike's information criterion for small samples, n ln(Σr²/n) + 2K + 2K(K + 1)/(n − K − 1), with K = k + 1 for the
     * variance too, r relative to the mean rate; lower is better, and only differences between laws fitted to the same
     * curve with the same noise mean anything. Absent where n ≤ K + 1. Source: Burnham &amp; Anderson, <i>Model Selection
     * and Multimodel Inference</i>, 2002, section 2.4.
     */
    public OptionalDouble aicc() {
        int n = n();
        int k = solution.c().length + 1;
        if (n <= k + 1) {
            return OptionalDouble.empty();
        }
        double meanSquare = Math.max(solution.squares() / n, FINEST * FINEST);
        return OptionalDouble.of(n * Math.log(meanSquare) + 2.0 * k + 2.0 * k * (k + 1) / (n - k - 1));
    }

    /** Fitted work per second of a split, in units of the work of one worker. */
    public double rate(double ranks, double threads) {
        return coefficients().getFirst().value() * speedup(ranks, threads);
    }

    /** Fitted elapsed time. */
    public double seconds(double ranks, double threads) {
        return curve.growth().work(ranks * threads) / rate(ranks, threads);
    }

    /** Fitted speed-up over one worker; with weak scaling the scaled speed-up. */
    public double speedup(double ranks, double threads) {
        Binary64[] shape = IntStream.range(1, solution.c().length)
                .mapToObj(i -> new Binary64(solution.c()[i]))
                .toArray(Binary64[]::new);
        return law.speedup(shape, ranks, threads).getReal();
    }

    /**
     * The time that the fit foretells, with the interval of a further measurement: the response's variance is
     * s²(1 + gᵀ(JᵀJ)⁻¹g), with g its gradient by the coefficients.
     *
     * @param ranks number of ranks, 1 or more
     * @param threads threads of each rank, 1 or more
     */
    public Forecast forecast(double ranks, double threads) {
        if (!(ranks >= 1 && threads >= 1 && ranks * threads < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "no forecast for " + ranks + "×" + threads + "; ranks and threads start at 1 and are finite");
        }
        Gradient response = regression.response(solution.c(), ranks, threads);
        RealVector g = new ArrayRealVector(response.getGradient());
        double half = quantile * residualError() * Math.sqrt(1 + g.dotProduct(unscaledCovariance.operate(g)));
        double work = curve.growth().work(ranks * threads);
        double lowest = Math.max(0, noise.rate(response.getValue() - half)) * unit;
        double highest = noise.rate(response.getValue() + half) * unit;
        return new Forecast(
                this,
                ranks,
                threads,
                work / (noise.rate(response.getValue()) * unit),
                new Interval(work / highest, work / lowest),
                warning(ranks, threads));
    }

    private Optional<String> warning(double ranks, double threads) {
        int mostRanks = most(TimePoint::ranks);
        int mostThreads = most(TimePoint::threads);
        int mostWorkers = most(TimePoint::workers);
        boolean tooFar = ranks * threads > 2.0 * mostWorkers
                || (law.isHybrid() && (ranks > 2.0 * mostRanks || threads > 2.0 * mostThreads));
        if (!tooFar) {
            return Optional.empty();
        }
        return Optional.of(
                "beyond twice the measured range, " + mostRanks + " ranks, " + mostThreads + " threads, " + mostWorkers
                        + " workers: the interval holds only if " + law.title() + " holds that far; measure nearer");
    }

    private int most(ToIntFunction<TimePoint> count) {
        return curve.clean().stream().mapToInt(count).max().orElseThrow();
    }
}
