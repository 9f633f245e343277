package rxt.kernel.sparse;

import java.util.Arrays;

/**
 * How many iterations conjugate gradients need.
 *
 * <p>For HPCG's problem that is known without its matrix. With T the tridiagonal matrix of ones the matrix is 27·I −
 * T⊗T⊗T, so its eigenvectors are products of sines, its eigenvalues 27 − μᵢ·μⱼ·μₖ with μⱼ = 1 + 2·cos(jπ / (n + 1)),
 * and the solution 1 everywhere has no part in those with an even i, j or k. Where the matrix is diagonal an iteration
 * is a few operations for each i ≤ j ≤ k; it has the same residuals, but for roundings.
 *
 * @param fewest that are right
 * @param most that are right
 */
record CgIterations(int fewest, int most) {
    /** Where nothing is known. */
    static final CgIterations ANY = new CgIterations(0, Integer.MAX_VALUE);

    /** Points along an axis up to which the diagonal matrix is solved: by then it has 357,760 rows. */
    private static final int MOST_POINTS = 256;

    /**
     * For HPCG's problem, from 0 on: known, and one more or less by roundings; for many points at most as many as
     * needed.
     */
    static CgIterations ofStencil(int n, double tolerance) {
        if (n > MOST_POINTS) {
            return new CgIterations(1, bound(n, tolerance));
        }
        int count = new Spectrum(n).iterations(tolerance);
        return new CgIterations(count - 1, count + 1);
    }

    boolean contains(int iterations) {
        return iterations >= fewest && iterations <= most;
    }

    /** ‖rₖ‖ ≤ 2·√κ·((√κ − 1) / (√κ + 1))ᵏ·‖r₀‖ with the condition κ. */
    static int bound(int n, double tolerance) {
        double largest = factor(n, 1);
        double root = Math.sqrt((27 - largest * largest * factor(n, n)) / (27 - largest * largest * largest));
        return (int) Math.ceil(Math.log(2 * root / tolerance) / Math.log((root + 1) / (root - 1))) + 1;
    }

    private static double factor(int n, int j) {
        return 1 + 2 * Math.cos(j * Math.PI / (n + 1));
    }

    /** The problem where its matrix is diagonal: equal eigenvalues as one. */
    private static final class Spectrum {
        private final double[] eigenvalues;
        private final double[] r;

        Spectrum(int n) {
            int odd = (n + 1) / 2;
            eigenvalues = new double[odd * (odd + 1) * (odd + 2) / 6];
            r = new double[eigenvalues.length];
            int row = 0;
            for (int i = 1; i <= n; i += 2) {
                for (int j = i; j <= n; j += 2) {
                    for (int k = j; k <= n; k += 2) {
                        int alike = i == k ? 1 : i == j || j == k ? 3 : 6;
                        eigenvalues[row] = 27 - factor(n, i) * factor(n, j) * factor(n, k);
                        r[row] = eigenvalues[row] * Math.sqrt(alike) * part(n, i) * part(n, j) * part(n, k);
                        row++;
                    }
                }
            }
        }

        /** Of 1 everywhere along an axis, in the direction of the j-th sine. */
        private static double part(int n, int j) {
            return Math.sqrt(2.0 / (n + 1)) / Math.tan(j * Math.PI / (2 * (n + 1)));
        }

        int iterations(double tolerance) {
            double[] p = r.clone();
            double rr = Arrays.stream(r).map(x -> x * x).sum();
            double enough = tolerance * tolerance * rr;
            int iterations = 0;
            for (; rr > enough; iterations++) {
                double curvature = 0;
                for (int i = 0; i < p.length; i++) {
                    curvature += eigenvalues[i] * p[i] * p[i];
                }
                double alpha = rr / curvature;
                double next = 0;
                for (int i = 0; i < p.length; i++) {
                    r[i] -= alpha * eigenvalues[i] * p[i];
                    next += r[i] * r[i];
                }
                for (int i = 0; i < p.length; i++) {
                    p[i] = r[i] + next / rr * p[i];
                }
                rr = next;
            }
            return iterations;
        }
    }
}
