package rxt.kernel.grid;

import java.lang.foreign.Arena;
import java.util.List;
import java.util.function.LongUnaryOperator;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelType;
import rxt.kernel.Memory;
import rxt.kernel.Parameter;
import rxt.kernel.Sample;
import rxt.kernel.WeakScaling;
import rxt.kernel.Work;
import rxt.spmd.Communicator;
import rxt.spmd.ElementType;
import rxt.spmd.ReduceOp;
import rxt.spmd.Request;
import rxt.spmd.grid.Partition;
import rxt.spmd.team.Range;
import rxt.spmd.team.Team;

/**
 * Conway's Game of Life on a field of tiles, in each of which one of Gosper's guns shoots a glider every 30 generations.
 *
 * <p>Ranks have blocks of rows with a ghost row above and below; a team shares a block's rows. With {@code overlap} the rows
 * that need no ghost are computed while these are on their way. A step begins with the guns and makes all generations.
 *
 * <p>Tiles are so large that no glider leaves its own: at the end each must look as one that is computed by itself, cell
 * by cell in plain words, with 36 cells of the gun and 5 for each glider. So much of the last step; of the others a sample
 * must be the same.
 */
public class Life implements Kernel {
    public static final KernelType TYPE = new KernelType(
                    "life",
                    "grid",
                    "Game of Life, a glider gun in each tile of the field",
                    "S2 course, Game of Life with ghost cells",
                    List.of(
                            Parameter.whole("tiles_down", 16, 1, 100_000, "tiles one below the other"),
                            Parameter.whole("tiles_across", 16, 1, 100_000, "tiles side by side"),
                            Parameter.whole("periods", 4, 1, 50, "times 30 generations"),
                            Parameter.flag(
                                    "overlap", true, "whether inner rows are computed while ghosts are on their way")),
                    WeakScaling.proportional("tiles_down"),
                    Life::new)
            .allocating((params, ranks) -> Memory.outside(2.0
                    * params.longValue("tiles_down")
                    * params.longValue("tiles_across")
                    * Math.pow(new LifeTile(params.intValue("periods")).size(), 2)
                    / ranks));

    private static final int TAG_DOWN = 1;
    private static final int TAG_UP = 2;

    private final Communicator world;
    private final Team team;
    private final LifeTile tile;
    private final int generations;
    private final boolean overlap;
    private final int tilesDown;
    private final int above;
    private final int below;
    private LifeRows now;
    private LifeRows next;
    private final Arena arena = Arena.ofShared();
    private final Range rows;
    private final Team.Loop clear = (from, to) -> now.begin(from, to);
    private final Team.Loop all = (from, to) -> advance(now, next, (int) from, (int) to);
    private final Team.Loop inner;
    private final Team.Loop edges;
    private final LongUnaryOperator cell = index -> now.cell(index);

    Life(Context context) {
        world = context.world();
        team = context.team();
        tile = new LifeTile(context.params().intValue("periods"));
        generations = tile.generations();
        overlap = context.params().flag("overlap");
        tilesDown = context.params().intValue("tiles_down");
        long height = Math.multiplyExact((long) tilesDown, tile.size());
        Partition parts = new Partition(height, world.size());
        if (parts.lengthOf(world.size() - 1) == 0) {
            throw new IllegalArgumentException(
                    "a field of " + height + " rows has none for each of " + world.size() + " ranks; use fewer");
        }
        above = world.rank() == 0 ? Communicator.PROC_NULL : world.rank() - 1;
        below = world.rank() == world.size() - 1 ? Communicator.PROC_NULL : world.rank() + 1;
        int own = Math.toIntExact(parts.lengthOf(world.rank()));
        int width = Math.multiplyExact(context.params().intValue("tiles_across"), tile.size());
        now = new LifeRows(tile, parts.from(world.rank()), own, width, team, arena);
        next = new LifeRows(tile, parts.from(world.rank()), own, width, team, arena);
        rows = Range.of(0, own);
        inner = (from, to) -> advance(now, next, Math.max(1, (int) from), (int) Math.min(to, own - 1));
        edges = (from, to) -> {
            if (from == 0 && to > 0) {
                advance(now, next, 0, 1);
            }
            if (to == own && own > 1 && to > from) {
                advance(now, next, own - 1, own);
            }
        };
    }

    /** Seven additions and three comparisons for each cell; a byte is read and one written. */
    @Override
    public Work work() {
        double cells = (double) tilesDown * tile.size() * now.width() * generations;
        return new Work(10 * cells, 2 * cells, 2.0 * (world.size() - 1) * generations);
    }

    @Override
    public void step() {
        team.forEach(rows, clear);
        for (int generation = 0; generation < generations; generation++) {
            Request fromAbove = world.irecv(now.ghostAbove(), ElementType.BYTE, above, TAG_DOWN);
            Request fromBelow = world.irecv(now.ghostBelow(), ElementType.BYTE, below, TAG_UP);
            Request toBelow = world.isend(now.last(), ElementType.BYTE, below, TAG_DOWN);
            Request toAbove = world.isend(now.first(), ElementType.BYTE, above, TAG_UP);
            if (overlap) {
                team.forEach(rows, inner);
            }
            fromAbove.await();
            fromBelow.await();
            toBelow.await();
            toAbove.await();
            team.forEach(rows, overlap ? edges : all);
            LifeRows last = now;
            now = next;
            next = last;
        }
    }

    /** Overridden by a mutant. */
    void advance(LifeRows from, LifeRows into, int row, int endRow) {
        from.advance(into, row, endRow);
    }

    @Override
    public long witness(int draw) {
        return Sample.of(draw, now.count(), cell);
    }

    @Override
    public Check verify() {
        byte[] expected = tile.afterAll();
        long wrong = team.sumLong(rows, (from, to) -> now.wrong(expected, from, to));
        long alive = team.sumLong(rows, now::alive);
        long digest = team.sumLong(rows, now::digest);
        long population = (long) tilesDown * (now.width() / tile.size()) * tile.population();
        return Check.exact("living cells", population, world.allreduce(alive, ReduceOp.SUM))
                .and(Check.exact("wrong cells", 0, world.allreduce(wrong, ReduceOp.SUM)))
                .withDigest(world.allreduce(digest, ReduceOp.SUM));
    }

    @Override
    public void close() {
        arena.close();
    }
}
