package rxt.kernel.sync;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
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
import rxt.kernel.Params;
import rxt.kernel.WeakScaling;
import rxt.kernel.Work;
import rxt.spmd.Communicator;
import rxt.spmd.ReduceOp;
import rxt.spmd.grid.Partition;
import rxt.spmd.team.Range;
import rxt.spmd.team.Schedule;
import rxt.spmd.team.Team;

/**
 * A global interpreter lock: the threads of a rank interpret scripts, and only the one that has the rank's lock may.
 *
 * <p>Scripts are dealt to the ranks, each with an interpreter and a lock of its own, and taken by its threads one by one.
 * A script is interpreted operations, then a call that computes natively or waits. The lock is handed to who waits for it
 * after so many operations or when a waiter asks after an interval; with {@code release: true} it is given up for the
 * call, as input, output and native libraries do. So threads gain nothing by themselves, ranks do, and what is done
 * without the lock escapes.
 *
 * <p>An operation is one half of a congruential step, so that a script's value has a closed form. The interpreter counts
 * its scripts without any protection but the lock, and those inside are counted, who must never be two. While the lock
 * is kept for calls, no two calls are under way at a time either.
 */
public class Gil implements Kernel {
    public static final KernelType TYPE = new KernelType(
                    "gil",
                    "sync",
                    "threads interpret scripts under one lock of their rank",
                    "S0, S1, S2, S4 global interpreter lock",
                    List.of(
                            Parameter.whole("scripts", 64, 1, 1_000_000_000, "scripts over all workers"),
                            Parameter.whole(
                                    "operations",
                                    100_000,
                                    2,
                                    1_000_000_000,
                                    "interpreted operations of a script, even"),
                            Parameter.choice(
                                    "work", "compute", List.of("compute", "wait"), "what a script's call does"),
                            Parameter.whole("native", 20_000, 0, 1_000_000_000, "steps of a call that computes"),
                            Parameter.whole("micros", 500, 0, 1_000_000, "how long a call waits that waits, in µs"),
                            Parameter.flag("release", false, "whether the lock is given up for the call"),
                            Parameter.choice(
                                    "handover",
                                    "interval",
                                    List.of("interval", "operations"),
                                    "whether a waiter asks for the lock, or the holder counts"),
                            Parameter.whole("every", 100, 1, 1_000_000_000, "operations until the lock is handed over"),
                            Parameter.whole("interval", 5000, 1, 1_000_000, "patience of a waiter, in µs")),
                    WeakScaling.proportional("scripts"),
                    Gil::new)
            .requiring(Gil::require);

    private static final byte MULTIPLY = 0;
    private static final byte ADD = 1;
    /** What all scripts repeat: two operations for each congruential step. */
    private static final byte[] CODE = {MULTIPLY, ADD};

    private final Communicator world;
    private final Team team;
    private final Journal journal;
    private final long scripts;
    private final long operations;
    private final boolean waits;
    private final long nativeSteps;
    private final long nanos;
    private final boolean releases;
    private final boolean counts;
    private final long every;
    private final Range own;
    private final InterpreterLock lock;
    private final LongAdder answers = new LongAdder();
    private final LongAdder intruders = new LongAdder();
    /** Threads that have come in and not gone out: the lock is not asked, since it is what is watched. */
    private final AtomicInteger inside = new AtomicInteger();

    /** Of each member, whether it has come in. */
    private final boolean[] holds;

    private final AtomicInteger calling = new AtomicInteger();
    private final AtomicInteger mostCalling = new AtomicInteger();
    private final Team.Region interpreting = this::member;
    /** Guarded by the interpreter's lock and by nothing else. */
    private long interpreted;

    /** Sum of the last step's answers. */
    private long last;

    private long steps;

    Gil(Context context) {
        world = context.world();
        team = context.team();
        journal = context.journal();
        Params params = context.params();
        scripts = params.longValue("scripts");
        operations = params.longValue("operations");
        waits = params.text("work").equals("wait");
        nativeSteps = waits ? 0 : params.longValue("native");
        nanos = 1000 * params.longValue("micros");
        releases = params.flag("release");
        counts = params.text("handover").equals("operations");
        every = params.longValue("every");
        own = new Partition(scripts, world.size()).rangeOf(world.rank());
        holds = new boolean[team.size()];
        lock = new InterpreterLock(team.size(), 1000 * params.longValue("interval"));
    }

    private static void require(Params params, int ranks, int threads) {
        long operations = params.longValue("operations");
        if (operations % CODE.length != 0) {
            throw new IllegalArgumentException("operations = " + operations
                    + " ends in the middle of a congruential step, which is two; allowed: even numbers; use "
                    + (operations - 1) + " or " + (operations + 1));
        }
        if (params.text("work").equals("wait") && !params.flag("release")) {
            requireShortWaits(params.longValue("micros"), threads);
        }
    }

