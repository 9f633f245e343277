package rxt.kernel.sync;

import java.util.Arrays;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Locks that know who waits for whom: when a thread begins to wait, the wait-for graph is followed from the lock that it
 * wants; where it leads back to the thread, that is a deadlock (Coffman, Elphick and Shoshani, System deadlocks, 1971).
 * The victim is the cycle's thread with the highest number: its wait ends without the lock, and it has to give up what it
 * holds. A lock that is left goes to who has waited for it longest.
 *
 * <p>So every wait ends, and the lowest thread that still has something to do is never a victim: it comes through, and
 * after it the next one, however often the others try again.
 */
class GuardedLocks implements NumberedLocks {
    static final int NOBODY = -1;

    private final ReentrantLock mutex = new ReentrantLock();
    /** One for each thread: signalled when its wait has ended. */
    private final Condition[] ended;

    private final int[] holder;
    /** The lock that a thread waits for. */
    private final int[] wanted;
    /** When it began to wait, in waits. */
    private final long[] since;

    private long waits;
    private long deadlocks;
    private int longest;
    private String words = "";

    GuardedLocks(int threads, int locks) {
        ended = new Condition[threads];
        Arrays.setAll(ended, _ -> mutex.newCondition());
        holder = nobodies(locks);
        wanted = nobodies(threads);
        since = new long[threads];
    }

    private static int[] nobodies(int length) {
        int[] array = new int[length];
        Arrays.fill(array, NOBODY);
        return array;
    }

    @Override
    public final boolean acquire(int thread, int lock) {
        interleave();
        mutex.lock();
        try {
            if (holder[lock] == NOBODY) {
                holder[lock] = thread;
                return true;
            }
            wanted[thread] = lock;
            since[thread] = waits++;
            int length = cycleOf(thread);
            if (length > 0) {
                end(thread, length);
            }
            await(thread);
            return holder[lock] == thread;
        } finally {
            mutex.unlock();
        }
    }

    private void await(int thread) {
        long left = Backoff.LIMIT_NANOS;
        while (wanted[thread] != NOBODY) {
            if (left <= 0) {
                throw Backoff.overdue("a lock");
            }
            try {
                left = ended[thread].awaitNanos(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while it waited for a lock", e);
            }
        }
    }

    /** Threads in the cycle that {@code thread} closes by its wait, 0 for none; overridden by mutants. */
    int cycleOf(int thread) {
        int length = 1;
        for (int other = next(thread); other != thread; other = next(other)) {
            if (wanted[other] == NOBODY || length == wanted.length) {
                return 0; // the other one runs, or the way leads into a cycle that the thread is no part of
            }
            length++;
        }
        return length;
    }

    /** The one that {@code thread} waits for. */
    private int next(int thread) {
        return holder[wanted[thread]];
    }

    private void end(int closing, int length) {
        int lowest = closing;
        int victim = closing;
        for (int other = next(closing); other != closing; other = next(other)) {
            lowest = Math.min(lowest, other);
            victim = Math.max(victim, other);
        }
        deadlocks++;
        if (length > longest) {
            longest = length;
            words = WaitCycle.words(lowest, length, thread -> wanted[thread], lock -> holder[lock]);
        }
        endWait(victim);
    }

    private void endWait(int thread) {
        wanted[thread] = NOBODY;
        ended[thread].signal();
    }

    @Override
    public final void release(int thread, int lock) {
        interleave();
        mutex.lock();
        try {
            if (holder[lock] != thread) {
                throw new IllegalStateException("thread " + thread + " leaves lock " + lock + " of " + holder[lock]);
            }
            int next = NOBODY;
            for (int other = 0; other < wanted.length; other++) {
                if (wanted[other] == lock && (next == NOBODY || since[other] < since[next])) {
                    next = other;
                }
            }
            holder[lock] = next;
            if (next != NOBODY) {
                endWait(next);
            }
        } finally {
            mutex.unlock();
        }
        interleave();
    }

    @Override
    public final long deadlocks() {
        mutex.lock();
        try {
            return deadlocks;
        } finally {
            mutex.unlock();
        }
    }

    @Override
    public final int longest() {
        mutex.lock();
        try {
            return longest;
        } finally {
            mutex.unlock();
        }
    }

    @Override
    public final String cycle() {
        mutex.lock();
        try {
            return words;
        } finally {
            mutex.unlock();
        }
    }

    /** Where schedules differ; overridden by a test that makes them differ. */
    void interleave() {}
}
