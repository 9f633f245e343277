package rxt.kernel.sparse;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Digest;
import rxt.kernel.Kernel;
import rxt.kernel.KernelType;
import rxt.kernel.Memory;
import rxt.kernel.Parameter;
import rxt.kernel.Params;
import rxt.kernel.Sample;
import rxt.kernel.WeakScaling;
import rxt.kernel.Work;
import rxt.spmd.Communicator;
import rxt.spmd.ReduceOp;
import rxt.spmd.team.Range;
import rxt.spmd.team.Team;

/**
 * Conjugate gradients without a preconditioner, for HPCG's problem ({@link CgStencil}) or the matrix of a Matrix Market file
 * ({@link CgFile}), and a right-hand side for which 1 everywhere is a solution. A step begins with 0 and iterates until the
 * residual is {@code tolerance} times the right-hand side.
 *
 * <p>Ranks have blocks of the grid, or contiguous rows of the file; a team shares a rank's rows. With {@code overlap} the rows
 * that need nothing of other ranks are multiplied while values of others are on their way. Dot products are exact and each
 * row is added up in the order of its columns, so that all splits make the same iterations with the same bits. With {@code
 * variant: scalar} the dot products alone are made otherwise: a row is added up one by one either way.
 *
 * <p>Matrix and vectors are on the heap: with the matrix alone off it, by segment or by address, a step took longer.
 *
 * <p>The answer: the residual computed anew, from the stencil or the file and without the matrix as it is stored; the
 * distance of the solution from 1, where the matrix bounds it; the number of iterations, for the stencil ({@link
 * CgIterations}); and that the matrix is symmetric, tried on two vectors, as HPCG does. Of the steps before the last a
 * sample of the solution must be the last one's.
 */
public class Cg implements Kernel {
    static final String FILE = "bracket.mtx";

    public static final KernelType TYPE = new KernelType(
                    "cg",
                    "sparse",
                    "conjugate gradients on HPCG's stencil or the matrix of a file",
                    "HPCG",
                    List.of(
                            Parameter.choice("matrix", "stencil", List.of("stencil", "file"), "which equations"),
                            Parameter.whole("n", 64, 2, 10_000, "points of the stencil along each of three axes"),
                            Parameter.choice("file", FILE, List.of(), "Matrix Market file among the inputs"),
                            Parameter.real(
                                    "tolerance", 1e-8, 1e-12, 0.1, "of the residual, relative to the right-hand side"),
                            Parameter.whole(
                                    "most_iterations", 1000, 1, 1_000_000, "after which a step ends in any case"),
                            Parameter.flag(
                                    "overlap", true, "whether inner rows are multiplied while halos are on their way"),
                            CgStencil.decomposition(),
                            Parameter.choice(
                                    "variant",
                                    "vector",
                                    List.of("vector", "scalar"),
                                    "dot products side by side, or product by product")),
                    new WeakScaling(WeakScaling.root("n", 3).rule() + "; a file's matrix does not", Cg::grown),
                    Cg::new)
            .requiring((params, ranks, _) -> CgStencil.require(params, ranks))
            .allocating((params, ranks) ->
                    Memory.heap(isOfFile(params) ? 0 : 376.0 * Math.pow(params.intValue("n"), 3) / ranks))
            .withTwin(Map.of("n", "48"));

    private final Communicator world;
    private final Team multiplying;
    private final Team updating;
    private final double tolerance;
    private final int mostIterations;
    private final boolean overlap;
    private final CgSystem system;
    private final SparseRows matrix;
    private final CgDots dots;
    private final Range all;
    private final Range inner;
    private final Range outer;
    private final double[] x;
    private final double[] r;
    private final double[] p;
    private final double[] product;
    /** The vector p with its halo. */
    private final double[] haloed;

    private final Team.Loop begin = this::begin;
    private final Team.Loop multiplyRows = (from, to) -> multiply(from, to);
    private final Team.Loop descend = this::descend;
    private final Team.Loop turn = this::turn;
    private final LongUnaryOperator bits = this::bits;
    private double alpha;
    private double beta;
    private int iterations;
    /** Steps that ended since pᵀAp was not positive, as it is for every matrix that is positive definite. */
    private int breakdowns;

    Cg(Context context) {
        world = context.world();
        multiplying = context.team().as("multiply");
        updating = context.team().as("update");
        tolerance = context.params().doubleValue("tolerance");
        mostIterations = context.params().intValue("most_iterations");
        overlap = context.params().flag("overlap");
        system = isOfFile(context.params())
                ? CgFile.read(context.inputs(), context.params().text("file"), world)
                : new CgStencil(context);
        matrix = system.matrix();
        haloed = system.vector();
        dots = new CgDots(
                world, context.team(), context.params().text("variant").equals("vector"));
        all = Range.of(0, matrix.rows());
        inner = Range.of(0, system.innerRows());
        outer = Range.of(system.innerRows(), matrix.rows());
        x = new double[matrix.rows()];
        r = new double[matrix.rows()];
        p = new double[matrix.rows()];
        product = new double[matrix.rows()];
    }

    static boolean isOfFile(Params params) {
        return params.text("matrix").equals("file");
    }

    private static Params grown(Params one, int workers) {
        if (isOfFile(one) && workers > 1) {
            throw new IllegalArgumentException(
                    "the matrix of a file does not grow with the workers; scale strongly, or" + " use matrix: stencil");
        }
        return WeakScaling.root("n", 3).growth().forWorkers(one, workers);
    }

