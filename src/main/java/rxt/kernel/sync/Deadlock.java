package rxt.kernel.sync;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Digest;
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
import rxt.spmd.team.Team;

/**
 * Threads that need several locks at a time, as Dijkstra's philosophers their forks: taken in one order by all, nobody
 * waits for ever; taken as each likes, they deadlock, which a guard finds, names and ends.
 *
 * <p>Sections are dealt to ranks and threads as evenly as they go, and done in rounds, one section of each thread. The
 * locks of a rank stand in a ring; thread t needs lock t and those that follow it. {@code ordered}: it takes them by
 * ascending number. {@code unordered}: it takes its own, waits for all to have theirs, and takes the others, which
 * closes a cycle of all threads in every round. The guard follows the graph of who waits for whom before each wait,
 * ends the wait of one thread of a cycle, and that one leaves what it holds and begins again. Without guard the locks
 * are the library's, and {@code unordered} is refused.
 *
 * <p>Ranks have locks and a guard of their own, so that only threads can deadlock; a cycle through several ranks is not
 * provoked. A thread alone waits for nobody.
 *
 * <p>Every section is done once, nobody else having one of its locks; every unordered round of two threads or more met
 * a deadlock, the first one of all its threads in the known cycle, and no ordered one did.
 */
public class Deadlock implements Kernel {
    public static final KernelType TYPE = new KernelType(
                    "deadlock",
                    "sync",
                    "sections under several locks, ordered or deadlocking and guarded",
                    "S1 deadlocks, blocking regions",
                    List.of(
                            Parameter.whole("sections", 1000, 1, 1_000_000_000, "critical sections over all workers"),
                            Parameter.whole("locks", 2, 2, 1000, "locks that a section needs at a time"),
                            Parameter.choice(
                                    "order", "unordered", List.of("ordered", "unordered"), "how locks are taken"),
                            Parameter.flag("guard", true, "whether waits that would never end are found and ended"),
                            Parameter.whole("length", 10_000, 0, 1_000_000_000, "steps of a section")),
                    WeakScaling.proportional("sections"),
                    Deadlock::new)
            .requiring(Deadlock::require);

    /** Each lock's count lies on cache lines of its own, so that only locks are shared. */
    private static final int PAD = 16;

    private final Communicator world;
    private final Team team;
    private final long sections;
    private final int locks;
    private final boolean unordered;
    private final long length;
    private final Range own;
    private final Partition parts;
    private final NumberedLocks table;
    /** Sections done under each lock, which guards it. */
    private final long[] counts;

    private final LongAdder answers = new LongAdder();
    private final LongAdder overlaps = new LongAdder();
    private final Team.Region rounds = this::member;
    private long deadlocksBefore;
    private long deadlockedRounds;
    /** Sum of the last step's answers. */
    private long last;

    private long steps;

    Deadlock(Context context) {
        world = context.world();
        team = context.team();
        Params params = context.params();
        sections = params.longValue("sections");
        locks = params.intValue("locks");
        length = params.longValue("length");
        unordered = params.text("order").equals("unordered");
        boolean guard = params.flag("guard");
        own = new Partition(sections, world.size()).rangeOf(world.rank());
        parts = new Partition(own.length(), team.size());
        int ring = Math.max(team.size(), locks);
        table = guard ? guarded(team.size(), ring) : new PlainLocks(ring);
        counts = new long[PAD * (ring + 1)];
    }

    private static void require(Params params, int ranks, int threads) {
        if (params.text("order").equals("unordered") && !params.flag("guard")) {
            throw new IllegalArgumentException("order = unordered with guard = false deadlocks: two threads hold a lock"
                    + " each, want the other's, and wait for ever; use order = ordered or guard = true");
        }
    }

    /** Overridden by mutants. */
    NumberedLocks guarded(int threads, int ring) {
        return new GuardedLocks(threads, ring);
    }

    /** Two operations for each step, an addition for each count, which is read and written under its lock. */
    @Override
    public Work work() {
        return new Work((double) sections * (2.0 * length + locks), 2.0 * Long.BYTES * sections * locks, 0);
    }

    @Override
    public void step() {
        long before = answers.sum();
        team.region(rounds);
        last = answers.sum() - before;
        steps++;
    }

    private void member(Team.Member me) {
        for (long round = 0; round < parts.lengthOf(0); round++) {
            round(me, round);
            // Who began the next round would keep others from ending this one, by a barrier that is not in the graph.
            me.barrier();
            if (me.thread() == 0) {
                deadlockedRounds += table.deadlocks() > deadlocksBefore ? 1 : 0;
                deadlocksBefore = table.deadlocks();
            }
        }
    }

