package rxt.kernel.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Map;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Digest;
import rxt.kernel.Kernel;
import rxt.kernel.KernelType;
import rxt.kernel.Memory;
import rxt.kernel.Parameter;
import rxt.kernel.WeakScaling;
import rxt.kernel.Work;
import rxt.spmd.Communicator;
import rxt.spmd.ReduceOp;
import rxt.spmd.grid.Partition;
import rxt.spmd.team.Range;
import rxt.spmd.team.Team;

/**
 * STREAM's triad a = b + s·c on three arrays of n doubles (McCalpin, 1995), with s = −1.
 *
 * <p>Ranks hold blocks of the indices, team members blocks of their rank's, and nothing is sent. The arrays take turns:
 * each step writes v(k+1) = v(k) − v(k−1) over the oldest of them. These values neither grow nor decay, are whole
 * numbers and so exact, and repeat after six steps, not before; so a step left out or an element left out is seen.
 *
 * <p>Memory is off-heap: arrays on the heap lie across cache lines and lose a quarter, and off it a member's allocation
 * is its first touch, which no collector moves.
 */
public class Triad implements Kernel {
    public static final KernelType TYPE = new KernelType(
                    "triad",
                    "memory",
                    "STREAM triad a = b + s·c",
                    "S0 larger countertop",
                    List.of(
                            Parameter.whole("n", 40_000_000, 1, 1L << 50, "doubles in each of three arrays"),
                            Parameter.choice(
                                    "variant",
                                    "vector",
                                    List.of("vector", "scalar"),
                                    "elements side by side, or one by one")),
                    WeakScaling.proportional("n"),
                    Triad::new)
            .allocating((params, ranks) -> Memory.outside(24.0 * params.longValue("n") / ranks))
            .withTwin(Map.of("n", "20000000"));

    private static final double SCALAR = -1;

    private final Communicator world;
    private final Team team;
    private final long n;
    private final boolean vector;
    private final long first;
    private final Partition parts;
    private final Arena arena = Arena.ofShared();
    /** Array j's part of member p; array k mod 3 holds v(k) before step k. */
    private final MemorySegment[][] arrays;

    private final Team.Region sweeping = this::sweep;
    private long steps;

    Triad(Context context) {
        world = context.world();
        team = context.team();
        n = context.params().longValue("n");
        vector = context.params().text("variant").equals("vector");
        Partition ranks = new Partition(n, world.size());
        first = ranks.from(world.rank());
        parts = new Partition(ranks.lengthOf(world.rank()), team.size());
        arrays = new MemorySegment[3][team.size()];
        team.region(me -> allocate(me.thread()));
    }

    /** By the member itself: the arena's zeros are the first touch. */
    private void allocate(int member) {
        long from = parts.from(member);
        long length = parts.lengthOf(member);
        for (int j = 0; j < arrays.length; j++) {
            arrays[j][member] = arena.allocate(length * Double.BYTES, 64);
        }
        for (long i = 0; i < length; i++) {
            double v0 = v0(first + from + i);
            double v1 = v1(first + from + i);
            set(arrays[0][member], i, v0);
            set(arrays[1][member], i, v1);
            set(arrays[2][member], i, v0 - v1);
        }
    }

    private static double v0(long index) {
        return 1.0 + index;
    }

    /** Larger than v0, so that no value of the recurrence is 0 and each differs from the one it replaces. */
    private double v1(long index) {
        return 2.0 * n - index;
    }

    /** STREAM's own count: what a cache reads before it writes is left out. */
    @Override
    public Work work() {
        return new Work(2.0 * n, 3.0 * Double.BYTES * n, 0);
    }

    @Override
    public void step() {
        sweep();
        steps++;
    }

    /** One triad on all of this rank's elements. */
    void sweep() {
        team.region(sweeping);
    }

    private void sweep(Team.Member me) {
        int p = me.thread();
        triad(array(steps + 2)[p], array(steps + 1)[p], array(steps)[p]);
    }

    private MemorySegment[] array(long k) {
        return arrays[(int) (k % arrays.length)];
    }

    /** a = b + s·c. */
    void triad(MemorySegment a, MemorySegment b, MemorySegment c) {
        long length = a.byteSize() / Double.BYTES;
        if (vector) {
            Doubles.triad(a.address(), b.address(), SCALAR, c.address(), length);
        } else {
            Doubles.triadOneByOne(a.address(), b.address(), SCALAR, c.address(), length);
        }
    }

    /**
     * Every element of all three arrays against a replay in scalars. As the recurrence is linear, two replays, from
     * (1, 0) and (0, 1), give those of all elements. The digest is of v(k)² − v(k)·v(k−1) + v(k−1)², which no step
     * changes.
     */
    @Override
    public Check verify() {
        double[] ofV0 = replay(1, 0);
        double[] ofV1 = replay(0, 1);
        Range members = Range.of(0, team.size()).inBlocksOf(1);
        long wrong = team.sumLong(members, (member, _) -> wrong((int) member, ofV0, ofV1));
        long digest = team.sumLong(members, (member, _) -> digest((int) member));
        return Check.exact("wrong elements", 0, world.allreduce(wrong, ReduceOp.SUM))
                .withDigest(world.allreduce(digest, ReduceOp.SUM));
    }

    private double[] replay(double v0, double v1) {
        double[] v = {v0, v1, v0 - v1};
        for (long k = 0; k < steps; k++) {
            v[(int) ((k + 2) % 3)] = v[(int) ((k + 1) % 3)] + SCALAR * v[(int) (k % 3)];
        }
        return v;
    }

    private long wrong(int member, double[] ofV0, double[] ofV1) {
        long wrong = 0;
        long from = parts.from(member);
        for (long i = 0; i < parts.lengthOf(member); i++) {
            double v0 = v0(first + from + i);
            double v1 = v1(first + from + i);
            for (int j = 0; j < arrays.length; j++) {
                wrong += get(arrays[j][member], i) == ofV0[j] * v0 + ofV1[j] * v1 ? 0 : 1;
            }
        }
        return wrong;
    }

    private long digest(int member) {
        long sum = 0;
        long from = parts.from(member);
        for (long i = 0; i < parts.lengthOf(member); i++) {
            long u = (long) get(array(steps + 1)[member], i);
            long v = (long) get(array(steps)[member], i);
            sum += Digest.term(first + from + i, u * u - u * v + v * v);
        }
        return sum;
    }

    @Override
    public void close() {
        arena.close();
    }

    private static double get(MemorySegment array, long index) {
        return array.getAtIndex(ValueLayout.JAVA_DOUBLE, index);
    }

    private static void set(MemorySegment array, long index, double value) {
        array.setAtIndex(ValueLayout.JAVA_DOUBLE, index, value);
    }
}