    /** HPCG's count for one iteration: two operations for each entry, and ten for each row; 12 bytes an entry, and the vectors. */
    @Override
    public Work work() {
        double rows = system.rowsOfAll();
        double entries = system.entriesOfAll();
        double made = Math.max(1, iterations);
        double dot = 2.0 * (world.size() - 1);
        return new Work(
                made * (2 * entries + 10 * rows),
                made * (12 * entries + 11 * Double.BYTES * rows),
                made * (system.messages() + 2 * dot) + dot);
    }

    @Override
    public void step() {
        updating.forEach(all, begin);
        double rr = dots.dot(r, r, all);
        double enough = tolerance * tolerance * rr;
        iterations = 0;
        while (rr > enough && iterations < mostIterations) {
            multiply();
            double curvature = dots.dot(p, product, all);
            if (!(curvature > 0)) {
                breakdowns++;
                break;
            }
            alpha = rr / curvature;
            updating.forEach(all, descend);
            double next = dots.dot(r, r, all);
            beta = beta(next, rr);
            rr = next;
            updating.forEach(all, turn);
            iterations++;
        }
    }

    /** How much of the last direction the next one keeps; overridden by a mutant. */
    double beta(double next, double before) {
        return next / before;
    }

    /** The iterations of the last step. */
    int iterations() {
        return iterations;
    }

    private void begin(long from, long to) {
        for (int row = (int) from; row < to; row++) {
            x[row] = 0;
            r[row] = system.rightHandSide(row);
            p[row] = r[row];
            haloed[system.cell(row)] = r[row];
        }
    }

    /** product = A·p. */
    void multiply() {
        system.start();
        if (overlap) {
            multiplying.forEach(inner, multiplyRows);
        }
        system.finish();
        multiplying.forEach(overlap ? outer : all, multiplyRows);
    }

    /** Some rows of A·p; overridden by a mutant. */
    void multiply(long from, long to) {
        matrix.multiply(haloed, product, (int) from, (int) to);
    }

    /** The one loop that stores in order: C2 makes vectors of it, if its end is an int. */
    private void descend(long from, long to) {
        int end = (int) to;
        for (int row = (int) from; row < end; row++) {
            x[row] += alpha * p[row];
            r[row] -= alpha * product[row];
        }
    }

    private void turn(long from, long to) {
        for (int row = (int) from; row < to; row++) {
            p[row] = r[row] + beta * p[row];
            haloed[system.cell(row)] = p[row];
        }
    }

    @Override
    public long witness(int draw) {
        return Sample.of(draw, x.length, bits) + iterations;
    }

    private long bits(long row) {
        return Double.doubleToLongBits(x[(int) row]);
    }

    @Override
    public Check verify() {
        double farthest = 0;
        long digest = 0;
        for (int row = 0; row < matrix.rows(); row++) {
            farthest = Math.max(farthest, Math.abs(x[row] - 1));
            digest += Digest.term(system.point(row), x[row]);
        }
        double residual = relativeResidual();
        double distance = world.allreduce(farthest, ReduceOp.MAX);
        CgIterations known = system.iterations(tolerance);
        return Check.exact("steps in which the matrix was not positive definite", 0, breakdowns)
                .and(Check.residual("residual computed anew", residual, 2 * tolerance))
                .and(Check.residual("distance from 1", distance, tolerance * system.distanceBound()))
                .and(Check.residual("asymmetry", asymmetry(), 1e-13))
                .and(new Check(
                        "iterations",
                        known.fewest() + " to " + known.most(),
                        Integer.toString(iterations),
                        known.contains(iterations),
                        ""))
                .withDigest(world.allreduce(digest, ReduceOp.SUM));
    }

    /** ‖b − A·x‖ / ‖b‖, without the matrix as it is stored. */
    private double relativeResidual() {
        double[] saved = haloed.clone();
        spread(x);
        double[] anew = new double[matrix.rows()];
        system.multiplyAnew(anew);
        double own = 0;
        double ownB = 0;
        for (int row = 0; row < matrix.rows(); row++) {
            double b = system.rightHandSide(row);
            own += (b - anew[row]) * (b - anew[row]);
            ownB += b * b;
        }
        System.arraycopy(saved, 0, haloed, 0, haloed.length);
        return Math.sqrt(world.allreduce(own, ReduceOp.SUM) / world.allreduce(ownB, ReduceOp.SUM));
    }

    /** Puts a vector into the array with the halo, and fills that. */
    private void spread(double[] vector) {
        for (int row = 0; row < matrix.rows(); row++) {
            haloed[system.cell(row)] = vector[row];
        }
        system.start();
        system.finish();
    }

    /** |uᵀAv − vᵀAu| / (‖u‖·‖Av‖) for two vectors without any symmetry. */
    private double asymmetry() {
        double[] u = new double[matrix.rows()];
        double[] v = new double[matrix.rows()];
        for (int row = 0; row < u.length; row++) {
            u[row] = 1 + (Digest.term(system.point(row), 1L) >>> 11) * 0x1p-53;
            v[row] = 1 + (Digest.term(system.point(row), 2L) >>> 11) * 0x1p-53;
        }
        double[] saved = Arrays.copyOf(product, product.length);
        spread(v);
        multiply(0, matrix.rows());
        double uav = dots.dot(u, product, all);
        double lengths = dots.dot(u, u, all) * dots.dot(product, product, all);
        spread(u);
        multiply(0, matrix.rows());
        double vau = dots.dot(v, product, all);
        System.arraycopy(saved, 0, product, 0, product.length);
        return Math.abs(uav - vau) / Math.sqrt(lengths);
    }
}
