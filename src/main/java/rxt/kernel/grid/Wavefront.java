package rxt.kernel.grid;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Map;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelType;
import rxt.kernel.Memory;
import rxt.kernel.Parameter;
import rxt.kernel.Params;
import rxt.kernel.Turn;
import rxt.kernel.WeakScaling;
import rxt.kernel.Work;
import rxt.spmd.Communicator;
import rxt.spmd.ElementType;
import rxt.spmd.ReduceOp;
import rxt.spmd.Request;
import rxt.spmd.grid.Partition;
import rxt.spmd.team.Range;
import rxt.spmd.team.Schedule;
import rxt.spmd.team.Team;

/**
 * A pipeline over a grid where each point needs its neighbours above, to the left and diagonally between:
 * g(i, j) = g(i−1, j) + g(i, j−1) − g(i−1, j−1), the Parallel Research Kernels' synch_p2p.
 *
 * <p>Ranks have blocks of columns and wait for the last column of the rank to their left, some rows at a time; what a rank
 * has done it passes on, and the last rank sends the corner back to the first, where the next step begins with its negative.
 * A team's members have blocks of the rank's columns and wait for each other in the same way. So a step is a wave that fills
 * and drains the workers: many {@code rows_per_message} let workers wait longer for their first, few cost messages.
 *
 * <p>A member's strip is off the heap and touched first by itself.
 *
 * <p>After k steps the corner is k·(rows + columns − 2), in closed form.
 */
public class Wavefront implements Kernel {
    public static final KernelType TYPE = new KernelType(
                    "wavefront",
                    "grid",
                    "pipelined dependency over rows and columns",
                    "Parallel Research Kernels p2p, S2 pipeline",
                    List.of(
                            Parameter.whole("rows", 2000, 2, 100_000_000, "rows of the grid"),
                            Parameter.whole(
                                    "columns", 2000, 2, 1_000_000_000, "columns of the grid, cut among the workers"),
                            Parameter.whole("rows_per_message", 8, 1, 100_000_000, "rows that are passed on together")),
                    WeakScaling.proportional("columns"),
                    Wavefront::new)
            .requiring((params, ranks, _) ->
                    Parts.require("columns", params.longValue("columns"), ranks, 1, "fewer ranks or a larger grid"))
            .allocating(Wavefront::need)
            .withTwin(Map.of("rows", "4000", "columns", "4000"));

    private static final int TAG = 1;
    private static final int SPINS = 256;

    private final Communicator world;
    private final Team team;
    private final int rows;
    private final int columns;
    private final int together;
    private final Partition parts;
    private final int first;
    private final int width;
    private final Arena arena = Arena.ofShared();
    private final WavefrontStrip[] strips;
    private final WavefrontMessage incoming;
    private final WavefrontMessage outgoing;
    private final MemorySegment corner = MemorySegment.ofArray(new double[1]);
    private final Team.Region sweeping = this::sweep;
    private long steps;
    /** Rows of which this rank has sent its last column in this step. */
    private int sent;

    private volatile boolean broken;

    Wavefront(Context context) {
        world = context.world();
        team = context.team();
        rows = context.params().intValue("rows");
        columns = context.params().intValue("columns");
        together = Math.min(rows, context.params().intValue("rows_per_message"));
        parts = new Partition(columns, world.size());
        first = (int) parts.from(world.rank());
        width = (int) parts.lengthOf(world.rank());
        strips = new WavefrontStrip[Math.min(team.size(), width)];
        Partition ofTeam = new Partition(width, strips.length);
        // Here as in a step, member s has strip s.
        team.forEach(Range.of(0, strips.length), (from, to) -> {
            for (int s = (int) from; s < to; s++) {
                int start = first + (int) ofTeam.from(s);
                strips[s] = new WavefrontStrip(rows, start, (int) ofTeam.lengthOf(s), arena);
            }
        });
        incoming = WavefrontMessage.of(rows, together);
        outgoing = WavefrontMessage.of(rows, together);
    }

    /** The rank's columns and that to the left of them, and a message each way. */
    private static Memory.Need need(Params params, int ranks) {
        double rows = params.longValue("rows");
        double columns = Math.ceilDiv(params.longValue("columns"), ranks) + 1;
        double together = Math.min(rows, (double) params.longValue("rows_per_message"));
        return new Memory.Need(2 * Double.BYTES * together, Double.BYTES * rows * columns);
    }

