package rxt.kernel.sync;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
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
 * The threads of a rank count with one counter, unprotected or protected in one of four ways: what is lost, and what each
 * cure costs.
 *
 * <p>Updates are dealt to ranks and threads as evenly as they go; each rank has a counter of its own, so only threads can
 * lose updates. {@code unprotected} reads, adds and writes with opaque access, which no compiler makes one step or keeps
 * in a register. {@code reduction} gives each thread a counter with the same access and adds those up.
 *
 * <p>The protected variants count exactly. Of the unprotected one only 0 &lt; counted ≤ expected is certain; with one
 * thread nothing is lost, and that is checked.
 */
public class Race implements Kernel {
    public static final KernelType TYPE = new KernelType(
            "race",
            "sync",
            "threads add to one counter: unprotected, lock, atomic, adder, reduction",
            "S0 race condition",
            List.of(
                    Parameter.whole("updates", 20_000_000, 1, 1_000_000_000_000L, "additions over all workers"),
                    Parameter.choice(
                            "variant",
                            "unprotected",
                            List.of("unprotected", "lock", "atomic", "adder", "reduction"),
                            "how the counter is protected")),
            WeakScaling.proportional("updates"),
            Race::new);

    private static final VarHandle COUNTER = MethodHandles.arrayElementVarHandle(long[].class);
    /** Longs from one counter to the next: two cache lines. */
    private static final int PAD = 16;

    private final Communicator world;
    private final Team team;
    private final long updates;
    private final String variant;
    private final Partition parts;
    private final Team.Region counting = this::member;

    /** Before, between and behind the counters are lines that nobody uses; the first is the common one. */
    private final long[] counters;

    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicLong atomic = new AtomicLong();
    private final LongAdder adder = new LongAdder();
    private long counted;
    private long steps;

    Race(Context context) {
        world = context.world();
        team = context.team();
        updates = context.params().longValue("updates");
        variant = context.params().text("variant");
        parts = new Partition(new Partition(updates, world.size()).lengthOf(world.rank()), team.size());
        counters = new long[PAD * (team.size() + 2)];
    }

    /** Whole numbers only: a sum, a read and a write for each update. */
    @Override
    public Work work() {
        return new Work(updates, 2.0 * Long.BYTES * updates, 0);
    }

    @Override
    public void step() {
        for (int member = 0; member < team.size(); member++) {
            counters[place(member)] = 0;
        }
        atomic.set(0);
        adder.reset();
        team.region(counting);
        counted += sum();
        steps++;
    }

    private static int place(int member) {
        return PAD * (member + 1);
    }

    private void member(Team.Member me) {
        me.barrier(); // a thread that comes late would find nobody to race with
        count(me.thread(), parts.lengthOf(me.thread()));
    }

    /** Overridden by a mutant. */
    void count(int member, long times) {
        switch (variant) {
            case "lock" -> underLock(times);
            case "atomic" -> {
                for (long i = 0; i < times; i++) {
                    atomic.getAndIncrement();
                }
            }
            case "adder" -> {
                for (long i = 0; i < times; i++) {
                    adder.increment();
                }
            }
            case "reduction" -> unprotected(place(member), times);
            default -> unprotected(place(0), times);
        }
    }

    private void underLock(long times) {
        for (long i = 0; i < times; i++) {
            lock.lock();
            try {
                counters[place(0)]++;
            } finally {
                lock.unlock();
            }
        }
    }

    private void unprotected(int place, long times) {
        for (long i = 0; i < times; i++) {
            COUNTER.setOpaque(counters, place, (long) COUNTER.getOpaque(counters, place) + 1);
        }
    }

    /** The counters that a variant does not use are 0. */
    private long sum() {
        long sum = atomic.get() + adder.sum();
        for (int member = 0; member < team.size(); member++) {
            sum += counters[place(member)];
        }
        return sum;
    }

    @Override
    public Check verify() {
        long total = world.allreduce(counted, ReduceOp.SUM);
        long threads = world.allreduce(team.size(), ReduceOp.MAX);
        if (variant.equals("unprotected") && threads > 1) {
            return Check.residual("lost updates, not all", (double) steps * updates - total, steps * updates - 1.0);
        }
        Check check = Check.exact("updates", steps * updates, total);
        return variant.equals("unprotected") ? check : check.withDigest(total / Math.max(1, steps));
    }

    /** Over all steps, of this rank's counter. */
    @Override
    public List<Observation> observations() {
        double expected = (double) steps * parts.length();
        return List.of(
                new Observation("updates", "", expected), new Observation("lost updates", "", expected - counted));
    }
}
