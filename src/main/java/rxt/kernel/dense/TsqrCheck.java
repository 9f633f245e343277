package rxt.kernel.dense;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Digest;
import rxt.spmd.ReduceOp;
import rxt.spmd.grid.Partition;
import rxt.spmd.team.Range;

/**
 * Whether R is that of A: triangular with a positive diagonal, with A = Q·R and QᵀQ = I for Q = A·R⁻¹, which is that of
 * the indirect TSQR (Constantine and Gleich, 2011). The one R for which all hold is the right one: RᵀR = AᵀA.
 *
 * <p>A is generated anew, row by row, so that what has become of the blocks is seen. Ranks share out the rows, and the
 * team those of its rank; of Q there is never more than a row.
 *
 * @param rows of A
 * @param r column by column
 */
record TsqrCheck(Context context, TsqrRows matrix, long rows, MemorySegment r) {
    private static final int CHUNK = 4096;

    /** QᵀQ over some rows, and the worst (A − Q·R), relative to the terms of its sum. */
    private record Sums(double[] gram, double residual) {
        Sums plus(Sums other) {
            double[] sum = gram.clone();
            for (int i = 0; i < sum.length; i++) {
                sum[i] += other.gram[i];
            }
            return new Sums(sum, Math.max(residual, other.residual));
        }
    }

    Check check(boolean sameBits) {
        int n = matrix.columns();
        double[] triangle = r.toArray(ValueLayout.JAVA_DOUBLE);
        Range own = new Partition(rows, context.world().size())
                .rangeOf(context.world().rank())
                .inBlocksOf(CHUNK);
        Sums none = new Sums(new double[n * n], 0);
        Sums sums = context.team().reduce(own, none, (from, to) -> sums(from, to, triangle), Sums::plus);
        double[] gram = context.world().allreduce(sums.gram, ReduceOp.SUM);
        double orthogonality = 0;
        for (int i = 0; i < gram.length; i++) {
            orthogonality = Math.max(orthogonality, Math.abs(gram[i] - (i % n == i / n ? 1 : 0)));
        }
        double residual = Double.isNaN(sums.residual) ? Double.POSITIVE_INFINITY : sums.residual;
        Check check = Check.residual("|QᵀQ − I|", orthogonality, bound())
                .and(Check.residual(
                        "|A − QR|, relative",
                        context.world().allreduce(residual, ReduceOp.MAX),
                        (2.0 * n + 4) * 0x1p-53))
                .and(Check.exact("elements of R that cannot be", 0, wrong(triangle)));
        return sameBits ? check.withDigest(digest(triangle)) : check;
    }

    /**
     * The roundings of QᵀQ's sums, each of whose terms' sizes add up to 1 at most, and a generous number for those of
     * R; a row that is missing moves an element by some 1 / m, far more for fewer than 10⁹ rows.
     */
    private double bound() {
        double n = matrix.columns();
        return (CHUNK + (double) rows / CHUNK + context.world().size() + 100 * n * n) * 0x1p-53;
    }

    private Sums sums(long from, long to, double[] triangle) {
        int n = matrix.columns();
        double[] row = new double[n];
        double[] q = new double[n];
        double[] gram = new double[n * n];
        double residual = 0;
        for (long i = from; i < to; i++) {
            matrix.row(i, row);
            residual = Math.max(residual, solve(row, triangle, q));
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < n; k++) {
                    gram[j * n + k] += q[j] * q[k];
                }
            }
        }
        return new Sums(gram, residual);
    }

    /** q·R = a, and how well that holds. */
    private static double solve(double[] a, double[] triangle, double[] q) {
        int n = a.length;
        double worst = 0;
        for (int j = 0; j < n; j++) {
            double sum = 0;
            double sizes = Math.abs(a[j]);
            for (int k = 0; k < j; k++) {
                double term = q[k] * triangle[j * n + k];
                sum += term;
                sizes += Math.abs(term);
            }
            double diagonal = triangle[j * n + j];
            q[j] = (a[j] - sum) / diagonal;
            worst = Math.max(worst, Math.abs(sum + q[j] * diagonal - a[j]) / sizes);
        }
        return worst;
    }

    private static long wrong(double[] triangle) {
        int n = (int) Math.round(Math.sqrt(triangle.length));
        long wrong = 0;
        for (int j = 0; j < n; j++) {
            wrong += triangle[j * n + j] > 0 ? 0 : 1;
            for (int i = j + 1; i < n; i++) {
                wrong += triangle[j * n + i] == 0 ? 0 : 1;
            }
        }
        return wrong;
    }

    private static long digest(double[] triangle) {
        long sum = 0;
        for (int i = 0; i < triangle.length; i++) {
            sum += Digest.term(i, triangle[i]);
        }
        return sum;
    }
}
