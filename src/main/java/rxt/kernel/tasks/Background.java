package rxt.kernel.tasks;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Journal;
import rxt.kernel.Kernel;
import rxt.kernel.KernelType;
import rxt.kernel.Memory;
import rxt.kernel.Observation;
import rxt.kernel.Parameter;
import rxt.kernel.WeakScaling;
import rxt.kernel.Work;
import rxt.spmd.Communicator;
import rxt.spmd.ElementType;
import rxt.spmd.ReduceOp;
import rxt.spmd.grid.Partition;
import rxt.spmd.team.Range;
import rxt.spmd.team.Team;

/**
 * A foreground of many short iterations, each ended by all ranks together, beside a daemon on every rank: whom the daemon
 * holds up, all wait for.
 *
 * <p>An iteration's items are dealt to ranks and threads in blocks, and an allreduce ends it. The daemon begins with a
 * step and has ended when the step returns.
 *
 * <p>The answer: each iteration's sum of generators, from jumping ahead; a daemon that worked correctly, or none.
 */
public class Background implements Kernel {
    public static final KernelType TYPE = new KernelType(
                    "background",
                    "tasks",
                    "short iterations with barriers, beside a daemon per rank",
                    "S2 background and UI tasks",
                    Stream.concat(
                                    Stream.of(
                                            Parameter.whole("iterations", 200, 1, 10_000_000, "of the foreground"),
                                            Parameter.whole(
                                                    "items", 64, 1, 10_000_000, "units of work in an iteration"),
                                            Parameter.choice(
                                                    "daemon",
                                                    "thread",
                                                    List.of("off", "thread", "scheduled"),
                                                    "none, a thread, or a ScheduledExecutorService"),
                                            Parameter.real("share", 0.2, 0, 0.95, "of its period that a daemon works"),
                                            Parameter.whole(
                                                    "period_us",
                                                    1000,
                                                    10,
                                                    1_000_000,
                                                    "from heartbeat to heartbeat, µs")),
                                    WorkUnit.parameters(2000).stream())
                            .toList(),
                    WeakScaling.proportional("items"),
                    Background::new)
            .requiring((params, ranks, _) -> WorkUnit.require(
                    params, (double) params.longValue("iterations") * params.longValue("items") / ranks))
            .allocating((params, _) -> Memory.heap(16.0 * params.longValue("iterations")));

    private final Communicator world;
    private final Team team;
    private final Journal journal;
    private final WorkUnit unit;
    private final int iterations;
    private final long items;
    private final Range own;
    private final Heartbeat daemon;
    private final long[] nanos;
    private final Ledger ledger;
    private final MemorySegment mine = MemorySegment.ofArray(new long[1]);
    private final long[] sum = new long[1];
    private final MemorySegment ours = MemorySegment.ofArray(sum);
    private final Team.LongBlock block = this::sum;
    private int iteration;
    private long steps;

    Background(Context context) {
        world = context.world();
        team = context.team();
        journal = context.journal();
        unit = WorkUnit.of(context);
        iterations = context.params().intValue("iterations");
        items = context.params().longValue("items");
        own = new Partition(items, world.size()).rangeOf(world.rank()).inBlocksOf(1);
        String kind = context.params().text("daemon");
        daemon = kind.equals("off")
                ? null
                : new Heartbeat(
                        journal,
                        team.size(),
                        1000 * context.params().longValue("period_us"),
                        context.params().doubleValue("share"),
                        kind.equals("scheduled"));
        nanos = new long[iterations];
        ledger = new Ledger(world.rank() == 0 ? iterations : 0);
    }

    /** A multiplication and an addition in each turn of the foreground; a result for each item. */
    @Override
    public Work work() {
        double units = (double) iterations * items;
        return new Work(unit.operations(units), Long.BYTES * units, 2.0 * iterations * (world.size() - 1));
    }

    @Override
    public void step() {
        if (daemon != null) {
            daemon.start();
        }
        try {
            for (iteration = 0; iteration < iterations; iteration++) {
                iterate();
            }
        } finally {
            close();
        }
        steps++;
    }

    private void iterate() {
        long begin = journal.nanos();
        mine.setAtIndex(ValueLayout.JAVA_LONG, 0, team.sumLong(own, block));
        world.allreduce(mine, ours, ElementType.LONG, ReduceOp.SUM);
        long end = journal.nanos();
        nanos[iteration] = end - begin;
        journal.span(0, "iteration", begin, end);
        if (ledger.size() > 0) {
            ledger.add(iteration, sum[0]);
        }
    }

    private long sum(long from, long to) {
        long all = 0;
        for (long item = from; item < to; item++) {
            all += work(iteration * items + item);
        }
        return all;
    }

    /** Overridden by a mutant. */
    long work(long item) {
        return unit.run(WorkUnit.seed(item), 1);
    }

    @Override
    public Check verify() {
        boolean right = daemon == null || (daemon.allBeats() >= Math.max(1, steps) && daemon.isRight());
        return ledger.check(world, steps, slot -> slot, this::expected)
                .and(Check.exact("ranks whose daemon failed", 0, world.allreduce(right ? 0L : 1L, ReduceOp.SUM)));
    }

    private long expected(long number) {
        long all = 0;
        for (long item = 0; item < items; item++) {
            all += unit.after(WorkUnit.seed(number * items + item), 1);
        }
        return all;
    }

    /** Of the last step's iterations. */
    private double quantile(double share) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return 1e-9 * sorted[(int) Math.min(iterations - 1, Math.ceil(share * iterations) - 1)];
    }

    @Override
    public List<Observation> observations() {
        return Observation.told(
                new Observation("p50", "s", quantile(0.5)),
                new Observation("p99", "s", quantile(0.99)),
                new Observation("heartbeats", "", daemon == null ? 0 : daemon.beats()),
                new Observation("latest heartbeat", "s", daemon == null ? Double.NaN : 1e-9 * daemon.latestNanos()));
    }

    @Override
    public void close() {
        if (daemon != null) {
            daemon.stop();
        }
    }
}
