package rxt.kernel.sync;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Digest;
import rxt.kernel.Journal;
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
 * Threads wait for a flag that another one sets, by busy waiting or asleep: how soon they see it, and what CPU time the
 * wait costs.
 *
 * <p>Rounds are dealt to the ranks. In each round thread 0 lets the others begin to wait, waits or computes for a while,
 * writes a message and sets the flag; the others see the flag and read the message. A rank with one thread sets and reads
 * it alone. Clocks of different ranks are never compared.
 *
 * <p>Every thread sees every flag of its rank once, with the message that was written before.
 */
public class SpinOrPark implements Kernel {
    public static final KernelType TYPE = new KernelType(
            "spin-or-park",
            "sync",
            "threads wait for a flag: spin, onSpinWait, yield or park",
            "S2 busy waiting",
            List.of(
                    Parameter.whole("rounds", 100, 1, 1_000_000, "flags set, over all ranks"),
                    Parameter.choice(
                            "variant", "spin", List.of("spin", "onSpinWait", "yield", "park"), "how threads wait"),
                    Parameter.whole("micros", 200, 0, 1_000_000, "time before a flag is set, in µs"),
                    Parameter.choice("setter", "wait", List.of("wait", "compute"), "what thread 0 does for that time")),
            WeakScaling.proportional("rounds"),
            SpinOrPark::new);

    private final Communicator world;
    private final Team team;
    private final Journal journal;
    private final long rounds;
    private final Partition ranks;
    private final int mine;
    private final long nanos;
    private final boolean computes;
    private final int waiters;
    private final Flag flag;
    private final AtomicLong ready = new AtomicLong();
    private final LongAdder seen = new LongAdder();
    private final LongAdder wrong = new LongAdder();
    private final DoubleAdder cpuSeconds = new DoubleAdder();
    private final long[] latencies;
    private final Team.Region waiting = this::member;
    private long message;
    private long setAt;
    /** Keeps the computing of {@link #delay} from being left out. */
    volatile long sink;

    private long digest;
    private long steps;

    SpinOrPark(Context context) {
        world = context.world();
        team = context.team();
        journal = context.journal();
        rounds = context.params().longValue("rounds");
        ranks = new Partition(rounds, world.size());
        mine = (int) ranks.lengthOf(world.rank());
        nanos = 1000 * context.params().longValue("micros");
        computes = context.params().text("setter").equals("compute");
        waiters = team.size() - 1;
        flag = new Flag(context.params().text("variant"), waiters);
        latencies = new long[Math.multiplyExact(waiters, mine)];
    }

    /** A comparison and a message of eight bytes for each round. */
    @Override
    public Work work() {
        return new Work(rounds, (double) Long.BYTES * rounds, 0);
    }

    @Override
    public void step() {
        digest = 0;
        cpuSeconds.reset();
        team.region(waiting);
        steps++;
    }

    private void member(Team.Member me) {
        long before = steps * mine;
        if (me.thread() == 0) {
            set(before);
        } else {
            double start = CpuTime.seconds();
            await(before, me.thread() - 1);
            cpuSeconds.add(CpuTime.seconds() - start);
        }
    }

    private void set(long before) {
        for (int round = 0; round < mine; round++) {
            long pauses = 0;
            while (ready.get() < (before + round + 1) * waiters) {
                pauses = Backoff.pause(pauses, "threads that are to wait");
            }
            delay();
            message = message(round);
            setAt = journal.nanos();
            flag.set(before + round + 1);
            if (waiters == 0) {
                read(round, true);
            }
        }
    }

    private void delay() {
        long end = journal.nanos() + nanos;
        for (long left = nanos; left > 0; left = end - journal.nanos()) {
            if (computes) {
                sink = Calibrated.compute(left, 1000);
            } else {
                LockSupport.parkNanos(left);
            }
        }
    }

    private void await(long before, int waiter) {
        flag.register(waiter);
        for (int round = 0; round < mine; round++) {
            ready.getAndIncrement();
            flag.await(before + round + 1);
            latencies[waiter * mine + round] = journal.nanos() - setAt;
            read(round, waiter == 0);
        }
    }

    /** What this rank's flag announces in a round; overridden by a mutant. */
    long message(int round) {
        return Calibrated.steps(ranks.from(world.rank()) + round, 1);
    }

    private void read(int round, boolean noted) {
        long number = ranks.from(world.rank()) + round;
        seen.increment();
        wrong.add(message == Calibrated.steps(number, 1) ? 0 : 1);
        if (noted) {
            digest += Digest.term(number, message);
        }
    }

    @Override
    public Check verify() {
        long expected = world.allreduce(steps * mine * Math.max(1, waiters), ReduceOp.SUM);
        return Check.exact("flags seen", expected, world.allreduce(seen.sum(), ReduceOp.SUM))
                .and(Check.exact("wrong messages", 0, world.allreduce(wrong.sum(), ReduceOp.SUM)))
                .withDigest(world.allreduce(digest, ReduceOp.SUM));
    }

    /**
     * Of the last step on this rank: the median over rounds and waiters from set to seen, and the CPU time of all waiters
     * for each round; of all steps: waits in which a spinner gave up and yielded. None where nobody waits.
     */
    @Override
    public List<Observation> observations() {
        long[] sorted = latencies.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        double median = n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2.0;
        return Observation.told(
                new Observation("wake latency", "s", median * 1e-9),
                new Observation("cpu seconds", "s", n == 0 ? Double.NaN : cpuSeconds.sum() / mine),
                new Observation("fell to yield", "", flag.yieldings()));
    }
}
