package rxt.kernel.sparse;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Digest;
import rxt.kernel.Kernel;
import rxt.kernel.KernelType;
import rxt.kernel.Parameter;
import rxt.kernel.WeakScaling;
import rxt.kernel.Work;
import rxt.spmd.Communicator;
import rxt.spmd.ReduceOp;
import rxt.spmd.exact.ExactReduction;
import rxt.spmd.grid.CartesianTopology;
import rxt.spmd.grid.HaloBlock;
import rxt.spmd.grid.HaloExchange;
import rxt.spmd.grid.Partition;
import rxt.spmd.team.Range;
import rxt.spmd.team.Team;

/**
 * Conjugate gradients for HPCG's problem: on a grid of n × n × n points a matrix with 26 on the diagonal and −1 for each of
 * the up to 26 neighbours, and a right-hand side for which the solution is 1 everywhere. No preconditioner; a step begins
 * with 0 and iterates until the residual is {@code tolerance} times the right-hand side.
 *
 * <p>Ranks have blocks of the grid, with halos for the vector that is multiplied; a team shares a block's rows. With {@code
 * overlap} the rows that need no halo are multiplied while it is on its way. Dot products are exact, so that all splits make
 * the same iterations with the same bits.
 *
 * <p>The answer: the residual computed anew from the stencil, without the matrix; the distance of the solution from 1; and
 * that the matrix is symmetric, tried on two vectors, as HPCG does.
 */
public class Cg implements Kernel {
    public static final KernelType TYPE = new KernelType(
            "cg",
            "sparse",
            "conjugate gradients on the 27-point stencil of HPCG",
            "HPCG",
            List.of(
                    Parameter.whole("n", 64, 2, 10_000, "points along each of three axes"),
                    Parameter.real("tolerance", 1e-8, 1e-12, 0.1, "of the residual, relative to the right-hand side"),
                    Parameter.whole("most_iterations", 1000, 1, 1_000_000, "after which a step ends in any case"),
                    Parameter.flag("overlap", true, "whether inner rows are multiplied while halos are on their way")),
            WeakScaling.root("n", 3),
            Cg::new);

    private final Communicator world;
    private final Team multiplying;
    private final Team updating;
    private final int n;
    private final double tolerance;
    private final int mostIterations;
    private final boolean overlap;
    private final CgMatrix matrix;
    private final HaloExchange halo;
    private final ExactReduction reduction;
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
    private final Team.Loop multiplyInner;
    private final Team.Loop multiplyOuter;
    private final Team.Loop descend = this::descend;
    private final Team.Loop turn = this::turn;
    private double alpha;
    private double beta;
    private int iterations;
    private int fewestIterations = Integer.MAX_VALUE;

    Cg(Context context) {
        world = context.world();
        multiplying = context.team().as("multiply");
        updating = context.team().as("update");
        n = context.params().intValue("n");
        tolerance = context.params().doubleValue("tolerance");
        mostIterations = context.params().intValue("most_iterations");
        overlap = context.params().flag("overlap");
        CartesianTopology topology =
                CartesianTopology.of(world, CartesianTopology.dimsCreate(world.size(), 0, 0, 0), new boolean[3]);
        long[] first = new long[3];
        long[] length = new long[3];
        for (int d = 0; d < 3; d++) {
            Partition part = new Partition(n, topology.dim(d));
            first[d] = part.from(topology.coordinate(d));
            length[d] = part.lengthOf(topology.coordinate(d));
            if (part.lengthOf(topology.dim(d) - 1) == 0) {
                throw new IllegalArgumentException("n = " + n + " points along an axis are fewer than the "
                        + topology.dim(d) + " ranks there; use fewer ranks or a larger n");
            }
        }
        HaloBlock block = new HaloBlock(1, length);
        CgMatrix.requireArrays(n, topology);
        matrix = new CgMatrix(n, first, block, context.team());
        haloed = new double[(int) block.cells()];
        halo = new HaloExchange(world, topology, block, MemorySegment.ofArray(haloed));
        reduction = new ExactReduction(world, context.team());
        all = Range.of(0, matrix.rows());
        inner = Range.of(0, matrix.innerRows());
        outer = Range.of(matrix.innerRows(), matrix.rows());
        x = new double[matrix.rows()];
        r = new double[matrix.rows()];
        p = new double[matrix.rows()];
        product = new double[matrix.rows()];
        multiplyInner = (from, to) -> multiply(from, to);
        multiplyOuter = multiplyInner;
    }

    /** HPCG's count for one iteration: two operations for each entry, and ten for each row; 12 bytes an entry, and the vectors. */
    @Override
    public Work work() {
        double rows = Math.pow(n, 3);
        double entries = Math.pow(3.0 * n - 2, 3);
        double made = Math.max(1, iterations);
        return new Work(
                made * (2 * entries + 10 * rows), made * (12 * entries + 11 * Double.BYTES * rows), made * messages());
    }

