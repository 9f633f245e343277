package rxt.kernel.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Map;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Digest;
import rxt.kernel.FirstTouch;
import rxt.kernel.Kernel;
import rxt.kernel.KernelType;
import rxt.kernel.Memory;
import rxt.kernel.Parameter;
import rxt.kernel.Params;
import rxt.kernel.WeakScaling;
import rxt.kernel.Work;
import rxt.spmd.Communicator;
import rxt.spmd.ElementType;
import rxt.spmd.ReduceOp;
import rxt.spmd.grid.Partition;
import rxt.spmd.team.Range;
import rxt.spmd.team.Team;

/**
 * B += Aᵀ and then A += 1, on matrices of n × n doubles, as the Parallel Research Kernels have it.
 *
 * <p>A rank has a block of rows of both. For every other rank it packs what that one's rows of B need, transposed, one
 * all-to-all exchanges the packages, and each is added row by row; what stays on the rank is added at once. The team shares
 * columns of A when it packs, and rows of B when it adds; both go in tiles that fit a cache.
 *
 * <p>A begins as i·n + j, so that after k steps B = k·(j·n + i) + k·(k − 1)/2, exactly.
 */
public class Transpose implements Kernel {
    public static final KernelType TYPE = new KernelType(
                    "transpose",
                    "memory",
                    "B += transpose of A, all-to-all between ranks",
                    "Parallel Research Kernels",
                    List.of(Parameter.whole("n", 3000, 1, 1_000_000, "rows and columns")),
                    WeakScaling.root("n", 2),
                    Transpose::new)
            .requiring(Transpose::require)
            .allocating((params, ranks) ->
                    Memory.outside((ranks == 1 ? 16.0 : 32.0) * params.longValue("n") * params.longValue("n") / ranks))
            .withTwin(Map.of("n", "2500"));

    private final Communicator world;
    private final Team packing;
    private final Team adding;
    private final int n;
    private final Partition parts;
    private final int first;
    private final int height;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment a;
    private final MemorySegment b;
    private final MemorySegment outgoing;
    private final MemorySegment incoming;
    private final int[] counts;
    private final int[] places;
    private final Range rows;
    private final Partition columns;
    private final Team.Region pack = this::pack;
    private final TransposeTile[] tiles;
    private final Team.Loop add = this::add;
    private long steps;

    Transpose(Context context) {
        world = context.world();
        packing = context.team().as("pack");
        adding = context.team().as("add");
        n = context.params().intValue("n");
        parts = new Partition(n, world.size());
        first = (int) parts.from(world.rank());
        height = (int) parts.lengthOf(world.rank());
        a = FirstTouch.doubles(arena, (long) height * n);
        b = FirstTouch.doubles(arena, (long) height * n);
        long packed = world.size() == 1 ? 0 : (long) height * n;
        outgoing = FirstTouch.doubles(arena, packed);
        incoming = FirstTouch.doubles(arena, packed);
        counts = new int[world.size()];
        places = new int[world.size()];
        for (int rank = 0; rank < world.size(); rank++) {
            counts[rank] = rank == world.rank() ? 0 : (int) parts.lengthOf(rank) * height;
            places[rank] = (int) parts.from(rank) * height;
        }
        rows = Range.of(0, height);
        columns = new Partition(n, packing.size());
        tiles = new TransposeTile[packing.size()];
        packing.region(me -> tiles[me.thread()] = new TransposeTile());
        context.team().forEach(rows, this::fill);
    }

    private static void require(Params params, int ranks, int threads) {
        long n = params.longValue("n");
        long most = Math.ceilDiv(n, ranks) * n;
        if (ranks > 1 && most > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("n = " + n + " gives a rank " + most
                    + " doubles, more than MPI counts in one exchange; use more ranks or a smaller n");
        }
    }

    private void fill(long from, long to) {
        for (long row = from; row < to; row++) {
            for (int column = 0; column < n; column++) {
                set(a, row * n + column, (double) (first + row) * n + column);
                set(b, row * n + column, 0);
            }
        }
    }

