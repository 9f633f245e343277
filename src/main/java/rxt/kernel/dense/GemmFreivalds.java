package rxt.kernel.dense;

import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Digest;
import rxt.spmd.ReduceOp;
import rxt.spmd.grid.Partition;
import rxt.spmd.team.Range;

/**
 * Freivalds' check of C = A·B: C·x is held against A·(B·x) for vectors x of random signs (Freivalds, 1979).
 *
 * <p>A wrong row of C passes one round with probability ½ at most, and never if a single element of it is wrong. A and B
 * are generated anew by row, so that neither their distribution nor a damaged copy of them goes unseen. Ranks share out
 * the rows, and the team those of its rank.
 *
 * <p>With γ = nu/(1 − nu), u = 2⁻⁵³, and all |a|, |b| ≤ 1, four roundings add up: each of C's elements is off by at most
 * γn (Higham, Accuracy and Stability, 3.5), which moves C·x by γn²; summing C·x, B·x and A·(B·x) adds γn² each, to first
 * order. Taking γ for n + 1 covers the second.
 */
record GemmFreivalds(Context context, GemmInputs inputs, GemmProduct product) {
    private static final int ROUNDS = 3;

    /** The worst residual of all rows and rounds against its bound; the digest is of all bits of C. */
    Check check() {
        int n = inputs.n();
        double residual = 0;
        for (int round = 0; round < ROUNDS; round++) {
            double[] signs = new double[n];
            inputs.signs(round, signs);
            residual = Math.max(residual, residual(signs, productWithB(signs)));
        }
        double nu = (n + 1) * 0x1p-53;
        double bound = 4 * nu / (1 - nu) * n * n;
        Check check = Check.residual("Freivalds residual", residual, bound);
        return product.sameBits() ? check.withDigest(digest()) : check;
    }

    private Partition rows() {
        return new Partition(inputs.n(), context.world().size());
    }

    /** B·x, whole on every rank; adding zeros leaves the bits of each element as its rank computed them. */
    private double[] productWithB(double[] x) {
        double[] y = new double[x.length];
        int rank = context.world().rank();
        context.team().forEach(rows().rangeOf(rank), (from, to) -> {
            double[] row = new double[x.length];
            for (int k = (int) from; k < to; k++) {
                inputs.rowOfB(k, row);
                y[k] = dot(row, x);
            }
        });
        return context.world().allreduce(y, ReduceOp.SUM);
    }

    /** max |C·x − A·y|; infinite where a NaN is met, which not every MPI_MAX would pass on. */
    private double residual(double[] x, double[] y) {
        long offset = rows().from(context.world().rank());
        double own = context.team().reduce(ownRows(), 0.0, (from, to) -> residual(from, to, offset, x, y), Math::max);
        return context.world().allreduce(Double.isNaN(own) ? Double.POSITIVE_INFINITY : own, ReduceOp.MAX);
    }

    private double residual(long from, long to, long offset, double[] x, double[] y) {
        double worst = 0;
        double[] row = new double[x.length];
        for (int i = (int) from; i < to; i++) {
            inputs.rowOfA(offset + i, row);
            double expected = dot(row, y);
            for (int j = 0; j < row.length; j++) {
                row[j] = product.element(i, j);
            }
            worst = Math.max(worst, Math.abs(dot(row, x) - expected));
        }
        return worst;
    }

    private long digest() {
        long offset = rows().from(context.world().rank());
        long own = context.team().sumLong(ownRows(), (from, to) -> {
            long sum = 0;
            for (int i = (int) from; i < to; i++) {
                for (int j = 0; j < inputs.n(); j++) {
                    sum += Digest.term((offset + i) * inputs.n() + j, product.element(i, j));
                }
            }
            return sum;
        });
        return context.world().allreduce(own, ReduceOp.SUM);
    }

    private Range ownRows() {
        return Range.of(0, product.rows()).inBlocksOf(16);
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }
}
