package rxt.kernel.grid;

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
import rxt.spmd.grid.CartesianTopology;
import rxt.spmd.grid.HaloBlock;
import rxt.spmd.grid.HaloExchange;
import rxt.spmd.grid.Partition;
import rxt.spmd.team.Range;
import rxt.spmd.team.Team;

/**
 * Jacobi sweeps for the stream function in a box ({@link StreamFunction}), EPCC's CFD exercise; a step starts from 0 and
 * makes all sweeps.
 *
 * <p>Ranks form a two-dimensional grid of blocks and exchange halos before each sweep; the team shares a block's rows (of
 * equal i) statically. Each point is computed from its four neighbours in one fixed order, so the field has the same bits
 * for every split. Every rank needs a point: a box with fewer rows or columns than the grid has ranks is refused.
 *
 * <p>Weak scaling multiplies scale by the square root of the workers and rounds: it is even only where the result is
 * nearly whole, so begin with a large scale or take square numbers of workers.
 *
 * <p>The answer is known in closed form at any size: four sine transforms of the field ({@code
 * StreamFunction.projectionAfter}). Up to {@link #SERIAL_UPDATES} the field is compared bit by bit with a serial
 * computation as well.
 */
public class Jacobi implements Kernel {
    public static final KernelType TYPE = new KernelType(
            "jacobi",
            "grid",
            "stream function in a box by Jacobi sweeps with halo exchange",
            "S3 CFD exercise",
            List.of(
                    Parameter.whole("scale", 12, 1, 1024, "the box has 32·scale × 32·scale points"),
                    Parameter.whole("iterations", 1000, 1, 10_000_000, "sweeps per step")),
            WeakScaling.root("scale", 2),
            Jacobi::new);

    /** Most updates of points for which {@link #verify} repeats a step serially: a few seconds. */
    static final double SERIAL_UPDATES = 2e9;

    /** Most points for it, so that rank 0 needs no more than 64 MiB. */
    private static final double SERIAL_POINTS = 0x1p22;

    private static final int[][] MODES = {{1, 1}, {1, 2}, {2, 1}, {3, 2}};

    private static final double ROUNDING = 0x1p-53;

    /** An array of ψ with its halo, and the exchange that fills it. */
    private static final class Field {
        final double[] psi;
        final HaloExchange halo;

        Field(double[] psi, HaloExchange halo) {
            this.psi = psi;
            this.halo = halo;
        }
    }

    private final Communicator world;
    private final Team team;
    private final StreamFunction flow;
    private final int iterations;
    private final CartesianTopology topology;
    private final Partition[] parts;
    private final HaloBlock block;
    private final int rowLength;
    private final int stride;
    private final Range rows;
    private final Team.Loop clear = this::clear;
    private final Team.Loop sweep = this::sweep;
    private Field now;
    private Field next;

    Jacobi(Context context) {
        this.world = context.world();
        this.team = context.team();
        this.flow = new StreamFunction(context.params().intValue("scale"));
        this.iterations = context.params().intValue("iterations");
        int[] dims = CartesianTopology.dimsCreate(world.size(), 0, 0);
        this.topology = CartesianTopology.of(world, dims, new boolean[2]);
        this.parts = new Partition[] {new Partition(flow.size(), dims[0]), new Partition(flow.size(), dims[1])};
        requireArrays();
        this.block = new HaloBlock(1, length(0), length(1));
        this.rowLength = (int) length(1);
        this.stride = (int) block.stride(0);
        this.rows = Range.of(0, length(0));
        this.now = field();
        this.next = field();
    }

    private long length(int dimension) {
        return parts[dimension].lengthOf(topology.coordinate(dimension));
    }

    /** The same verdict on every rank: that of the largest block. */
    private void requireArrays() {
        long cells = (parts[0].lengthOf(0) + 2) * (parts[1].lengthOf(0) + 2);
        if (cells > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("jacobi with scale " + flow.scale() + " gives a rank " + cells
                    + " points, more than an array of Java holds; use more ranks or a smaller scale");
        }
    }

    private Field field() {
        double[] psi = new double[(int) block.cells()];
        for (int i = -1; i <= length(0); i++) {
            for (int j = -1; j <= length(1); j++) {
                boolean own = i >= 0 && i < length(0) && j >= 0 && j < length(1);
                int globalI = globalI(i);
                int globalJ = globalJ(j);
                boolean edge = globalI < 1 || globalI > flow.size() || globalJ < 1 || globalJ > flow.size();
                psi[(int) block.index(i, j)] = edge && !own ? flow.boundary(globalI, globalJ) : 0;
            }
        }
        return new Field(psi, new HaloExchange(world, topology, block, MemorySegment.ofArray(psi)));
    }

