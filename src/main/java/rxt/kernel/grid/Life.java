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
 * <p>Ranks have blocks of rows with ghost rows above and below; a team shares a block's rows. With {@code overlap} the rows
 * that need no ghost are computed while these are on their way. A step begins with the guns and makes all generations.
 *
 * <p>With {@code depth} k one message brings k ghost rows for k generations: in each of them a rank computes one ghost row
 * less than in the one before, as its neighbour does, on either side. So messages are fewer, and work is done twice.
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
                                    "overlap", true, "whether inner rows are computed while ghosts are on their way"),
                            Parameter.whole("depth", 1, 1, 1500, "ghost rows, and generations to an exchange of them"),
                            Parameter.choice(
                                    "variant",
                                    "vector",
                                    List.of("vector", "scalar"),
                                    "cells side by side, or one by one")),
                    WeakScaling.proportional("tiles_down"),
                    Life::new)
            .requiring((params, ranks, _) -> Parts.require(
                    "rows",
                    params.longValue("tiles_down") * new LifeTile(params.intValue("periods")).size(),
                    ranks,
                    params.intValue("depth"),
                    "fewer ranks, more tiles or a smaller depth"))
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
    private final int depth;
    private final boolean vector;
    private final int tilesDown;
    private final int above;
    private final int below;
    private LifeRows now;
    private LifeRows next;
    private final Arena arena = Arena.ofShared();
    private final Range rows;
    /** By how many ghost rows on a side are to be computed, too. */
    private final Range[] computed;

    private final Team.Loop clear = (from, to) -> now.begin(from, to);
    private final Team.Loop all = (from, to) -> advance(now, next, (int) from, (int) to);
    private final Team.Loop inner;
    private final Team.Loop edges;
    private final LongUnaryOperator cell = this::cell;

    Life(Context context) {
        world = context.world();
        team = context.team();
        tile = new LifeTile(context.params().intValue("periods"));
        generations = tile.generations();
        overlap = context.params().flag("overlap");
        vector = context.params().text("variant").equals("vector");
        tilesDown = context.params().intValue("tiles_down");
        depth = context.params().intValue("depth");
        long height = Math.multiplyExact((long) tilesDown, tile.size());
        Partition parts = new Partition(height, world.size());
        above = world.rank() == 0 ? Communicator.PROC_NULL : world.rank() - 1;
        below = world.rank() == world.size() - 1 ? Communicator.PROC_NULL : world.rank() + 1;
        int own = Math.toIntExact(parts.lengthOf(world.rank()));
        int width = Math.multiplyExact(context.params().intValue("tiles_across"), tile.size());
        now = new LifeRows(tile, parts.rangeOf(world.rank()), width, depth, team, arena);
        next = new LifeRows(tile, parts.rangeOf(world.rank()), width, depth, team, arena);
        rows = Range.of(0, own);
        computed = new Range[depth];
        for (int valid = 0; valid < depth; valid++) { // ghosts outside the field are dead, and stay so
            computed[valid] = Range.of(
                    above == Communicator.PROC_NULL ? 0 : -valid, below == Communicator.PROC_NULL ? own : own + valid);
        }
        inner = (from, to) -> advance(now, next, Math.max(1, (int) from), (int) Math.min(to, own - 1));
        edges = (from, to) -> {
            if (from < 1) {
                advance(now, next, (int) from, (int) Math.min(1, to));
            }
            int last = Math.max(1, own - 1);
            if (to > last) {
                advance(now, next, (int) Math.max(last, from), (int) to);
            }
        };
    }

    /** Seven additions and three comparisons for each cell, ghosts not counted; a byte is read and one written. */
    @Override
    public Work work() {
        double cells = (double) tilesDown * tile.size() * now.width() * generations;
        return new Work(10 * cells, 2 * cells, 2.0 * (world.size() - 1) * Math.ceilDiv(generations, depth));
    }

    @Override
    public void step() {
        team.forEach(rows, clear);
        for (int generation = 0; generation < generations; generation++) {
            int since = generation % depth;
            Range wanted = computed[Math.min(depth - 1 - since, generations - 1 - generation)];
            if (since == 0) {
                exchange();
                team.forEach(wanted, overlap ? edges : all);
            } else {
                team.forEach(wanted, all);
            }
            LifeRows last = now;
            now = next;
            next = last;
        }
    }

    /** Fills the ghosts, and with overlap computes the rows that need none while these are on their way. */
    private void exchange() {
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
    }

    /** Overridden by a mutant. */
    void advance(LifeRows from, LifeRows into, int row, int endRow) {
        if (vector) {
            from.advance(into, row, endRow);
        } else {
            from.advanceOneByOne(into, row, endRow);
        }
    }

    private long cell(long index) {
        return now.cell(index);
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
