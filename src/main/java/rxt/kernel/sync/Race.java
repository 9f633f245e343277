package rxt.kernel.sync;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
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
 * <p>Updates are dealt to ranks and threads as evenly as they go; each rank has a counter of its own, so only threads
 * can lose updates. Threads that the system runs one after the other lose none, so they meet before each of
 * {@code meetings} equal parts of a step. {@code unprotected} reads, adds and writes with opaque access, which no
 * compiler makes one step or keeps in a register. {@code reduction} gives each thread a counter with the same access
 * and adds those up.
 *
 * <p>Every variant makes as many additions as it should, by the count of its loops: an addition that was not made is no
 * lost update. Atomic, adder and reduction count exactly. Whether the unprotected counter and the one under the lock lose
 * updates is what is asked: it is counted, and of them only 0 &lt; counted ≤ made is certain; with one thread nothing is
 * lost, and that is checked.
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
                            "how the counter is protected"),
                    Parameter.whole("meetings", 50, 1, 1_000_000, "of the threads in a step, to race side by side")),
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
    private final int meetings;
    private final Meeting meeting;
    /** What each member adds between two meetings. */
    private final Partition[] slices;

    private final Team.Region counting = this::member;

    /** Before, between and behind the counters are lines that nobody uses; the first is the common one. */
    private final long[] counters;

    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicLong atomic = new AtomicLong();
    private final LongAdder adder = new LongAdder();
    /** Additions that each member's loops made, over all steps. */
    private final long[] made;

    private long counted;
    private long steps;

    Race(Context context) {
        world = context.world();
        team = context.team();
        updates = context.params().longValue("updates");
        variant = context.params().text("variant");
        parts = new Partition(new Partition(updates, world.size()).lengthOf(world.rank()), team.size());
        meetings = context.params().intValue("meetings");
        meeting = new Meeting(team.size());
        slices = new Partition[team.size()];
        Arrays.setAll(slices, member -> new Partition(parts.lengthOf(member), meetings));
        counters = new long[PAD * (team.size() + 2)];
        made = new long[team.size()];
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
        for (int slice = 0; slice < meetings; slice++) {
            meeting.meet(steps * meetings + slice);
            made[me.thread()] += count(me.thread(), slices[me.thread()].lengthOf(slice));
        }
    }

    /** How many additions it made between two meetings; overridden by mutants. */
    long count(int member, long times) {
        return switch (variant) {
            case "lock" -> underLock(times);
            case "atomic" -> atomically(times);
            case "adder" -> byAdder(times);
            case "reduction" -> unprotected(place(member), times);
            default -> unprotected(place(0), times);
        };
    }

    private long atomically(long times) {
        long i = 0;
        for (; i < times; i++) {
            atomic.getAndIncrement();
        }
        return i;
    }

    private long byAdder(long times) {
        long i = 0;
        for (; i < times; i++) {
            adder.increment();
        }
        return i;
    }

    private long underLock(long times) {
        long i = 0;
        for (; i < times; i++) {
            lock.lock();
            try {
                counters[place(0)]++;
            } finally {
                lock.unlock();
            }
        }
        return i;
    }

    private long unprotected(int place, long times) {
        long i = 0;
        for (; i < times; i++) {
            COUNTER.setOpaque(counters, place, (long) COUNTER.getOpaque(counters, place) + 1);
        }
        return i;
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
        long expected = steps * updates;
        long total = world.allreduce(counted, ReduceOp.SUM);
        long threads = world.allreduce(team.size(), ReduceOp.MAX);
        Check additions = Check.exact("additions made", expected, world.allreduce(made(), ReduceOp.SUM));
        boolean bare = variant.equals("unprotected");
        boolean open = threads > 1 && (bare || variant.equals("lock"));
        Check check = open
                ? Check.residual("lost updates, not all", (double) expected - total, expected - 1.0)
                : Check.exact("updates", expected, total);
        Check both = check.and(additions);
        return bare || open ? both : both.withDigest(total / Math.max(1, steps));
    }

    private long made() {
        return Arrays.stream(made).sum();
    }

    /** Over all steps, of this rank's counter. */
    @Override
    public List<Observation> observations() {
        return List.of(
                new Observation("updates", "", (double) steps * parts.length()),
                new Observation("lost updates", "", (double) made() - counted));
    }
}
