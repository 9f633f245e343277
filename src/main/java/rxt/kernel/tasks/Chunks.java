package rxt.kernel.tasks;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelType;
import rxt.kernel.Memory;
import rxt.kernel.Parameter;
import rxt.kernel.WeakScaling;
import rxt.kernel.Work;
import rxt.spmd.Communicator;
import rxt.spmd.grid.Partition;
import rxt.spmd.team.Range;
import rxt.spmd.team.Schedule;
import rxt.spmd.team.Team;

/**
 * Items of unequal cost in chunks of any size: many small chunks cost their dealing, a few large ones leave workers idle.
 *
 * <p>Chunks are dealt to the ranks in blocks or in turn, and a rank's to its threads by a schedule of the team, or as a task
 * each to a pool of the JDK ({@code executor}).
 *
 * <p>The answer: every item's generator ends where jumping ahead says, once per step.
 */
public class Chunks implements Kernel {
    public static final KernelType TYPE = new KernelType(
                    "chunks",
                    "tasks",
                    "items of unequal cost, in chunks of any size, by any schedule",
                    "S1 load balancing",
                    Stream.concat(
                                    Stream.of(
                                            Parameter.whole("items", 20_000, 1, 100_000_000, "over all ranks"),
                                            Parameter.whole("chunk", 16, 1, 100_000_000, "items dealt together"),
                                            Parameter.choice(
                                                    "ranks",
                                                    "block",
                                                    List.of("block", "cyclic"),
                                                    "how chunks are dealt to ranks"),
                                            Parameter.choice(
                                                    "schedule",
                                                    "dynamic",
                                                    List.of(
                                                            "static",
                                                            "cyclic",
                                                            "dynamic",
                                                            "monotonic",
                                                            "guided",
                                                            "executor"),
                                                    "how a rank's chunks are dealt to its threads"),
                                            Parameter.choice(
                                                    "cost",
                                                    "rising",
                                                    List.of("equal", "rising", "spiked"),
                                                    "of the items: 8 each, 1 to 15, or 1 and 113 units")),
                                    WorkUnit.parameters(50).stream())
                            .toList(),
                    WeakScaling.proportional("items"),
                    Chunks::new)
            .requiring((params, ranks, _) -> WorkUnit.require(params, 8.0 * params.longValue("items") / ranks))
            .allocating((params, ranks) -> Memory.heap(8.0 * params.longValue("items") / ranks));

    private final Communicator world;
    private final Team team;
    private final WorkUnit unit;
    private final int items;
    private final int chunk;
    private final String cost;
    private final int firstChunk;
    private final int chunkStride;
    private final Range own;
    private final Schedule schedule;
    private final Pool pool;
    private final Ledger ledger;
    private final Team.Loop loop = this::run;
    private long steps;

    Chunks(Context context) {
        world = context.world();
        team = context.team();
        unit = WorkUnit.of(context);
        items = context.params().intValue("items");
        chunk = Math.min(items, context.params().intValue("chunk"));
        cost = context.params().text("cost");
        int chunks = Math.ceilDiv(items, chunk);
        Partition blocks = new Partition(chunks, world.size());
        boolean cyclic = context.params().text("ranks").equals("cyclic");
        firstChunk = cyclic ? world.rank() : (int) blocks.from(world.rank());
        chunkStride = cyclic ? world.size() : 1;
        int inTurn = Math.max(0, Math.ceilDiv(chunks - firstChunk, chunkStride));
        own = Range.of(0, cyclic ? inTurn : blocks.lengthOf(world.rank())).inBlocksOf(1);
        ledger = new Ledger((int) (own.length() == 0 ? 0 : (own.length() - 1) * chunk + lengthOf(own.length() - 1)));
        String dealing = context.params().text("schedule");
        boolean executor = dealing.equals("executor");
        schedule =
                executor ? Schedule.STATIC : new Schedule(Schedule.Kind.valueOf(dealing.toUpperCase(Locale.ROOT)), 1);
        pool = executor ? new Pool(team.size()) : null;
    }

    private long firstOf(long ownChunk) {
        return (firstChunk + ownChunk * chunkStride) * chunk;
    }

    private long lengthOf(long ownChunk) {
        return Math.min(chunk, items - firstOf(ownChunk));
    }

    /** In units; the same mean, but for what a whole number of spikes leaves. */
    private double costOf(long item) {
        return switch (cost) {
            case "equal" -> 8;
            case "rising" -> 1 + 15 * item / items;
            default -> item % 16 == 5 ? 113 : 1;
        };
    }

    /** A multiplication and an addition in each turn; a result for each item. */
    @Override
    public Work work() {
        double units = 0;
        for (long item = 0; item < items; item++) {
            units += costOf(item);
        }
        return new Work(unit.operations(units), 2.0 * Long.BYTES * items, 0);
    }

    @Override
    public void step() {
        if (pool == null) {
            team.forEach(own, schedule, loop);
        } else {
            pool.forEach((int) own.length(), task -> run(task, task + 1));
        }
        steps++;
    }

    /** Some of this rank's chunks; overridden by a mutant. */
    void run(long from, long to) {
        for (long k = from; k < to; k++) {
            long first = firstOf(k);
            for (int i = 0; i < lengthOf(k); i++) {
                ledger.add((int) (k * chunk) + i, unit.run(WorkUnit.seed(first + i), costOf(first + i)));
            }
        }
    }

    @Override
    public Check verify() {
        return ledger.check(
                world,
                steps,
                slot -> firstOf(slot / chunk) + slot % chunk,
                item -> unit.after(WorkUnit.seed(item), costOf(item)));
    }

    @Override
    public void close() {
        if (pool != null) {
            pool.close();
        }
    }
}
