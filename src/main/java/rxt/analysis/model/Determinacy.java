package rxt.analysis.model;

import java.util.Map;
import java.util.stream.Collectors;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;

/** Whether points tell the coefficients of a law; refuses where they do not. */
final class Determinacy {
    /** Columns of the Jacobian, each of length 1, whose least singular value is below this part are dependent. */
    private static final double DEPENDENT = 1e-7;

    private Determinacy() {}

    /** Refuses before fitting: wrong growth, too few points, all alike. */
    static void check(Law law, Curve curve) {
        if (!law.suits(curve.growth())) {
            throw refused(law, "is no law of " + words(curve.growth().name()) + " scaling; fit one that is");
        }
        int n = curve.clean().size();
        if (n < Fit.FEWEST_POINTS) {
            throw refused(
                    law,
                    "has " + n + " points to fit" + leftOut(curve) + "; it needs " + Fit.FEWEST_POINTS
                            + " or more: measure further splits");
        }
        if (law.isHybrid() && (curve.distinct(TimePoint::ranks) < 2 || curve.distinct(TimePoint::threads) < 2)) {
            throw refused(law, "needs 2 or more numbers of ranks and 2 or more of threads: measure a grid of splits");
        }
        int coefficients = law.parameters().size() + 1;
        int workers = curve.distinct(TimePoint::workers);
        if (!law.isHybrid() && workers < coefficients) {
            throw refused(
                    law,
                    "needs " + coefficients + " or more numbers of workers; these " + n + " points have " + workers);
        }
        if (curve.clean().stream().mapToDouble(TimePoint::seconds).distinct().count() == 1) {
            throw refused(
                    law,
                    "has the same time, " + curve.clean().getFirst().seconds()
                            + " s, at all points, which no measurement gives: look at the clock's resolution");
        }
    }

    /** (JᵀJ)⁻¹, refused where some coefficient can be changed without changing what the law says of the points. */
    static RealMatrix inverseOfGram(Law law, RealMatrix jacobian) {
        int k = jacobian.getColumnDimension();
        double[] inverseLengths = new double[k];
        for (int i = 0; i < k; i++) {
            inverseLengths[i] = 1 / jacobian.getColumnVector(i).getNorm();
        }
        RealMatrix scale = MatrixUtils.createRealDiagonalMatrix(inverseLengths);
        SingularValueDecomposition svd =
                Double.isFinite(scale.getNorm1()) ? new SingularValueDecomposition(jacobian.multiply(scale)) : null;
        if (svd == null || svd.getInverseConditionNumber() < DEPENDENT) {
            throw refused(law, "cannot tell its coefficients apart on these points: measure further splits");
        }
        return scale.multiply(svd.getCovariance(0)).multiply(scale);
    }

    private static String leftOut(Curve curve) {
        Map<Mark, Integer> counts = curve.leftOut();
        return counts.isEmpty()
                ? ""
                : counts.entrySet().stream()
                        .map(e -> e.getValue() + " " + words(e.getKey().name()))
                        .collect(Collectors.joining(", ", " (left out: ", ")"));
    }

    private static String words(String name) {
        return name.toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }

    private static FitRefusedException refused(Law law, String why) {
        return new FitRefusedException(law.title() + " " + why);
    }
}