    private int globalI(int i) {
        return (int) parts[0].from(topology.coordinate(0)) + i + 1;
    }

    private int globalJ(int j) {
        return (int) parts[1].from(topology.coordinate(1)) + j + 1;
    }

    /** Four flops, a read and a write per point and sweep; a message each way between neighbours and sweeps. */
    @Override
    public Work work() {
        double updates = points() * iterations;
        int m = topology.dim(0);
        int n = topology.dim(1);
        double messages = 2.0 * iterations * ((m - 1) * n + m * (n - 1));
        return new Work(4 * updates, 16 * updates, messages);
    }

    private double points() {
        return (double) flow.size() * flow.size();
    }

    @Override
    public void step() {
        team.forEach(rows, clear);
        for (int iteration = 0; iteration < iterations; iteration++) {
            exchange(now.halo);
            team.forEach(rows, sweep);
            Field last = now;
            now = next;
            next = last;
        }
    }

    private void clear(long from, long to) {
        for (int row = (int) from; row < to; row++) {
            int first = (row + 1) * stride + 1;
            Arrays.fill(now.psi, first, first + rowLength, 0);
        }
    }

    /** Overridden by a mutant. */
    void exchange(HaloExchange halo) {
        halo.exchange();
    }

    /** Overridden by a mutant. */
    void sweep(long from, long to) {
        for (int row = (int) from; row < to; row++) {
            int first = (row + 1) * stride + 1;
            relax(now.psi, next.psi, first, first + rowLength, stride);
        }
    }

    private static void relax(double[] psi, double[] next, int from, int to, int stride) {
        for (int j = from; j < to; j++) {
            next[j] = 0.25 * (psi[j - stride] + psi[j + stride] + psi[j - 1] + psi[j + 1]);
        }
    }

    @Override
    public Check verify() {
        long digest = world.allreduce(team.sumLong(rows, this::digest), ReduceOp.SUM);
        Check check = closedForm();
        if (points() <= SERIAL_POINTS && points() * iterations <= SERIAL_UPDATES) {
            long[] serial = {world.rank() == 0 ? flow.digestAfter(iterations) : 0};
            world.bcast(serial, 0);
            check = Check.exact("digest of the serial field", serial[0], digest).and(check);
        }
        return check.withDigest(digest);
    }

    private long digest(long from, long to) {
        long digest = 0;
        for (int i = (int) from; i < to; i++) {
            for (int j = 0; j < rowLength; j++) {
                digest += Digest.term(flow.index(globalI(i), globalJ(j)), now.psi[(i + 1) * stride + j + 1]);
            }
        }
        return digest;
    }

    /**
     * The largest deviation of a sine transform, relative to inflow × Σ|φ|. A sweep rounds each ψ by at most three half
     * units in the last place of the inflow and passes earlier errors on undiminished at worst, and the sums over rows
     * round once a point; hence the bound.
     */
    Check closedForm() {
        double bound = (4.0 * (iterations + flow.size()) + 100) * ROUNDING;
        double worst = 0;
        for (int[] mode : MODES) {
            double[] phiI = flow.sine(mode[0]);
            double[] phiJ = flow.sine(mode[1]);
            double actual = world.allreduce(team.sum(rows, (from, to) -> project(phiI, phiJ, from, to)), ReduceOp.SUM);
            double weight = sumOfMagnitudes(phiI) * sumOfMagnitudes(phiJ) * flow.inflow();
            double deviation = Math.abs(actual - flow.projectionAfter(iterations, mode[0], mode[1])) / weight;
            worst = Math.max(worst, deviation);
        }
        return Check.residual("sine transforms against closed form", worst, bound);
    }

    private double project(double[] phiI, double[] phiJ, long from, long to) {
        double sum = 0;
        for (int i = (int) from; i < to; i++) {
            double row = 0;
            for (int j = 0; j < rowLength; j++) {
                row += phiJ[globalJ(j)] * now.psi[(i + 1) * stride + j + 1];
            }
            sum += phiI[globalI(i)] * row;
        }
        return sum;
    }

    private static double sumOfMagnitudes(double[] values) {
        return Arrays.stream(values).map(Math::abs).sum();
    }
}