    /** As PRK counts: A and B each read and written once; what packages add is not counted. */
    @Override
    public Work work() {
        double points = (double) n * n;
        return new Work(2 * points, 4 * Double.BYTES * points, (double) world.size() * (world.size() - 1));
    }

    @Override
    public void step() {
        packing.region(pack);
        if (world.size() > 1) {
            world.alltoallv(outgoing, counts, places, incoming, counts, places, ElementType.DOUBLE);
            adding.forEach(rows, add);
        }
        steps++;
    }

    private void pack(Team.Member me) {
        pack(columns.from(me.thread()), columns.to(me.thread()), tiles[me.thread()]);
    }

    /** Columns of A, tile by tile: those of this rank's numbers to B, others to the packages. */
    void pack(long from, long to, TransposeTile tile) {
        for (int column = (int) from; column < to; ) {
            int owner = parts.ownerOf(column);
            int end = (int) Math.min(Math.min(to, parts.to(owner)), (long) column + TransposeTile.SIDE);
            for (int row = 0; row < height; row += TransposeTile.SIDE) {
                int endRow = Math.min(row + TransposeTile.SIDE, height);
                tile.takeAndGrow(at(a, (long) row * n + column), n, endRow - row, end - column);
                if (owner == world.rank()) {
                    tile.addTransposed(at(b, (long) (column - first) * n + first + row), n);
                } else {
                    tile.putTransposed(at(outgoing, (long) height * column + row), height);
                }
            }
            column = end;
        }
    }

    /** What has come from the others, to some rows of B. */
    private void add(long from, long to) {
        for (int rank = 0; rank < world.size(); rank++) {
            if (rank != world.rank()) {
                int length = (int) parts.lengthOf(rank);
                for (long row = from; row < to; row++) {
                    Doubles.add(b, row * n + parts.from(rank), incoming, places[rank] + row * length, length);
                }
            }
        }
    }

    @Override
    public Check verify() {
        long wrong = adding.sumLong(rows.inBlocksOf(TransposeTile.SIDE), this::wrong);
        long digest = adding.sumLong(rows.inBlocksOf(TransposeTile.SIDE), this::digest);
        return Check.exact("wrong elements", 0, world.allreduce(wrong, ReduceOp.SUM))
                .withDigest(world.allreduce(digest, ReduceOp.SUM));
    }

    /** k·(k − 1)/2, what A has grown by in all steps together. */
    private double growth() {
        return steps * (steps - 1.0) / 2;
    }

    private long wrong(long from, long to) {
        long wrong = 0;
        for (long row = from; row < to; row++) {
            for (int column = 0; column < n; column++) {
                double start = (double) (first + row) * n + column;
                double mirrored = (double) column * n + first + row;
                wrong += get(a, row * n + column) == start + steps ? 0 : 1;
                wrong += get(b, row * n + column) == steps * mirrored + growth() ? 0 : 1;
            }
        }
        return wrong;
    }

    /** Of A as it was and of what one step adds to B. */
    private long digest(long from, long to) {
        long sum = 0;
        for (long row = from; row < to; row++) {
            for (int column = 0; column < n; column++) {
                long index = (first + row) * n + column;
                sum += Digest.term(index, get(a, row * n + column) - steps);
                sum += Digest.term(~index, (get(b, row * n + column) - growth()) / steps);
            }
        }
        return sum;
    }

    @Override
    public void close() {
        arena.close();
    }

    /** Address of an element. */
    private static long at(MemorySegment of, long index) {
        return of.address() + index * Double.BYTES;
    }

    private static double get(MemorySegment of, long index) {
        return of.getAtIndex(ValueLayout.JAVA_DOUBLE, index);
    }

    private static void set(MemorySegment of, long index, double value) {
        of.setAtIndex(ValueLayout.JAVA_DOUBLE, index, value);
    }
}