    private double messages() {
        return world.size() == 1 ? 0 : 2.0 * (world.size() - 1);
    }

    @Override
    public void step() {
        updating.forEach(all, begin);
        double rr = reduction.dot(r, r, all);
        double enough = tolerance * tolerance * rr;
        iterations = 0;
        while (rr > enough && iterations < mostIterations) {
            multiply();
            alpha = rr / reduction.dot(p, product, all);
            updating.forEach(all, descend);
            double next = reduction.dot(r, r, all);
            beta = next / rr;
            rr = next;
            updating.forEach(all, turn);
            iterations++;
        }
        fewestIterations = Math.min(fewestIterations, iterations);
    }

    /** The iterations of the last step. */
    int iterations() {
        return iterations;
    }

    private void begin(long from, long to) {
        for (int row = (int) from; row < to; row++) {
            x[row] = 0;
            r[row] = matrix.rightHandSide(row);
            p[row] = r[row];
            haloed[matrix.cell(row)] = r[row];
        }
    }

    /** product = A·p. */
    void multiply() {
        halo.start();
        if (overlap) {
            multiplying.forEach(inner, multiplyInner);
        }
        halo.finish();
        multiplying.forEach(overlap ? outer : all, multiplyOuter);
    }

    /** Some rows of A·p; overridden by a mutant. */
    void multiply(long from, long to) {
        matrix.multiply(haloed, product, (int) from, (int) to);
    }

    private void descend(long from, long to) {
        for (int row = (int) from; row < to; row++) {
            x[row] += alpha * p[row];
            r[row] -= alpha * product[row];
        }
    }

    private void turn(long from, long to) {
        for (int row = (int) from; row < to; row++) {
            p[row] = r[row] + beta * p[row];
            haloed[matrix.cell(row)] = p[row];
        }
    }

    @Override
    public Check verify() {
        double farthest = 0;
        long digest = 0;
        for (int row = 0; row < matrix.rows(); row++) {
            farthest = Math.max(farthest, Math.abs(x[row] - 1));
            digest += Digest.term(matrix.point(row), x[row]);
        }
        double residual = relativeResidual();
        double distance = world.allreduce(farthest, ReduceOp.MAX);
        return Check.residual("residual computed anew", residual, 2 * tolerance)
                .and(Check.residual("distance from 1", distance, tolerance * 100 * n * n))
                .and(Check.residual("asymmetry", asymmetry(), 1e-13))
                .and(Check.exact(
                        "iterations of every step", iterations, world.allreduce(fewestIterations, ReduceOp.MIN)))
                .withDigest(world.allreduce(digest, ReduceOp.SUM));
    }

    /** ‖b − A·x‖ / ‖b‖, by the stencil. */
    private double relativeResidual() {
        double[] withHalo = new double[haloed.length];
        System.arraycopy(haloed, 0, withHalo, 0, haloed.length);
        spread(x);
        double own = 0;
        double ownB = 0;
        for (int row = 0; row < matrix.rows(); row++) {
            double b = matrix.rightHandSide(row);
            double rest = b - matrix.stencil(haloed, row);
            own += rest * rest;
            ownB += b * b;
        }
        System.arraycopy(withHalo, 0, haloed, 0, haloed.length);
        return Math.sqrt(world.allreduce(own, ReduceOp.SUM) / world.allreduce(ownB, ReduceOp.SUM));
    }

    /** Puts a vector into the array with the halo, and fills that. */
    private void spread(double[] vector) {
        for (int row = 0; row < matrix.rows(); row++) {
            haloed[matrix.cell(row)] = vector[row];
        }
        halo.exchange();
    }

    /** |uᵀAv − vᵀAu| / |uᵀAv| for two vectors without any symmetry. */
    private double asymmetry() {
        double[] u = new double[matrix.rows()];
        double[] v = new double[matrix.rows()];
        for (int row = 0; row < u.length; row++) {
            u[row] = 1 + (Digest.term(matrix.point(row), 1L) >>> 11) * 0x1p-53;
            v[row] = 1 + (Digest.term(matrix.point(row), 2L) >>> 11) * 0x1p-53;
        }
        double[] saved = Arrays.copyOf(product, product.length);
        spread(v);
        multiply(0, matrix.rows());
        double uav = reduction.dot(u, product, all);
        spread(u);
        multiply(0, matrix.rows());
        double vau = reduction.dot(v, product, all);
        System.arraycopy(saved, 0, product, 0, product.length);
        return Math.abs(uav - vau) / Math.abs(uav);
    }
}
