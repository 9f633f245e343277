package rxt.kernel.sync;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The textbook's semaphore, from its definition: a number of permits, a mutex around it and a condition to wait on while
 * it is 0 (Dijkstra, EWD 123, 1965). Not fair: whoever comes while a permit is there takes it.
 */
class CountingSemaphore {
    private final ReentrantLock mutex = new ReentrantLock();
    private final Condition available = mutex.newCondition();
    private int permits;

    CountingSemaphore(int permits) {
        this.permits = permits;
    }

    /** Waits for a permit and takes it: Dijkstra's P. */
    final void acquire() {
        interleave();
        mutex.lock();
        try {
            interleave();
            await();
            permits--;
        } finally {
            mutex.unlock();
        }
        interleave();
    }

    private void await() {
        long left = Backoff.LIMIT_NANOS;
        while (permits == 0) {
            if (left <= 0) {
                throw Backoff.overdue("a permit");
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
