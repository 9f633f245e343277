package rxt.kernel.messages;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Digest;
import rxt.kernel.FirstTouch;
import rxt.kernel.Kernel;
import rxt.kernel.KernelType;
import rxt.kernel.Memory;
import rxt.kernel.Parameter;
import rxt.kernel.WeakScaling;
import rxt.kernel.Work;
import rxt.spmd.Communicator;
import rxt.spmd.ReduceOp;
import rxt.spmd.grid.Partition;
import rxt.spmd.team.Team;

/**
 * One array in memory that the ranks of a node share: 1, 1, 2, 3, 5, 8 and n more values that every step changes. Found by
 * {@code name}, on any transport, and unlinked when all have opened it; or a {@code window} of a transport that has them.
 *
 * <p>The threads of a node's ranks write a part each, and read the part of the next thread, which is of another rank where a
 * rank has one: in place ({@code zero-copy}), or copied to memory of their own first ({@code copy}). Each node has an array.
 *
 * <p>Sums over all steps are known in closed form, and afterwards the name must be gone.
 */
public class SharedMemory implements Kernel {
    public static final KernelType TYPE = new KernelType(
                    "shared-memory",
                    "messages",
                    "an array in memory of a node, read in place or copied",
                    "S1 SharedMemory",
                    List.of(
                            Parameter.whole("n", 2_000_000, 0, 1L << 50, "values beside 1, 1, 2, 3, 5, 8"),
                            Parameter.choice("by", "name", List.of("name", "window"), "how ranks find the memory"),
                            Parameter.choice(
                                    "access", "zero-copy", List.of("zero-copy", "copy"), "how threads read it")),
                    WeakScaling.proportional("n"),
                    SharedMemory::new)
            .allocating((params, ranks) -> Memory.outside(
                    (params.text("access").equals("copy") ? 2 : 1) * 8.0 * (params.longValue("n") + 6) / ranks));

    private static final long[] SEED = {1, 1, 2, 3, 5, 8};
    private static final long SUM_OF_SEED = 20;

    private final Communicator world;
    private final Team team;
    private final long count;
    private final NodeMemory shared;
    private final MemorySegment values;
    private final Partition parts;
    private final long nodes;
    private final Arena arena = Arena.ofShared();
    /** For each thread, where it copies. */
    private final MemorySegment[] copies;

    private final long[] sums;
    private final Team.Region writing = me -> write(me.thread());
    private final Team.Region reading = me -> read(me.thread());
    private long steps;

    SharedMemory(Context context) {
        world = context.world();
        team = context.team();
        count = context.params().longValue("n") + SEED.length;
        boolean named = context.params().text("by").equals("name");
        shared = named ? NodeMemory.named(world, count * Long.BYTES) : NodeMemory.window(world, count * Long.BYTES);
        values = shared.memory();
        parts = new Partition(count, Math.multiplyExact(shared.node().size(), team.size()));
        nodes = world.allreduce(shared.node().rank() == 0 ? 1L : 0L, ReduceOp.SUM);
        sums = new long[team.size()];
        copies = new MemorySegment[team.size()];
        if (context.params().text("access").equals("copy")) {
            team.region(me -> copies[me.thread()] = FirstTouch.longs(arena, parts.lengthOf(next(me.thread()))));
        }
    }

    /** Value i in a step. */
    private static long value(long i, long step) {
        return i < SEED.length ? SEED[(int) i] : i + step;
    }

    /** Each value is written and read, and a copy too; whole numbers only. */
    @Override
    public Work work() {
        double all = (double) nodes * count;
        return new Work(all, (copies[0] == null ? 2 : 4) * Long.BYTES * all, 0);
    }

    @Override
    public void step() {
        team.region(writing);
        shared.sync();
        team.region(reading);
        shared.sync();
        steps++;
    }

    private void write(int thread) {
        int worker = shared.node().rank() * team.size() + thread;
        write(parts.from(worker), parts.to(worker));
    }

    /** Overridden by a mutant. */
    void write(long from, long to) {
        for (long i = from; i < to; i++) {
            values.setAtIndex(ValueLayout.JAVA_LONG, i, value(i, steps));
        }
    }

    /** The worker of the node whose part a thread reads: that of the same number of the next rank, or the next thread. */
    private int next(int thread) {
        int distance = shared.node().size() > 1 ? team.size() : 1;
        return (shared.node().rank() * team.size() + thread + distance) % parts.parts();
    }

    private void read(int thread) {
        MemorySegment part = part(next(thread));
        if (copies[thread] != null) {
            part = copies[thread].copyFrom(part);
        }
        long sum = 0;
        for (long i = 0, end = part.byteSize() / Long.BYTES; i < end; i++) {
            sum += part.getAtIndex(ValueLayout.JAVA_LONG, i);
        }
        sums[thread] += sum;
    }

    private MemorySegment part(int worker) {
        return values.asSlice(parts.from(worker) * Long.BYTES, parts.lengthOf(worker) * Long.BYTES);
    }

    @Override
    public Check verify() {
        long[] found = new long[3];
        boolean first = firstRank() == 0;
        for (int thread = 0; thread < team.size(); thread++) {
            found[0] += sums[thread];
            found[1] += first ? digest(next(thread)) : 0;
        }
        found[2] = shared.isLinked() ? 1 : 0;
        found = world.allreduce(found, ReduceOp.SUM);
        long n = count - SEED.length;
        long indices = count % 2 == 0 ? count / 2 * (count - 1) : (count - 1) / 2 * count;
        long ofFirstStep = SUM_OF_SEED + indices - 15; // without 0 + 1 + … + 5
        return Check.exact("sum", nodes * (steps * ofFirstStep + n * (steps * (steps - 1) / 2)), found[0])
                .and(Check.exact("names left behind", 0, found[2]))
                .withDigest(found[1]);
    }

    /** The first rank of this node. */
    private long firstRank() {
        return shared.node().allreduce((long) world.rank(), ReduceOp.MIN);
    }

    /** Hash of a part as it would be in step 0. */
    private long digest(int worker) {
        long digest = 0;
        for (long i = parts.from(worker); i < parts.to(worker); i++) {
            long value = values.getAtIndex(ValueLayout.JAVA_LONG, i);
            digest += Digest.term(i, i < SEED.length ? value : value - (steps - 1));
        }
        return digest;
    }

    @Override
    public void close() {
        shared.close();
        arena.close();
    }
}