    private void round(Team.Member me, long round) {
        int thread = me.thread();
        int threads = (int) Math.min(team.size(), own.length() - round * team.size());
        int ring = Math.max(threads, locks);
        int held = 0;
        if (unordered && thread < threads) {
            table.acquire(thread, lock(thread, 0, ring));
            held = 1;
        }
        me.barrier();
        if (thread < threads) {
            while (!acquire(thread, held, ring)) {
                held = 0;
            }
            section(thread, own.from() + parts.from(thread) + round, ring);
            release(thread, locks, ring);
        }
    }

    /** Takes what it does not hold yet; false if it had to leave all. */
    private boolean acquire(int thread, int held, int ring) {
        for (int k = held; k < locks; k++) {
            if (!table.acquire(thread, lock(thread, k, ring))) {
                release(thread, k, ring);
                return false;
            }
        }
        return true;
    }

    private void release(int thread, int held, int ring) {
        for (int k = held - 1; k >= 0; k--) {
            table.release(thread, lock(thread, k, ring));
        }
    }

    /** The k-th lock that a thread takes: of those from {@code thread} on in the ring, or by ascending number. */
    private int lock(int thread, int k, int ring) {
        int wrapped = unordered ? 0 : Math.max(0, thread + locks - ring);
        return k < wrapped ? k : (thread + k - wrapped) % ring;
    }

    /** Looks at the counts before the work and after it, when they are what they were; overridden by mutants. */
    void section(int thread, long section, int ring) {
        long sum = 0;
        for (int k = 0; k < locks; k++) {
            sum += counts[PAD * lock(thread, k, ring)];
        }
        answers.add(Digest.term(section, Calibrated.compute(section, length)));
        for (int k = 0; k < locks; k++) {
            sum -= counts[PAD * lock(thread, k, ring)]++;
        }
        if (sum != 0) {
            overlaps.increment();
        }
    }

    @Override
    public Check verify() {
        long done = 0;
        for (int place = 0; place < counts.length; place += PAD) {
            done += counts[place];
        }
        long other = isKnownCycle() ? 0 : 1;
        long[] all = world.allreduce(
                new long[] {done, expectedRounds(), deadlockedRounds, other, overlaps.sum(), wrongAnswers(), last},
                ReduceOp.SUM);
        String first = cycle(threadsInCycle(new Partition(sections, world.size()).lengthOf(0)));
        return new Check(
                        unordered ? "rounds with a deadlock found and ended" : "rounds with a deadlock",
                        all[1] + first,
                        all[2] + (all[3] == 0 ? first : ": another cycle on ranks: " + all[3]),
                        all[1] == all[2] && all[3] == 0,
                        "")
                .and(Check.exact("sections under all their locks", steps * sections * locks, all[0]))
                .and(Check.exact("sections that shared a lock", 0, all[4]))
                .and(Check.exact("ranks with wrong answers", 0, all[5]))
                .withDigest(all[6]);
    }

    /** Threads of the longest round that deadlocks on a rank with so many sections, 0 if none does. */
    private int threadsInCycle(long ownSections) {
        long threads = Math.min(team.size(), ownSections);
        return unordered && steps > 0 && threads > 1 ? (int) threads : 0;
    }

    private long expectedRounds() {
        if (threadsInCycle(own.length()) == 0) {
            return 0;
        }
        return steps * (own.length() / team.size() + (own.length() % team.size() > 1 ? 1 : 0));
    }

    private boolean isKnownCycle() {
        int threads = threadsInCycle(own.length());
        String found = table.longest() == 0 ? "" : ": " + table.cycle();
        return table.longest() == threads && found.equals(cycle(threads));
    }

    private static String cycle(int threads) {
        return threads == 0 ? "" : ": " + WaitCycle.words(0, threads, thread -> (thread + 1) % threads, lock -> lock);
    }

    private long wrongAnswers() {
        long expected = team.sumLong(own.inBlocksOf(256), (from, to) -> {
            long sum = 0;
            for (long section = from; section < to; section++) {
                sum += Digest.term(section, Calibrated.steps(section, length));
            }
            return sum;
        });
        return answers.sum() == steps * expected ? 0 : 1;
    }

    /** Over all steps, of this rank. */
    @Override
    public List<Observation> observations() {
        return List.of(
                new Observation("deadlocks found", "", table.deadlocks()),
                new Observation("longest cycle", "", table.longest()));
    }
}
