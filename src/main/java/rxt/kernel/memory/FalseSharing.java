package rxt.kernel.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.List;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelType;
import rxt.kernel.Parameter;
import rxt.kernel.WeakScaling;
import rxt.kernel.Work;
import rxt.spmd.Communicator;
import rxt.spmd.ReduceOp;
import rxt.spmd.grid.Partition;
import rxt.spmd.team.Team;

/**
 * Each thread counts up a counter of its own. {@code adjacent} counters share cache lines, which then wander between the
 * cores although no thread reads what another writes; {@code padded} ones lie 128 bytes apart (two lines, as processors
 * fetch them in pairs).
 *
 * <p>Counts are dealt to ranks and threads as evenly as they go. Every increment reads and writes memory: opaque access,
 * which no compiler keeps in a register.
 */
public class FalseSharing implements Kernel {
    public static final KernelType TYPE = new KernelType(
            "false-sharing",
            "memory",
            "counters of their own for all threads, side by side or apart",
            "S2, the figure of one address on two cores",
            List.of(
                    Parameter.whole("counts", 20_000_000, 1, 1_000_000_000_000L, "increments over all workers"),
                    Parameter.choice("layout", "adjacent", List.of("adjacent", "padded"), "where the counters lie")),
            WeakScaling.proportional("counts"),
            FalseSharing::new);

    private static final VarHandle COUNTER = ValueLayout.JAVA_LONG.varHandle();
    private static final long PADDED = 128;

    private final Communicator world;
    private final Team team;
    private final long counts;
    private final Partition parts;
    private final long distance;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment counters;
    private final Team.Region counting = me -> count(me.thread());
    private long steps;

    FalseSharing(Context context) {
        world = context.world();
        team = context.team();
        counts = context.params().longValue("counts");
        parts = new Partition(new Partition(counts, world.size()).lengthOf(world.rank()), team.size());
        distance = context.params().text("layout").equals("padded") ? PADDED : Long.BYTES;
        counters = arena.allocate(distance * team.size(), PADDED);
    }

    /** Whole numbers only: a sum, a read and a write of a cache for each count. */
    @Override
    public Work work() {
        return new Work(counts, 0, 0);
    }

    @Override
    public void step() {
        team.region(counting);
        steps++;
    }

    private void count(int member) {
        count(counters, distance * member, parts.lengthOf(member));
    }

    /** Overridden by a mutant. */
    void count(MemorySegment of, long place, long times) {
        for (long i = 0; i < times; i++) {
            COUNTER.setOpaque(of, place, (long) COUNTER.getOpaque(of, place) + 1);
        }
    }

    /** Each counter, and their sum over the ranks. */
    @Override
    public Check verify() {
        long wrong = 0;
        long sum = 0;
        for (int member = 0; member < team.size(); member++) {
            long counter = counters.get(ValueLayout.JAVA_LONG, distance * member);
            wrong += counter == steps * parts.lengthOf(member) ? 0 : 1;
            sum += counter;
        }
        long total = world.allreduce(sum, ReduceOp.SUM);
        return Check.exact("wrong counters", 0, world.allreduce(wrong, ReduceOp.SUM))
                .and(Check.exact("counts", steps * counts, total))
                .withDigest(total / steps);
    }

    @Override
    public void close() {
        arena.close();
    }
}
