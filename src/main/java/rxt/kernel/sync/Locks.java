package rxt.kernel.sync;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.StampedLock;
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
 * {@code stamped} are the library's.
 *
 * <p>Sample i falls into bin i·odd mod 2ᵏ, which takes every bin once in 2ᵏ samples: all counts are known beforehand.
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
    private final Partition parts;
    private final String variant;
    private final int locks;
    private final Mutex[] mutexes;
    private final Lock[] reentrants;
    private final StampedLock[] stamps;
    private final long[] histogram = new long[PAD * (BINS + 1)];
    private final Team.Region filling = this::member;
    private long steps;

    Locks(Context context) {
        world = context.world();
        team = context.team();
        samples = context.params().longValue("samples");
        locks = context.params().intValue("locks");
        variant = context.params().text("variant");
        Partition ranks = new Partition(samples, world.size());
        first = ranks.from(world.rank());
        parts = new Partition(ranks.lengthOf(world.rank()), team.size());
        mutexes = new Mutex[locks];
        reentrants = new Lock[locks];
        stamps = new StampedLock[locks];
        for (int k = 0; k < locks; k++) {
            mutexes[k] = new Mutex();
            reentrants[k] = new ReentrantLock();
            stamps[k] = new StampedLock();
        }
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
        fill(first + parts.from(me.thread()), first + parts.to(me.thread()));
    }

    /** Overridden by a mutant. */
    void fill(long from, long to) {
        switch (variant) {
            case "reentrant" -> reentrant(from, to);
            case "stamped" -> stamped(from, to);
            default -> mutex(from, to);
        }
    }

    private void mutex(long from, long to) {
        for (long i = from; i < to; i++) {
            int bin = bin(i);
            Mutex mutex = mutexes[bin % locks];
            mutex.lock();
            add(bin);
            mutex.unlock();
        }
    }

    private void reentrant(long from, long to) {
        for (long i = from; i < to; i++) {
            int bin = bin(i);
            Lock lock = reentrants[bin % locks];
            lock.lock();
            try {
                add(bin);
            } finally {
                lock.unlock();
            }
        }
    }

    private void stamped(long from, long to) {
        for (long i = from; i < to; i++) {
            int bin = bin(i);
            StampedLock lock = stamps[bin % locks];
            long stamp = lock.writeLock();
            add(bin);
            lock.unlockWrite(stamp);
        }
    }

    private static int bin(long sample) {
        return (int) (sample * ODD & (BINS - 1));
    }

    final void add(int bin) {
        histogram[PAD * bin]++;
    }

    @Override
    public Check verify() {
        long[] own = new long[BINS];
        for (int bin = 0; bin < BINS; bin++) {
            own[bin] = histogram[PAD * bin];
        }
        long[] all = world.allreduce(own, ReduceOp.SUM);
        long wrong = 0;
        long digest = 0;
        for (int i = 0; i < BINS; i++) {
            int bin = bin(i);
            wrong += all[bin] == steps * (samples / BINS + (i < samples % BINS ? 1 : 0)) ? 0 : 1;
            digest += Digest.term(bin, all[bin] / Math.max(1, steps));
        }
        return Check.exact("wrong bins", 0, wrong)
                .and(Check.exact("samples", steps * samples, Arrays.stream(all).sum()))
                .withDigest(digest);
    }
}
