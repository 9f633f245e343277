package rxt.kernel.compute;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Digest;
import rxt.kernel.FirstTouch;
import rxt.kernel.Kernel;
import rxt.kernel.KernelType;
import rxt.kernel.Memory;
import rxt.kernel.Parameter;
import rxt.kernel.Philox4x32;
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
 * Bodies that attract each other, every pair of them summed directly: some time steps from rest, in a cube of side 1.
 *
 * <p>A rank has a block of the bodies. A copy of each block travels once round the ring of ranks, and while it is on
 * its way to the next rank, unless {@code overlap} is off, the team adds its attraction to the rank's own bodies
 * ({@link NbodyForces}).
 *
 * <p>Attractions are rounded to a fixed quantum, so that their sums are exact and have the same bits in any order. As a
 * pair's two attractions are opposite to the last bit, the momentum stays 0 exactly: an attraction left out anywhere,
 * at any time, is seen.
 */
public class Nbody implements Kernel {
    public static final KernelType TYPE = new KernelType(
                    "nbody",
                    "compute",
                    "gravity by direct sums, blocks of bodies on a ring",
                    "S2 course, n-body problem",
                    List.of(
                            Parameter.whole("bodies", 4000, 1, 10_000_000, "bodies of equal mass"),
                            Parameter.whole("time_steps", 2, 1, 1_000_000, "steps in time of a repetition"),
                            Parameter.flag("overlap", true, "whether a block is sent on while it is computed with"),
                            Parameter.choice(
                                    "variant",
                                    "vector",
                                    List.of("vector", "scalar"),
                                    "bodies side by side, or one by one")),
                    WeakScaling.root("bodies", 2),
                    Nbody::new)
            .allocating((params, ranks) -> Memory.outside(144.0 * params.longValue("bodies") / ranks))
            .withTwin(Map.of("bodies", "3000"));

    /** A power of two, so that velocities are whole multiples of a quantum too. */
    private static final double TIME_STEP = 0x1p-8;

    private static final int TAG = 1;

    private final Communicator world;
    private final Team team;
    private final int bodies;
    private final int timeSteps;
    private final boolean overlap;
    private final Partition parts;
    private final int first;
    private final int length;
    private final Arena arena = Arena.ofShared();
    private final int stride;
    private final MemorySegment start;
    private final MemorySegment positions;
    private final MemorySegment velocities;
    private final MemorySegment accelerations;
    private final MemorySegment[] travelling;
    private final NbodyForces forces;
    private final Team.Loop attracting = this::attract;
    private final Team.Loop moving = this::move;
    /** Of this rank's bodies in quanta, summed over the repetitions; over all ranks it is 0. */
    private final long[] momentum = new long[3];

    private MemorySegment visiting;
    private int visitors;
    private final LongUnaryOperator bits = this::bits;

    Nbody(Context context) {
        world = context.world();
        team = context.team();
        bodies = context.params().intValue("bodies");
        timeSteps = context.params().intValue("time_steps");
        overlap = context.params().flag("overlap");
        parts = new Partition(bodies, world.size());
        first = (int) parts.from(world.rank());
        length = (int) parts.lengthOf(world.rank());
        stride = (int) parts.lengthOf(0);
        start = block();
        positions = block();
        velocities = block();
        accelerations = block();
        travelling = new MemorySegment[] {block(), block()};
        forces =
                new NbodyForces(stride, bodies, context.params().text("variant").equals("vector"));
        visiting = positions;
        team.forEach(own(), this::place);
    }

    /** Three coordinates of each body, one after the other; 0, by the members that will have the bodies. */
    private MemorySegment block() {
        MemorySegment block = FirstTouch.doubles(arena, 3L * stride);
        team.forEach(Range.of(0, stride), (from, to) -> {
            for (int axis = 0; axis < 3; axis++) {
                block.asSlice((axis * (long) stride + from) * Double.BYTES, (to - from) * Double.BYTES)
                        .fill((byte) 0);
            }
        });
        return block;
    }

    private Range own() {
        return Range.of(0, length);
    }

    private void place(long from, long to) {
        Philox4x32 random = new Philox4x32(2, 0);
        int[] words = new int[4];
        for (long i = from; i < to; i++) {
            random.words(first + i, 0, words);
            for (int axis = 0; axis < 3; axis++) {
                set(start, axis, i, Integer.toUnsignedLong(words[axis]) * 0x1p-32);
            }
        }
    }

    /** Eighteen operations for each pair of bodies, a root and a quotient counted as one each, and the rounding as two. */
    @Override
    public Work work() {
        double pairs = (double) bodies * bodies * timeSteps;
        double blocksSent = (double) world.size() * (world.size() - 1) * timeSteps;
        return new Work(24 * pairs, 3.0 * Double.BYTES * bodies * timeSteps * (2 + world.size()), blocksSent);
    }

