package rxt.kernel.grid;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.FirstTouch;
import rxt.kernel.Kernel;
import rxt.kernel.KernelType;
import rxt.kernel.Memory;
import rxt.kernel.MessageThreads;
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
import rxt.spmd.team.Schedule;
import rxt.spmd.team.Team;

/**
 * A star-shaped stencil of radius 2 on a grid of n × n points, as the Parallel Research Kernels have it: a step adds to each
 * inner point of {@code out} what the star makes of {@code in}, and then 1 to every point of {@code in}.
 *
 * <p>Ranks form a grid of blocks with halos two points wide, or have rows or columns ({@link Decomposition}); a team
 * shares a block's rows. With {@code overlap} the points that need no halo are computed while it is on its way, and the
 * four borders at the end. One thread exchanges the halo, or each a part of it ({@link MessageThreads}).
 *
 * <p>The weights, ±¼ and ±⅛, add up the slopes along both axes, and {@code in} begins as i + j: a step adds 2 to every inner
 * point, exactly, and a halo of yesterday or of another place adds something else.
 */
public class Stencil implements Kernel {
    public static final KernelType TYPE = new KernelType(
                    "stencil",
                    "grid",
                    "star of radius 2 on a grid, with halo exchange",
                    "Parallel Research Kernels",
                    List.of(
                            Parameter.whole("n", 4000, 5, 1_000_000, "points along an axis"),
                            Parameter.flag(
                                    "overlap", true, "whether inner points are computed while halos are on their way"),
                            Decomposition.parameter(),
                            MessageThreads.parameter("who exchanges a halo: one thread, or each that beside its rows"),
                            Parameter.choice(
                                    "variant",
                                    "vector",
                                    List.of("vector", "scalar"),
                                    "points side by side, or one by one")),
                    WeakScaling.root("n", 2),
                    Stencil::new)
            .requiring(
                    (params, ranks, _) -> Decomposition.require(params, params.longValue("n"), ranks, Stencil.RADIUS))
            .allocating((params, ranks) -> Memory.outside(16.0 * params.longValue("n") * params.longValue("n") / ranks))
            .withTwin(Map.of("n", "3000"));

    static final int RADIUS = 2;

    /** What a step adds to an inner point. */
    private static final double ADDED = 2;

    private final Communicator world;
    private final Team team;
    private final int n;
    private final boolean overlap;
    private final Decomposition decomposition;
    private final Arena arena = Arena.ofShared();
    private final StencilBlock block;
    private final List<HaloExchange> halo;
    private final Range rows;
    private final Team.Loop inner;
    private final Runnable meanwhile;
    private final Team.Loop border;
    private final Team.Loop all;
    private final Team.Loop growing;
    private final Team.Region together = this::together;
    private long steps;

    Stencil(Context context) {
        world = context.world();
        team = context.team();
        n = context.params().intValue("n");
        overlap = context.params().flag("overlap");
        int exchanging = MessageThreads.of(context);
        decomposition = new Decomposition(context, n);
        CartesianTopology topology = decomposition.topology();
        Partition inI = decomposition.along(0);
        Partition inJ = decomposition.along(1);
        int height = (int) inI.lengthOf(topology.coordinate(0));
        int width = (int) inJ.lengthOf(topology.coordinate(1));
        HaloBlock shape = new HaloBlock(RADIUS, height, width);
        MemorySegment in = FirstTouch.doubles(arena, shape.cells());
        MemorySegment out = FirstTouch.doubles(arena, (long) height * width);
        block = new StencilBlock(
                n,
                (int) inI.from(topology.coordinate(0)),
                (int) inJ.from(topology.coordinate(1)),
                height,
                width,
                in,
                out,
                context.params().text("variant").equals("vector"));
        rows = Range.of(0, height);
        team.forEach(rows, block::fill);
        halo = exchanging == 1
                ? List.of(HaloExchange.ofFaces(world, topology, shape, in))
                : HaloExchange.ofFaces(world, topology, shape, in, exchanging);
        inner = block::inner;
        meanwhile = overlap ? () -> team.forEach(rows, inner) : () -> {};
        border = block::border;
        all = block::all;
        growing = (from, to) -> grow(block, from, to);
    }

    /**
     * As PRK counts, a product and a sum for each of eight points, whatever the code saves; and the sum with 1. in is read,
     * out read and written, then in read and written.
     */
    @Override
    public Work work() {
        double points = Math.pow(n - 2.0 * RADIUS, 2);
        double flops = 16 * points + (double) n * n;
        double bytes = Double.BYTES * (3 * points + 2.0 * n * n);
        return new Work(flops, bytes, decomposition.messages(RADIUS, halo.size()));
    }

    @Override
    public void step() {
        if (halo.size() > 1) {
            team.region(together);
        } else {
            exchange(halo.getFirst(), meanwhile);
            team.forEach(rows, overlap ? border : all);
            team.forEach(rows, growing);
        }
        steps++;
    }

    /** A step in which every member exchanges messages. */
    private void together(Team.Member me) {
        exchange(halo.get(me.thread()), me);
        me.barrier();
        me.forEach(rows, Schedule.STATIC, overlap ? border : all);
        me.share(rows, Schedule.STATIC, growing);
    }

    /** As {@link #exchange(HaloExchange, Runnable)}, a member's part; overridden by a mutant. */
    void exchange(HaloExchange part, Team.Member me) {
        part.start();
        meanwhile(me);
        part.finish();
    }

    /** What a member does while its messages are on their way. */
    void meanwhile(Team.Member me) {
        if (overlap) {
            me.share(rows, Schedule.STATIC, inner);
        }
    }

    /** Fills the halo, and does something that needs none while it is on its way; overridden by a mutant. */
    void exchange(HaloExchange exchange, Runnable inTheMeantime) {
        exchange.start();
        inTheMeantime.run();
        exchange.finish();
    }

    /** Overridden by a mutant. */
    void grow(StencilBlock of, long from, long to) {
        of.grow(from, to);
    }

    @Override
    public Check verify() {
        long wrong = team.sumLong(rows, (from, to) -> block.wrong(from, to, ADDED * steps, steps));
        long digest = team.sumLong(rows, (from, to) -> block.digest(from, to, steps));
        return Check.exact("wrong points", 0, world.allreduce(wrong, ReduceOp.SUM))
                .withDigest(world.allreduce(digest, ReduceOp.SUM));
    }

    @Override
    public void close() {
        arena.close();
    }
}