    /** The last in the queue waits for the calls of all others where nobody gives up the lock for a call. */
    private static void requireShortWaits(long micros, int threads) {
        double nanos = 1e3 * micros * threads;
        if (nanos > Backoff.LIMIT_NANOS / 2.0) {
            throw new IllegalArgumentException("micros = " + micros + " with " + threads
                    + " threads that keep the lock lets one wait for " + nanos * 1e-9
                    + " s; allowed: half a minute; use a shorter wait, fewer threads or release: true");
        }
    }

    /** A whole number's operation each, two for a native step; a script's number is read and its answer written. */
    @Override
    public Work work() {
        return new Work((double) scripts * (operations + 2.0 * nativeSteps), 2.0 * Long.BYTES * scripts, 0);
    }

    @Override
    public void step() {
        long before = answers.sum();
        team.region(interpreting);
        last = answers.sum() - before;
        steps++;
    }

    private void member(Team.Member me) {
        me.share(own, Schedule.monotonic(1), (from, to) -> {
            for (long script = from; script < to; script++) {
                run(me.thread(), script);
            }
        });
    }

    private void run(int member, long script) {
        long begin = journal.nanos();
        enter(member);
        try {
            long value = interpret(member, script);
            value = releases ? outside(member, value) : watched(value);
            interpreted++;
            answers.add(Digest.term(script, value));
        } finally {
            leave(member);
        }
        journal.span(member, "script", begin, journal.nanos());
    }

    /** Gives up the lock for a call, and has it again whatever becomes of that. */
    private long outside(int member, long value) {
        leave(member);
        try {
            return watched(value);
        } finally {
            enter(member);
        }
    }

    /** Counts who comes in where another is. */
    private void enter(int member) {
        acquire(member);
        holds[member] = true;
        if (inside.incrementAndGet() > 1) {
            intruders.increment();
        }
    }

    /** Does nothing for who did not come in again. */
    private void leave(int member) {
        if (holds[member]) {
            holds[member] = false;
            inside.decrementAndGet();
            release();
        }
    }

    /** Overridden by mutants. */
    void acquire(int member) {
        lock.acquire(member);
    }

    /** Overridden by mutants. */
    void release() {
        lock.release();
    }

    private long interpret(int member, long seed) {
        long x = seed;
        long left = every;
        for (long i = 0; i < operations; i++) {
            switch (CODE[(int) (i & 1)]) {
                case MULTIPLY -> x *= Calibrated.FACTOR;
                default -> x += Calibrated.INCREMENT;
            }
            if (counts ? --left == 0 && lock.isWanted() : lock.isAsked()) {
                leave(member);
                enter(member);
            }
            left = left <= 0 ? every : left;
        }
        return x;
    }

    private long watched(long seed) {
        int together = calling.incrementAndGet();
        if (together > mostCalling.get()) {
            mostCalling.accumulateAndGet(together, Math::max);
        }
        try {
            return call(seed);
        } finally {
            calling.decrementAndGet();
        }
    }

    /** Overridden by a mutant. */
    long call(long seed) {
        if (waits) {
            long end = journal.nanos() + nanos;
            for (long left = nanos; left > 0; left = end - journal.nanos()) {
                LockSupport.parkNanos(left);
            }
        }
        return Calibrated.compute(seed, nativeSteps);
    }

    @Override
    public Check verify() {
        long expected = 0;
        for (long script = own.from(); script < own.to(); script++) {
            expected += Digest.term(script, Calibrated.steps(script, operations / 2 + nativeSteps));
        }
        long wrong = world.allreduce(answers.sum() == steps * expected ? 0L : 1L, ReduceOp.SUM);
        long calls = world.allreduce(releases ? 0L : mostCalling.get(), ReduceOp.MAX);
        return Check.exact("threads in where another was", 0, world.allreduce(intruders.sum(), ReduceOp.SUM))
                .and(Check.exact(
                        "scripts that the lock let count", steps * scripts, world.allreduce(interpreted, ReduceOp.SUM)))
                .and(Check.residual("most calls at a time under the lock", (double) calls, 1))
                .and(Check.exact("ranks with wrong values", 0, wrong))
                .withDigest(world.allreduce(last, ReduceOp.SUM));
    }

    /** Over all steps, of this rank: how often the lock went to one who waited for it, and calls under way together. */
    @Override
    public List<Observation> observations() {
        return List.of(
                new Observation("hand-overs", "", lock.handOvers()),
                new Observation("most calls at a time", "", mostCalling.get()));
    }
}
