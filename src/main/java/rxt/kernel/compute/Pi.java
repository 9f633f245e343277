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
 * <p>Darts come in pairs, {@link PiDarts}, numbered over all ranks. A rank throws a block of them, a member of
 * its team a part of the block, and one sum over the ranks ends the step; the count is the same for every split
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

    /** Pairs per call when they are counted again: enough to hide the call, few enough to share out evenly. */
    static final int CHUNK = 1 << 12;

    private static final int PAD = 16;

    private final Communicator world;
    private final Team team;
    private final long darts;
    private final PiDarts pairs;
    private final Range own;
    private final boolean vector;
    private final Team.Region throwing = this::throwDarts;
    /** Of a member, to work with. */
    private final int[][] words;
    /** Of a member; they lie so far apart that no two share a cache line. */
    private final long[] memberHits;

    private Range thrown = Range.of(0, 0);

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
        vector = context.params().text("variant").equals("vector");
        words = new int[team.size()][PiDarts.SCRATCH];
        memberHits = new long[PAD * team.size()];
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
        thrown = own();
        team.region(throwing);
        ownHits[0] = 0;
        for (int member = 0; member < team.size(); member++) {
            ownHits[0] += memberHits[PAD * member];
        }
        if (world.rank() == world.size() - 1) {
            ownHits[0] += pairs.hitsOneByOne(darts / 2, darts);
        }
        world.allreduce(ownHitsBuffer, hitsBuffer, ElementType.LONG, ReduceOp.SUM);
        fewest = Math.min(fewest, hits[0]);
        most = Math.max(most, hits[0]);
    }

    private void throwDarts(Team.Member me) {
        Partition parts = new Partition(thrown.length(), me.size());
        long from = thrown.from() + parts.from(me.thread());
        long to = thrown.from() + parts.to(me.thread());
        memberHits[PAD * me.thread()] =
                vector ? pairs.hits(from, to, words[me.thread()]) : pairs.hitsOneByOne(from, 2 * to);
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
        Team.LongBlock vectors = (from, to) -> pairs.hits(from, to, new int[PiDarts.SCRATCH]);
        Team.LongBlock scalars = (from, to) -> pairs.hitsOneByOne(from, 2 * to);
        long recount = world.allreduce(team.sumLong(others, vector ? scalars : vectors) + last, ReduceOp.SUM);
        double share = Math.PI / 4;
        double deviation = 4 * Math.sqrt(share * (1 - share) / darts);
        return Check.within("π", Math.PI, 4.0 * hits[0] / darts, 4 * deviation)
                .and(Check.exact("fewest hits of a step", recount, world.allreduce(fewest, ReduceOp.MIN)))
                .and(Check.exact("most hits of a step", recount, world.allreduce(most, ReduceOp.MAX)))
                .withDigest(hits[0]);
    }
}
