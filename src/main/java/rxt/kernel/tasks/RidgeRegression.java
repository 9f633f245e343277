package rxt.kernel.tasks;

import java.util.Arrays;

/** Ridge regression of one worker, with memory of its own: (XᵀX + λI)·w = Xᵀy by Cholesky's factors. */
final class RidgeRegression {
    private final RidgeSamples shape;
    private final int d;
    private final double[] gram;
    private final double[] weights;

    RidgeRegression(RidgeSamples shape) {
        this.shape = shape;
        d = shape.features;
        gram = new double[d * d];
        weights = new double[d];
    }

    /** The mean squared error of a fold for weights found from all others; sums in the order of the samples. */
    double error(double[] samples, double lambda, int leftOut) {
        Arrays.fill(gram, 0);
        Arrays.fill(weights, 0);
        for (int j = 0; j < d; j++) {
            gram[j * d + j] = lambda;
        }
        for (int fold = 0; fold < shape.folds; fold++) {
            if (fold != leftOut) {
                addFold(samples, fold);
            }
        }
        factor();
        solve();
        return errorOf(samples, leftOut);
    }

    private void addFold(double[] samples, int fold) {
        int first = fold * shape.rows * shape.width();
        int end = first + shape.rows * shape.width();
        for (int at = first; at < end; at += shape.width()) {
            double target = samples[at + d];
            for (int j = 0; j < d; j++) {
                double x = samples[at + j];
                weights[j] += x * target;
                for (int k = 0; k <= j; k++) {
                    gram[j * d + k] += x * samples[at + k];
                }
            }
        }
    }

    /** The lower triangle becomes its factor. */
    private void factor() {
        for (int j = 0; j < d; j++) {
            for (int k = 0; k <= j; k++) {
                double sum = gram[j * d + k];
                for (int i = 0; i < k; i++) {
                    sum -= gram[j * d + i] * gram[k * d + i];
                }
                gram[j * d + k] = k == j ? Math.sqrt(sum) : sum / gram[k * d + k];
            }
        }
    }

    private void solve() {
        for (int j = 0; j < d; j++) {
            for (int k = 0; k < j; k++) {
                weights[j] -= gram[j * d + k] * weights[k];
            }
            weights[j] /= gram[j * d + j];
        }
        for (int j = d - 1; j >= 0; j--) {
            for (int k = j + 1; k < d; k++) {
                weights[j] -= gram[k * d + j] * weights[k];
            }
            weights[j] /= gram[j * d + j];
        }
    }

    private double errorOf(double[] samples, int fold) {
        double error = 0;
        for (int row = 0; row < shape.rows; row++) {
            int at = (fold * shape.rows + row) * shape.width();
            double difference = -samples[at + d];
            for (int j = 0; j < d; j++) {
                difference += weights[j] * samples[at + j];
            }
            error += difference * difference;
        }
        return error / shape.rows;
    }

    /** Sums and products of one {@link #error}. */
    static double flops(RidgeSamples shape) {
        double d = shape.features;
        double fold = shape.rows * (d * (d + 1) + 2 * d);
        return (shape.folds - 1) * fold + d * d * d / 3 + 2 * d * d + shape.rows * (2 * d + 2);
    }
}
