package rxt.kernel.sync;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Kernel;
import rxt.kernel.KernelType;
import rxt.kernel.Observation;
import rxt.kernel.Parameter;
import rxt.kernel.WeakScaling;
import rxt.kernel.Work;
import rxt.spmd.Communicator;
import rxt.spmd.ReduceOp;
import rxt.spmd.grid.Partition;
import rxt.spmd.team.Team;

/**
 * Every worker adds to "the same" variable: the threads of a rank reach one, the ranks each have their own.
 *
 * <p>Additions are dealt to ranks and threads as evenly as they go, atomic ones, so that nothing but isolation shows. On
 * transports whose ranks are processes the variable lies in another address space; where ranks are threads of one JVM it
 * belongs to the rank's kernel.
 *
 * <p>Addition i adds i + 1, so each rank's variable tells whose additions it got: those of its own threads and no others;
 * the ranks' variables together are n(n + 1)/2, modulo 2⁶⁴.
 */
public class Isolation implements Kernel {
    public static final KernelType TYPE = new KernelType(
            "isolation",
            "sync",
            "all workers add to \"the same\" variable",
            "S0 memory protection",
            List.of(Parameter.whole("additions", 5_000_000, 1, 1_000_000_000_000L, "additions over all workers")),
            WeakScaling.proportional("additions"),
            Isolation::new);

    private final Communicator world;
    private final Team team;
    private final long additions;
    private final long first;
    private final Partition parts;
    private final AtomicLong variable = new AtomicLong();
    private final Team.Region adding = this::member;
    private final LongAdder othersWrites = new LongAdder();
    private long wrongSteps;
    private long steps;

    Isolation(Context context) {
        world = context.world();
        team = context.team();
        additions = context.params().longValue("additions");
        Partition ranks = new Partition(additions, world.size());
        first = ranks.from(world.rank());
        parts = new Partition(ranks.lengthOf(world.rank()), team.size());
    }

    /** Whole numbers only: a sum, a read and a write for each addition. */
    @Override
    public Work work() {
        return new Work(additions, 2.0 * Long.BYTES * additions, 0);
    }

    @Override
    public void step() {
        variable.set(0);
        team.region(adding);
        wrongSteps += variable.get() == sum(first, first + parts.length()) ? 0 : 1;
        steps++;
    }

    private void member(Team.Member me) {
        othersWrites.add(add(variable, first + parts.from(me.thread()), first + parts.to(me.thread())));
    }

    /** Returns how often somebody else had written since the last addition; overridden by a mutant. */
    long add(AtomicLong to, long from, long until) {
        long left = 0;
        long others = 0;
        for (long i = from; i < until; i++) {
            long found = to.getAndAdd(i + 1);
            others += found == left ? 0 : 1;
            left = found + i + 1;
        }
        return others;
    }

    /** Σ (i + 1) over a range, modulo 2⁶⁴. */
    private static long sum(long from, long to) {
        return triangle(to) - triangle(from);
    }

    private static long triangle(long n) {
        return n % 2 == 0 ? n / 2 * (n + 1) : (n + 1) / 2 * n;
    }

    /** Each rank's variable has what its own threads added and nothing else, after every step; then their sum. */
    @Override
    public Check verify() {
        long wrong = world.allreduce(wrongSteps, ReduceOp.SUM);
        long total = world.allreduce(variable.get(), ReduceOp.SUM);
        return Check.exact("variables with others' additions", 0, wrong)
                .and(Check.exact("sum over the ranks", sum(0, additions), total))
                .withDigest(total);
    }

    /** Over all steps: none where a rank has one thread, whatever the other ranks do. */
    @Override
    public List<Observation> observations() {
        return List.of(
                new Observation("additions", "", (double) steps * parts.length()),
                new Observation("writes of others seen", "", othersWrites.sum()));
    }
}
