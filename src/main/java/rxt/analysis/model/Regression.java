package rxt.analysis.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.hipparchus.analysis.differentiation.Gradient;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresFactory;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LevenbergMarquardtOptimizer;
import org.hipparchus.stat.StatUtils;
import org.hipparchus.util.Binary64;
import org.hipparchus.util.Pair;

/**
 * The least squares of a law within the bounds of its coefficients.
 *
 * <p>Levenberg–Marquardt without bounds first. Where that leaves the bounds, the optimum sits on some of them: each
 * choice of coefficients held on a bound is solved for the others, and the best that keeps the bounds is taken. That is
 * exact where each of these few problems has one minimum. Coefficient 0 is γ, then the law's.
 */
final class Regression {
    private static final int LIMIT = 1000;
    private static final double[] STARTS = {1e-4, 1e-2, 0.3};
    private static final LevenbergMarquardtOptimizer OPTIMIZER = new LevenbergMarquardtOptimizer()
            .withCostRelativeTolerance(1e-12)
            .withParameterRelativeTolerance(1e-12)
            .withOrthoTolerance(1e-12);

    private final Law law;
    private final Noise noise;
    private final List<TimePoint> points;
    private final double[] rates;
    private final RealVector observed;

    /** Rates are in any unit; near 1 is best for rounding. */
    Regression(Law law, Noise noise, List<TimePoint> points, double[] rates) {
        this.law = law;
        this.noise = noise;
        this.points = points;
        this.rates = rates;
        this.observed = new ArrayRealVector(rates)
                .map(rate -> noise.response(new Binary64(rate)).getReal());
    }

    /**
     * An optimum.
     *
     * @param c coefficients
     * @param residuals observed minus fitted responses
     * @param jacobian of the fitted responses by all coefficients, those on a bound too
     */
    record Solution(double[] c, RealVector residuals, RealMatrix jacobian) {
        double squares() {
            return residuals.dotProduct(residuals);
        }
    }

    /** The optimum within the bounds. */
    Solution solve() {
        double[] nothingHeld = new double[law.parameters().size()];
        Arrays.fill(nothingHeld, Double.NaN);
        return optimum(nothingHeld)
                .or(() -> faces().stream()
                        .flatMap(held -> optimum(held).stream())
                        .min(Comparator.comparingDouble(Solution::squares)))
                .orElseThrow(() -> new FitRefusedException(
                        law.title() + " does not converge on these points; look at their times for a wrong one"));
    }

    /** The response that the law gives a split, with its derivatives by all coefficients. */
    Gradient response(double[] c, double ranks, double threads) {
        Gradient[] shape = new Gradient[c.length - 1];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = Gradient.variable(c.length, i + 1, c[i + 1]);
        }
        return noise.response(law.speedup(shape, ranks, threads).multiply(Gradient.variable(c.length, 0, c[0])));
    }

    /** All ways of holding one coefficient or more on a bound; NaN is free. */
    private List<double[]> faces() {
        List<double[]> faces = List.of(new double[0]);
        for (Law.Parameter parameter : law.parameters()) {
            faces = extended(faces, Double.NaN, 0, parameter.upper());
        }
        return faces.stream()
                .filter(held -> DoubleStream.of(held).noneMatch(Double::isInfinite))
                .filter(held -> !DoubleStream.of(held).allMatch(Double::isNaN))
                .toList();
    }

    private static List<double[]> extended(List<double[]> all, double... values) {
        List<double[]> longer = new ArrayList<>();
        for (double[] one : all) {
            for (double value : values) {
                double[] more = Arrays.copyOf(one, one.length + 1);
                more[one.length] = value;
                longer.add(more);
            }
        }
        return longer;
    }

    /** The optimum with some coefficients held; absent where it leaves the bounds or is not found. */
    private Optional<Solution> optimum(double[] held) {
        double[] c = start(held);
        int[] free = IntStream.range(0, c.length)
                .filter(i -> i == 0 || Double.isNaN(held[i - 1]))
                .toArray();
        double[] start = IntStream.of(free).mapToDouble(i -> c[i]).toArray();
        try {
            RealVector best = OPTIMIZER
                    .optimize(LeastSquaresFactory.create(
                            at -> {
                                Solution here = at(filled(c, free, at));
                                return new Pair<>(observed.subtract(here.residuals), columns(here.jacobian, free));
                            },
                            observed,
                            new ArrayRealVector(start),
                            null,
                            LIMIT,
                            LIMIT))
                    .getPoint();
            return Optional.of(at(filled(c, free, best))).filter(this::isWithin);
        } catch (MathRuntimeException e) {
            // Without bounds a law may run away where data scale better than it allows; a bound then holds the optimum.
            return Optional.empty();
        }
    }

    private static RealMatrix columns(RealMatrix jacobian, int[] free) {
        int[] rows = IntStream.range(0, jacobian.getRowDimension()).toArray();
        return jacobian.getSubMatrix(rows, free);
    }

    private static double[] filled(double[] c, int[] free, RealVector values) {
        double[] all = c.clone();
        for (int i = 0; i < free.length; i++) {
            all[free[i]] = values.getEntry(i);
        }
        return all;
    }

    private boolean isWithin(Solution solution) {
        double[] c = solution.c;
        return c[0] > 0
                && Double.isFinite(solution.squares())
                && IntStream.range(1, c.length)
                        .allMatch(i ->
                                c[i] >= 0 && c[i] <= law.parameters().get(i - 1).upper());
    }

    /** Of a few starts that which fits the rates best but for a factor, which γ then is. */
    private double[] start(double[] held) {
        List<double[]> starts = List.of(new double[] {1});
        for (double value : held) {
            starts = Double.isNaN(value) ? extended(starts, STARTS) : extended(starts, value);
        }
        double[] best = starts.stream()
                .min(Comparator.comparingDouble(c -> StatUtils.variance(logRatios(c))))
                .orElseThrow();
        best[0] = Math.exp(StatUtils.mean(logRatios(best)));
        return best;
    }

    /** Logarithms of the points' rates over those of the law. */
    private double[] logRatios(double[] c) {
        Binary64[] shape = Arrays.stream(c).skip(1).mapToObj(Binary64::new).toArray(Binary64[]::new);
        double[] ratios = new double[rates.length];
        for (int i = 0; i < ratios.length; i++) {
            TimePoint p = points.get(i);
            ratios[i] = Math.log(
                    rates[i] / law.speedup(shape, p.ranks(), p.threads()).getReal());
        }
        return ratios;
    }

    private Solution at(double[] c) {
        double[] residuals = new double[points.size()];
        double[][] jacobian = new double[points.size()][];
        for (int i = 0; i < residuals.length; i++) {
            Gradient fitted = response(c, points.get(i).ranks(), points.get(i).threads());
            residuals[i] = observed.getEntry(i) - fitted.getValue();
            jacobian[i] = fitted.getGradient();
        }
        return new Solution(c, new ArrayRealVector(residuals, false), new Array2DRowRealMatrix(jacobian, false));
    }
}
