package rxt.kernel.grid;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelType;
import rxt.kernel.Memory;
import rxt.kernel.MessageThreads;
import rxt.kernel.Parameter;
import rxt.kernel.Sample;
import rxt.kernel.WeakScaling;
import rxt.kernel.Work;
import rxt.spmd.Communicator;
import rxt.spmd.ReduceOp;
import rxt.spmd.team.Schedule;
import rxt.spmd.team.Team;

/**
 * Jacobi sweeps for the stream function in a box ({@link StreamFunction}), EPCC's CFD exercise; a step starts from 0 and
 * makes all sweeps.
 *
 * <p>Ranks form a two-dimensional grid of blocks, or have rows or columns ({@link Decomposition}), and exchange halos before
 * each sweep; the team shares a block's rows (of equal i) statically. With {@code overlap} the points that need no halo are
 * swept while it is on its way, and the four borders at the end. One thread exchanges the halo, or each a part of it ({@link
 * MessageThreads}). Each point is computed from its four neighbours in one fixed order, so the field has the same bits
 * for every split. Every rank needs a point: a box with fewer rows or columns than the grid has ranks is refused.
 *
 * <p>Weak scaling multiplies scale by the square root of the workers and rounds: it is even only where the result is
 * nearly whole, so begin with a large scale or take square numbers of workers.
 *
 * <p>The answer is known in closed form at any size: four sine transforms of the field ({@code
 * StreamFunction.projectionAfter}). Up to {@link #SERIAL_UPDATES} the field is compared bit by bit with a serial
 * computation as well. Either way it is the last step's field;
 * of the others a sample must be the same.
 */
public class Jacobi implements Kernel {
    public static final KernelType TYPE = new KernelType(
                    "jacobi",
                    "grid",
                    "stream function in a box by Jacobi sweeps with halo exchange",
                    "S3 CFD exercise",
                    List.of(
                            Parameter.whole("scale", 16, 1, 65_536, "the box has 32·scale × 32·scale points"),
                            Parameter.whole("iterations", 1000, 1, 10_000_000, "sweeps per step"),
                            Parameter.flag(
                                    "overlap", false, "whether inner points are computed while halos are on their way"),
                            Decomposition.parameter(),
                            MessageThreads.parameter("who exchanges a halo: one thread, or each that beside its rows"),
                            Parameter.choice(
                                    "variant",
                                    "vector",
                                    List.of("vector", "scalar"),
                                    "points side by side, or one by one")),
                    WeakScaling.root("scale", 2),
                    Jacobi::new)
            .requiring((params, ranks, _) ->
                    Decomposition.require(params, new StreamFunction(params.intValue("scale")).size(), ranks, 1))
            .allocating((params, ranks) -> Memory.outside(16.0 * Math.pow(32.0 * params.longValue("scale"), 2) / ranks))
            .withTwin(Map.of("iterations", "300"));

    /** Most updates of points for which {@link #verify} repeats a step serially: a few seconds. */
    static final double SERIAL_UPDATES = 2e9;

    /** Most points for it, so that rank 0 needs no more than 64 MiB. */
    private static final double SERIAL_POINTS = 0x1p22;

    private static final int[][] MODES = {{1, 1}, {1, 2}, {2, 1}, {3, 2}};

    private static final double ROUNDING = 0x1p-53;

    private final Communicator world;
    private final Team team;
    private final Team clearing;
    private final Team sweeping;
    private final StreamFunction flow;
    private final int iterations;
    private final boolean overlap;
    private final Decomposition decomposition;
    private final Arena arena = Arena.ofShared();
    private StreamBlock now;
    private StreamBlock next;
    private final Team.Loop clear = (from, to) -> now.clear(from, to);
    private final Team.Loop inner = (from, to) -> now.sweepInner(next, from, to);
    private final Runnable meanwhile;
    private final Team.Loop rest;
    private final Team.Region together = this::together;
    private final LongUnaryOperator bits = this::bits;

