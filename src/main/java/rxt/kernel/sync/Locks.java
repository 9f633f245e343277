package rxt.kernel.sync;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Function;
import rxt.kernel.Check;
import rxt.kernel.Context;
import rxt.kernel.Digest;
import rxt.kernel.Kernel;
import rxt.kernel.KernelType;
import rxt.kernel.Parameter;
import rxt.kernel.WeakScaling;
import rxt.kernel.Work;
import rxt.spmd.Communicator;
import rxt.spmd.ReduceOp;
import rxt.spmd.grid.Partition;
import rxt.spmd.team.Team;

/**
 * The threads of a rank fill one histogram whose bins are guarded by 1 to K locks: the more locks, the fewer meet at one.
 *
 * <p>Samples are dealt to ranks and threads as evenly as they go; every rank has a histogram and locks of its own, lock k
 * for the bins b with b mod K = k. {@code mutex} is the textbook's, one compare-and-set; {@code reentrant} and
 * {@code stamped} are the library's. A thread keeps its lock for {@code hold} samples, or until one needs another: with
 * one lock and 100 that is an interpreter's, and many locks for a sample each are what is to free it of that one.
 *
 * <p>Sample i falls into bin i·odd mod 2ᵏ, which takes every bin once in 2ᵏ samples: all counts are known beforehand.
 * And no lock can be taken by another thread while one has it.
 */
public class Locks implements Kernel {
    public static final KernelType TYPE = new KernelType(
            "locks",
            "sync",
            "histogram of a rank's threads under 1 to K locks",
            "S1 lock, S2 mutex",
            List.of(
                    Parameter.whole("samples", 1_000_000, 1, 1_000_000_000_000L, "samples over all workers"),
                    Parameter.whole("locks", 1, 1, Locks.BINS, "locks of a rank"),
                    Parameter.whole("hold", 1, 1, 1_000_000_000, "samples under a lock before it is given back"),
                    Parameter.choice(
                            "variant", "mutex", List.of("mutex", "reentrant", "stamped"), "what a lock is made of")),
            WeakScaling.proportional("samples"),
            Locks::new);

    static final int BINS = 1024;
    private static final long ODD = 0x9e3779b97f4a7c15L;
    /** Bins lie on cache lines of their own, so that only locks are shared. */
    private static final int PAD = 16;

    private final Communicator world;
    private final Team team;
    private final long samples;
    private final long first;
    private final long hold;
    private final Partition parts;
    private final Exclusive[] locks;
    private final long[] histogram = new long[PAD * (BINS + 1)];
    private final Team.Region filling = this::member;
    private long steps;

    Locks(Context context) {
        this(context, Locks::made);
    }

    /** With locks made of what a variant says. */
    Locks(Context context, Function<String, Exclusive> made) {
        world = context.world();
        team = context.team();
        samples = context.params().longValue("samples");
        hold = context.params().longValue("hold");
        locks = new Exclusive[context.params().intValue("locks")];
        Arrays.setAll(locks, _ -> made.apply(context.params().text("variant")));
        Partition ranks = new Partition(samples, world.size());
        first = ranks.from(world.rank());
        parts = new Partition(ranks.lengthOf(world.rank()), team.size());
    }

    private static Exclusive made(String variant) {
        return switch (variant) {
            case "reentrant" -> Exclusive.of(new ReentrantLock());
            case "stamped" -> Exclusive.of(new StampedLock().asWriteLock());
            default -> new Mutex();
        };
    }

    /** Whole numbers only: a product and a sum, a read and a write for each sample. */
    @Override
    public Work work() {
        return new Work(2.0 * samples, 2.0 * Long.BYTES * samples, 0);
    }

    @Override
    public void step() {
        team.region(filling);
        steps++;
    }

    private void member(Team.Member me) {
        long to = first + parts.to(me.thread());
        for (long i = first + parts.from(me.thread()); i < to; ) {
            int number = lock(i);
            Exclusive lock = locks[number];
            long end = Math.min(to, i + hold);
            lock.lock();
            try {
                do {
                    add(bin(i++));
                } while (i < end && lock(i) == number);
            } finally {
                lock.unlock();
            }
        }
    }

    /** The number of the lock for a sample. */
    private int lock(long sample) {
        return bin(sample) % locks.length;
    }

    private static int bin(long sample) {
        return (int) (sample * ODD & (BINS - 1));
    }

    private void add(int bin) {
        long count = histogram[PAD * bin];
        interleave(bin);
        histogram[PAD * bin] = count + 1;
    }

    /** Where a second thread must not be; overridden by a test that brings it there if it can. */
    void interleave(int bin) {}

    @Override
    public Check verify() {
        long[] own = new long[BINS];
        for (int bin = 0; bin < BINS; bin++) {
            own[bin] = histogram[PAD * bin];
        }
        long[] all = world.allreduce(own, ReduceOp.SUM);
        long loose = world.allreduce(Exclusive.loose(locks), ReduceOp.SUM);
        long wrong = 0;
        long digest = 0;
        for (int i = 0; i < BINS; i++) {
            int bin = bin(i);
            wrong += all[bin] == steps * (samples / BINS + (i < samples % BINS ? 1 : 0)) ? 0 : 1;
            digest += Digest.term(bin, all[bin] / Math.max(1, steps));
        }
        return Check.exact("wrong bins", 0, wrong)
                .and(Check.exact("samples", steps * samples, Arrays.stream(all).sum()))
                .and(Check.exact("locks that let in two, or none", 0, loose))
                .withDigest(digest);
    }
}
