package rxt.kernel.tasks;

import rxt.kernel.Philox4x32;

/**
 * Samples of a linear model in folds, whose ridge regression is known: each fold is so many times the first columns of a
 * Hadamard matrix of Sylvester's, +1 and −1, orthogonal to each other; its targets are those of weights of its own,
 * w + e(fold). All weights are quarters of whole numbers, so that targets are exact.
 */
final class RidgeSamples {
    final int folds;
    final int features;
    final int rows;

    /**
     * The shape of the samples.
     *
     * @param features columns
     * @param blocks Hadamard matrices in a fold
     */
    RidgeSamples(int folds, int features, int blocks) {
        this.folds = folds;
        this.features = features;
        this.rows = blocks * Math.max(1, Integer.highestOneBit(2 * features - 1));
    }

    /** Numbers of a sample: its features, then its target. */
    int width() {
        return features + 1;
    }

    /** All samples, fold by fold. */
    double[] samples() {
        double[] samples = new double[folds * rows * width()];
        for (int fold = 0; fold < folds; fold++) {
            double[] weights = weights(fold);
            for (int row = 0; row < rows; row++) {
                int at = (fold * rows + row) * width();
                for (int j = 0; j < features; j++) {
                    samples[at + j] = Integer.bitCount(row & j) % 2 == 0 ? 1 : -1;
                    samples[at + features] += samples[at + j] * weights[j];
                }
            }
        }
        return samples;
    }

    /** A fold's weights: common ones of −8 to 8, and of its own −2 to 2. */
    double[] weights(int fold) {
        Philox4x32 random = new Philox4x32(fold + 1, 0);
        Philox4x32 common = new Philox4x32(0, 0);
        double[] weights = new double[features];
        for (int j = 0; j < features; j++) {
            weights[j] = quarter(common, j, 32) + quarter(random, j, 8);
        }
        return weights;
    }

    private static double quarter(Philox4x32 random, int j, int most) {
        int[] words = new int[4];
        random.words(j, 0, words);
        return (Integer.remainderUnsigned(words[0], 2 * most + 1) - most) / 4.0;
    }

    /**
     * The mean squared error of the fold that is left out: the others' weights, averaged and shrunk by n/(n+λ), against its
     * own, since with orthogonal columns XᵀX is n times the identity.
     */
    double knownError(double lambda, int leftOut) {
        double[] mean = new double[features];
        for (int fold = 0; fold < folds; fold++) {
            double[] weights = weights(fold);
            for (int j = 0; j < features && fold != leftOut; j++) {
                mean[j] += weights[j] / (folds - 1);
            }
        }
        double n = (double) (folds - 1) * rows;
        double[] own = weights(leftOut);
        double error = 0;
        for (int j = 0; j < features; j++) {
            double difference = mean[j] * n / (n + lambda) - own[j];
            error += difference * difference;
        }
        return error;
    }
}
