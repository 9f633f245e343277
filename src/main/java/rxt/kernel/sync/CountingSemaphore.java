package rxt.kernel.sync;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The textbook's semaphore, from its definition: a number of permits, a mutex around it and a condition to wait on while
 * it is 0 (Dijkstra, EWD 123, 1965). Not fair: whoever comes while a permit is there takes it. A wait ends with an error
 * when no permit changed hands for as long as the limit.
 */
class CountingSemaphore {
    private final ReentrantLock mutex = new ReentrantLock();
    private final Condition available = mutex.newCondition();
    private final long limitNanos;
    private int permits;
    /** How often a permit was taken or given. */
    private long generation;

    CountingSemaphore(int permits) {
        this(permits, Backoff.LIMIT_NANOS);
    }

    CountingSemaphore(int permits, long limitNanos) {
        this.permits = permits;
        this.limitNanos = limitNanos;
    }

    /** Waits for a permit and takes it: Dijkstra's P. */
    final void acquire() {
        interleave();
        mutex.lock();
        try {
            interleave();
            await();
            permits--;
            generation++;
        } finally {
            mutex.unlock();
        }
        interleave();
    }

    /** Takes a permit if there is one, and never waits. */
    final boolean tryAcquire() {
        mutex.lock();
        try {
            if (permits == 0) {
                return false;
            }
            permits--;
            generation++;
            return true;
        } finally {
            mutex.unlock();
        }
    }

    private void await() {
        long left = limitNanos;
        long seen = generation;
        while (permits == 0) {
            if (left <= 0) {
                if (generation == seen) {
                    throw Backoff.overdue("a permit");
                }
                seen = generation;
                left = limitNanos;
            }
            try {
                left = available.awaitNanos(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while it waited for a permit", e);
            }
        }
    }

    /** Gives a permit back, or a new one: Dijkstra's V. */
    final void release() {
        interleave();
        mutex.lock();
        try {
            permits++;
            generation++;
            interleave();
            available.signal();
        } finally {
            mutex.unlock();
        }
        interleave();
    }

    final int permits() {
        mutex.lock();
        try {
            return permits;
        } finally {
            mutex.unlock();
        }
    }

    /** Where schedules differ; overridden by a test that makes them differ. */
    void interleave() {}
}
