package rxt.kernel.compute;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelType;
import rxt.kernel.Parameter;
import rxt.kernel.Philox4x32;
import rxt.kernel.WeakScaling;
import rxt.kernel.Work;
import rxt.spmd.Communicator;
import rxt.spmd.ElementType;
import rxt.spmd.ReduceOp;
import rxt.spmd.grid.Partition;
import rxt.spmd.team.Range;
import rxt.spmd.team.Team;

/**
 * Monte Carlo π: the share of random darts in the unit square that hit the quarter disc.
 *
 * <p>Darts come in pairs, {@link PiDarts}, numbered over all ranks. A rank throws a block of them, its team shares out
 * chunks of the block, and one sum over the ranks ends the step; the count is the same for every split
 * and every step.
 */
public class Pi implements Kernel {
    public static final KernelType TYPE = new KernelType(
                    "pi",
                    "compute",
                    "Monte Carlo π: how many of random darts hit the quarter disc",
                    "S3 Monte Carlo π",
                    List.of(
                            Parameter.whole("darts", 50_000_000, 1, 1_000_000_000_000_000L, "darts thrown per step"),
                            Parameter.whole("seed", 1, 0, Integer.MAX_VALUE, "key of the random numbers"),
                            Parameter.choice(
                                    "variant",
                                    "vector",
                                    List.of("vector", "scalar"),
                                    "pairs side by side, or dart by dart")),
                    WeakScaling.proportional("darts"),
                    Pi::new)
            .withTwin(Map.of("darts", "20000000"));

    /** Pairs per call: enough to hide the call, few enough to share out evenly. */
    static final int CHUNK = 1 << 12;

    private final Communicator world;
    private final Team team;
    private final long darts;
    private final PiDarts pairs;
    private final Range own;
    private final Team.LongBlock hitting;
    /** The other variant's, by which the counts are verified. */
    private final Team.LongBlock recounting;

    private final long[] ownHits = new long[1];
    private final long[] hits = new long[1];
    private long fewest = Long.MAX_VALUE;
    private long most;
    private final MemorySegment ownHitsBuffer = MemorySegment.ofArray(ownHits);
    private final MemorySegment hitsBuffer = MemorySegment.ofArray(hits);

    Pi(Context context) {
        world = context.world();
        team = context.team();
        darts = context.params().longValue("darts");
        pairs = new PiDarts(new Philox4x32(context.params().intValue("seed"), 0));
        Partition partition = new Partition(darts / 2, world.size());
        own = partition.rangeOf(world.rank()).inBlocksOf(CHUNK);
        Team.LongBlock vectors = pairs::hits;
        Team.LongBlock scalars = (from, to) -> pairs.hitsOneByOne(from, 2 * to);
        boolean vector = context.params().text("variant").equals("vector");
        hitting = vector ? vectors : scalars;
        recounting = vector ? scalars : vectors;
    }

    /** The pairs this rank throws. */
    Range own() {
        return own;
    }

    /** A dart is two squares and a sum; the generator's integer operations are not counted. */
    @Override
    public Work work() {
        return new Work(3.0 * darts, 0, 2.0 * (world.size() - 1));
    }

    @Override
    public void step() {
        ownHits[0] = team.sumLong(own(), hitting);
        if (world.rank() == world.size() - 1) {
            ownHits[0] += pairs.hitsOneByOne(darts / 2, darts);
        }
        world.allreduce(ownHitsBuffer, hitsBuffer, ElementType.LONG, ReduceOp.SUM);
        fewest = Math.min(fewest, hits[0]);
        most = Math.max(most, hits[0]);
    }

    /**
     * The counts of all steps against the other variant's, split at other places, and π's estimate within four
     * deviations.
     */
    @Override
    public Check verify() {
        int other = world.size() - 1 - world.rank();
        Range others = new Partition(darts / 2, world.size()).rangeOf(other).inBlocksOf(CHUNK - 1);
        long last = other == 0 ? pairs.hitsOneByOne(darts / 2, darts) : 0;
        long recount = world.allreduce(team.sumLong(others, recounting) + last, ReduceOp.SUM);
        double share = Math.PI / 4;
        double deviation = 4 * Math.sqrt(share * (1 - share) / darts);
        return Check.within("π", Math.PI, 4.0 * hits[0] / darts, 4 * deviation)
                .and(Check.exact("fewest hits of a step", recount, world.allreduce(fewest, ReduceOp.MIN)))
                .and(Check.exact("most hits of a step", recount, world.allreduce(most, ReduceOp.MAX)))
                .withDigest(hits[0]);
    }
}