    @Override
    public void step() {
        positions.copyFrom(start);
        velocities.fill((byte) 0);
        for (int t = 0; t < timeSteps; t++) {
            accelerate();
            team.forEach(own(), moving);
        }
        for (int axis = 0; axis < momentum.length; axis++) {
            for (int i = 0; i < length; i++) {
                momentum[axis] += (long) (get(velocities, axis, i) / NbodyForces.QUANTUM / TIME_STEP);
            }
        }
    }

    /** The attraction of all bodies on this rank's, block by block as they come round. */
    void accelerate() {
        accelerations.fill((byte) 0);
        travelling[0].copyFrom(positions);
        int next = (world.rank() + 1) % world.size();
        int previous = (world.rank() + world.size() - 1) % world.size();
        for (int hop = 0; hop < world.size(); hop++) {
            boolean last = hop == world.size() - 1;
            MemorySegment here = travelling[hop % 2];
            MemorySegment coming = travelling[(hop + 1) % 2];
            visiting = here;
            visitors = (int) parts.lengthOf((world.rank() + world.size() - hop) % world.size());
            if (last) {
                team.forEach(own(), attracting);
            } else {
                Request received = world.irecv(coming, ElementType.DOUBLE, previous, TAG);
                Request sent = world.isend(here, ElementType.DOUBLE, next, TAG);
                if (!overlap) {
                    received.await();
                    sent.await();
                }
                team.forEach(own(), attracting);
                if (overlap) {
                    received.await();
                    sent.await();
                }
            }
        }
    }

    /** The attraction of the visiting block on some of this rank's bodies. */
    void attract(long from, long to) {
        forces.add(visiting, visitors, positions, accelerations, (int) from, (int) to);
    }

    private void move(long from, long to) {
        for (int axis = 0; axis < 3; axis++) {
            for (long i = from; i < to; i++) {
                double v = get(velocities, axis, i) + TIME_STEP * get(accelerations, axis, i);
                set(velocities, axis, i, v);
                set(positions, axis, i, get(positions, axis, i) + TIME_STEP * v);
            }
        }
    }

    @Override
    public long witness(int draw) {
        return Sample.of(draw, 3L * length, bits);
    }

    private long bits(long index) {
        return Double.doubleToLongBits(get(positions, (int) (index / length), index % length));
    }

    /**
     * The momentum of all repetitions, exactly; that the middle of the bodies has not moved; and the attraction at the
     * end, of all bodies in the order of their numbers, by a plain loop.
     */
    @Override
    public Check verify() {
        double[] shift = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            for (int i = 0; i < length; i++) {
                shift[axis] += get(positions, axis, i) - get(start, axis, i);
            }
        }
        long[] quanta = world.allreduce(momentum, ReduceOp.SUM);
        shift = world.allreduce(shift, ReduceOp.SUM);
        double way = Math.max(Math.abs(shift[0]), Math.max(Math.abs(shift[1]), Math.abs(shift[2])));
        long digest = team.sumLong(own(), this::digest);
        accelerate();
        long wrong = wrongAccelerations();
        return Check.exact("momentum", 0, Math.abs(quanta[0]) | Math.abs(quanta[1]) | Math.abs(quanta[2]))
                .and(Check.residual("way of the middle", way, 1e-15 * bodies * timeSteps))
                .and(Check.exact("wrong accelerations", 0, world.allreduce(wrong, ReduceOp.SUM)))
                .withDigest(world.allreduce(digest, ReduceOp.SUM));
    }

    private long wrongAccelerations() {
        double[] all = everyBody();
        return team.sumLong(own(), (from, to) -> {
            long wrong = 0;
            double[] acceleration = new double[3];
            for (int i = (int) from; i < to; i++) {
                forces.alone(all, first + i, acceleration);
                for (int axis = 0; axis < 3; axis++) {
                    wrong += acceleration[axis] == get(accelerations, axis, i) ? 0 : 1;
                }
            }
            return wrong;
        });
    }

    /** The coordinates of every body, from all ranks: all x, all y, all z. */
    private double[] everyBody() {
        double[] all = new double[3 * bodies];
        for (int axis = 0; axis < 3; axis++) {
            for (int i = 0; i < length; i++) {
                all[axis * bodies + first + i] = get(positions, axis, i);
            }
        }
        return world.allreduce(all, ReduceOp.SUM);
    }

    private long digest(long from, long to) {
        long sum = 0;
        for (int axis = 0; axis < 3; axis++) {
            for (long i = from; i < to; i++) {
                sum += Digest.term((long) axis * bodies + first + i, get(positions, axis, i));
            }
        }
        return sum;
    }

    private double get(MemorySegment block, int axis, long index) {
        return block.getAtIndex(ValueLayout.JAVA_DOUBLE, (long) axis * stride + index);
    }

    private void set(MemorySegment block, int axis, long index, double value) {
        block.setAtIndex(ValueLayout.JAVA_DOUBLE, (long) axis * stride + index, value);
    }

    @Override
    public void close() {
        arena.close();
    }
}
