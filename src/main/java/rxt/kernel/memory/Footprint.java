package rxt.kernel.memory;

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
import rxt.kernel.Observation;
import rxt.kernel.Parameter;
import rxt.kernel.Params;
import rxt.kernel.ResidentMemory;
import rxt.kernel.WeakScaling;
import rxt.kernel.Work;
import rxt.spmd.Communicator;
import rxt.spmd.ReduceOp;
import rxt.spmd.SharedWindow;
import rxt.spmd.grid.Partition;
import rxt.spmd.team.Range;
import rxt.spmd.team.Team;

/**
 * One table that every rank needs whole. {@code replicated}: each rank has a copy of its own, as processes that inherit or
 * receive their data do. {@code shared}: one copy for the ranks of a node, in a window that they all address.
 *
 * <p>A step reads all of the table on every rank, its threads a part each; a team always shares the one of its rank. Whose
 * table it is writes it first: a rank its copy, the ranks of a node a part each of theirs, by their threads. A transport
 * without shared memory refuses {@code shared}.
 *
 * <p>Word i is 2i + 1, and so the sum of w words is w². Beside the answer a rank tells what it has allocated, and what
 * is resident of its process: all of it, and all of it with shared pages divided by those who share them. Ranks that
 * are threads of one process have one such figure.
 */
public class Footprint implements Kernel {
    public static final KernelType TYPE = new KernelType(
                    "footprint",
                    "memory",
                    "one table, replicated per rank or shared per node",
                    "S2, S4 memory duplication",
                    List.of(
                            Parameter.whole(
                                    "bytes", 64L << 20, 1, 1L << 50, "length of the table, in whole words of 8"),
                            Parameter.choice(
                                    "layout", "replicated", List.of("replicated", "shared"), "whose the table is")),
                    WeakScaling.proportional("bytes"),
                    Footprint::new)
            .allocating(Footprint::need);

    private final Communicator world;
    private final Team team;
    private final Arena arena = Arena.ofShared();
    private final long words;
    private final long allocated;
    private final Communicator node;
    private final SharedWindow window;
    private final MemorySegment table;
    private final Range all;
    private final Team.LongBlock summing = this::sum;
    private long total;
    private long steps;

    Footprint(Context context) {
        world = context.world();
        team = context.team();
        words = Math.ceilDiv(context.params().longValue("bytes"), (long) Long.BYTES);
        all = Range.of(0, words);
        if (isShared(context.params())) {
            node = world.splitShared();
            allocated = node.rank() == 0 ? words * Long.BYTES : 0;
            window = node.shared(allocated);
            table = window.part(0).asSlice(0, words * Long.BYTES);
            team.forEach(new Partition(words, node.size()).rangeOf(node.rank()), this::fill);
            window.sync();
        } else {
            node = null;
            window = null;
            allocated = words * Long.BYTES;
            table = FirstTouch.longs(arena, words);
            team.forEach(all, this::fill);
        }
    }

    private static boolean isShared(Params params) {
        return params.text("layout").equals("shared");
    }

    /** A shared table as if all ranks were of one node, which nobody knows before they are there. */
    private static Memory.Need need(Params params, int ranks) {
        return Memory.outside(params.longValue("bytes") / (isShared(params) ? (double) ranks : 1));
    }

    private void fill(long from, long to) {
        for (long i = from; i < to; i++) {
            table.setAtIndex(ValueLayout.JAVA_LONG, i, 2 * i + 1);
        }
    }

    /** Whole numbers only: every rank reads the table and adds its words. */
    @Override
    public Work work() {
        return new Work((double) words * world.size(), (double) Long.BYTES * words * world.size(), 0);
    }

    @Override
    public void step() {
        total += team.sumLong(all, summing);
        steps++;
    }

    /** Overridden by a mutant. */
    long sum(long from, long to) {
        long sum = 0;
        for (long i = from; i < to; i++) {
            sum += table.getAtIndex(ValueLayout.JAVA_LONG, i);
        }
        return sum;
    }

    @Override
    public Check verify() {
        long wrong = world.allreduce(total == steps * words * words ? 0 : 1L, ReduceOp.SUM);
        long digest = team.sumLong(all, (from, to) -> {
            long terms = 0;
            for (long i = from; i < to; i++) {
                terms += Digest.term(i, table.getAtIndex(ValueLayout.JAVA_LONG, i));
            }
            return terms;
        });
        return Check.exact("ranks with a wrong sum", 0, wrong)
                .and(Check.exact("different tables", 0, different(digest)))
                .withDigest(digest);
    }

    private long different(long digest) {
        return world.allreduce(digest, ReduceOp.MAX) == world.allreduce(digest, ReduceOp.MIN) ? 0 : 1;
    }

    @Override
    public List<Observation> observations() {
        ResidentMemory memory = ResidentMemory.now();
        return Observation.told(
                new Observation("table bytes of this rank", "byte", allocated),
                new Observation("resident bytes", "byte", memory.bytes()),
                new Observation("proportional bytes", "byte", memory.proportionalBytes()));
    }

    @Override
    public void close() {
        if (window != null) {
            window.close();
            node.close();
        }
        arena.close();
    }
}