    Jacobi(Context context) {
        this.world = context.world();
        this.team = context.team();
        this.clearing = team.as("clear");
        this.sweeping = team.as("sweep");
        this.flow = new StreamFunction(context.params().intValue("scale"));
        this.iterations = context.params().intValue("iterations");
        this.overlap = context.params().flag("overlap");
        this.meanwhile = overlap ? () -> sweeping.forEach(now.rows(), inner) : () -> {};
        this.rest = overlap ? (from, to) -> now.sweepBorder(next, from, to) : (from, to) -> sweep(now, next, from, to);
        this.decomposition = new Decomposition(context, flow.size());
        this.now = new StreamBlock(flow, context, decomposition, arena);
        this.next = new StreamBlock(flow, context, decomposition, arena);
    }

    /** Four flops, a read and a write per point and sweep; and the messages of an exchange before each. */
    @Override
    public Work work() {
        double updates = points() * iterations;
        return new Work(4 * updates, 16 * updates, iterations * decomposition.messages(1, now.exchanging()));
    }

    private long bits(long index) {
        return now.bits(index);
    }

    private double points() {
        return (double) flow.size() * flow.size();
    }

    @Override
    public void step() {
        clearing.forEach(now.rows(), clear);
        for (int iteration = 0; iteration < iterations; iteration++) {
            if (now.exchanging() > 1) {
                sweeping.region(together);
            } else {
                exchangeHalo(now, meanwhile);
                sweeping.forEach(now.rows(), rest);
            }
            StreamBlock last = now;
            now = next;
            next = last;
        }
    }

    /** Fills the halo, and does something that needs none while it is on its way; overridden by a mutant. */
    void exchangeHalo(StreamBlock psi, Runnable inTheMeantime) {
        psi.startHalo(0);
        inTheMeantime.run();
        psi.finishHalo(0);
    }

    /** A sweep in which every member exchanges messages. */
    private void together(Team.Member me) {
        exchangeHalo(now, me);
        me.barrier();
        me.share(now.rows(), Schedule.STATIC, rest);
    }

    /** As {@link #exchangeHalo(StreamBlock, Runnable)}, a member's part; overridden by a mutant. */
    void exchangeHalo(StreamBlock psi, Team.Member me) {
        psi.startHalo(me.thread());
        meanwhile(me);
        psi.finishHalo(me.thread());
    }

    /** What a member does while its messages are on their way. */
    void meanwhile(Team.Member me) {
        if (overlap) {
            me.share(now.rows(), Schedule.STATIC, inner);
        }
    }

    /** Overridden by a mutant. */
    void sweep(StreamBlock from, StreamBlock into, long firstRow, long endRow) {
        from.sweep(into, firstRow, endRow);
    }

    @Override
    public long witness(int draw) {
        return Sample.of(draw, now.points(), bits);
    }

    @Override
    public Check verify() {
        long digest = world.allreduce(team.sumLong(now.rows(), now::digest), ReduceOp.SUM);
        Check check = closedForm();
        if (points() <= SERIAL_POINTS && points() * iterations <= SERIAL_UPDATES) {
            long[] serial = {world.rank() == 0 ? flow.digestAfter(iterations) : 0};
            world.bcast(serial, 0);
            check = Check.exact("digest of the serial field", serial[0], digest).and(check);
        }
        return check.withDigest(digest);
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
            double own = team.sum(now.rows(), (from, to) -> now.project(phiI, phiJ, from, to));
            double actual = world.allreduce(own, ReduceOp.SUM);
            double weight = sumOfMagnitudes(phiI) * sumOfMagnitudes(phiJ) * flow.inflow();
            double deviation = Math.abs(actual - flow.projectionAfter(iterations, mode[0], mode[1])) / weight;
            worst = Math.max(worst, deviation);
        }
        return Check.residual("sine transforms against closed form", worst, bound);
    }

    @Override
    public void close() {
        arena.close();
    }

    private static double sumOfMagnitudes(double[] values) {
        return Arrays.stream(values).map(Math::abs).sum();
    }
}