    /**
     * Two operations on each point but those of the first row and column; one is read and one written, others are in
     * cache.
     */
    @Override
    public Work work() {
        double points = (rows - 1.0) * (columns - 1.0);
        double messages = (world.size() - 1.0) * Math.ceilDiv(rows, together) + (world.size() > 1 ? 1 : 0);
        return new Work(2 * points, 2 * Double.BYTES * points, messages);
    }

    @Override
    public void step() {
        for (WavefrontStrip strip : strips) {
            strip.begin();
        }
        sent = 0;
        team.region(sweeping);
        passCornerOn();
        steps++;
    }

    private void sweep(Team.Member me) {
        me.share(Range.of(0, strips.length).inBlocksOf(1), Schedule.cyclic(1), (from, _) -> sweep((int) from));
    }

    /** Some rows at a time, as soon as those to the left are there. */
    private void sweep(int strip) {
        try {
            for (int row = 0; row < rows; row += together) {
                int end = Math.min(row + together, rows);
                await(strip, row, end);
                compute(strips[strip], row, end);
                strips[strip].publish(end);
            }
            for (int turn = 0; strip == 0 && sent < rows && world.rank() < world.size() - 1; turn++) {
                passOn(turn);
            }
        } catch (Throwable e) {
            broken = true; // nobody waits for rows that will not come
            throw e;
        }
    }

    /** Until the column to the left of some rows is there. Only member 0, who has strip 0, sends and receives. */
    private void await(int strip, int row, int end) {
        WavefrontStrip own = strips[strip];
        if (strip > 0) {
            for (int turn = 0; strips[strip - 1].rowsDone() < end; turn++) {
                stand(turn);
            }
            own.follow(strips[strip - 1], row, end);
        } else if (world.rank() > 0) {
            Request arriving = world.irecv(incoming.buffer(end - row), ElementType.DOUBLE, world.rank() - 1, TAG);
            for (int turn = 0; !arriving.test(); turn++) {
                passOn(turn);
            }
            own.take(incoming.values(), row, end);
        } else {
            passOn(0);
        }
    }

    /** Sends what the last strip has done since, so many rows at a time as the rank to the right expects. */
    private void passOn(int turn) {
        WavefrontStrip last = strips[strips.length - 1];
        int end = Math.min(sent + together, rows);
        if (world.rank() < world.size() - 1 && sent < rows && last.rowsDone() >= end) {
            last.give(outgoing.values(), sent, end);
            world.send(outgoing.buffer(end - sent), ElementType.DOUBLE, world.rank() + 1, TAG);
            sent = end;
        } else {
            stand(turn);
        }
    }

    /** Spins, and now and then lets others run who may share the CPU. */
    private void stand(int turn) {
        if (broken) {
            throw new IllegalStateException("another thread of this rank has failed");
        }
        if (turn % SPINS == SPINS - 1) {
            Turn.pass();
        } else {
            Thread.onSpinWait();
        }
    }

    /** Overridden by a mutant. */
    void compute(WavefrontStrip strip, int row, int end) {
        strip.compute(row, end);
    }

    /** The corner at the lower right, negative, becomes that at the upper left, so that the next step differs. */
    private void passCornerOn() {
        int last = world.size() - 1;
        if (world.rank() == last) {
            corner.setAtIndex(ValueLayout.JAVA_DOUBLE, 0, -strips[strips.length - 1].corner());
            if (last > 0) {
                world.send(corner, ElementType.DOUBLE, 0, TAG);
            }
        }
        if (world.rank() == 0) {
            if (last > 0) {
                world.recv(corner, ElementType.DOUBLE, last, TAG);
            }
            strips[0].origin(corner.getAtIndex(ValueLayout.JAVA_DOUBLE, 0));
        }
    }

    @Override
    public Check verify() {
        long wrong = 0;
        long digest = 0;
        for (WavefrontStrip strip : strips) {
            wrong += strip.wrong(steps, corner());
            digest += strip.digest(columns, steps, corner());
        }
        double actual = world.allreduce(
                world.rank() == world.size() - 1 ? strips[strips.length - 1].corner() : 0, ReduceOp.SUM);
        return Check.within("corner", steps * corner(), actual, 0)
                .and(Check.exact("wrong points", 0, world.allreduce(wrong, ReduceOp.SUM)))
                .withDigest(world.allreduce(digest, ReduceOp.SUM));
    }

    /** What a step adds to the corner. */
    private double corner() {
        return rows + (double) columns - 2;
    }

    @Override
    public void close() {
        arena.close();
    }
}
