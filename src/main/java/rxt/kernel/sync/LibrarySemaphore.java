package rxt.kernel.sync;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** The library's semaphore; a wait ends with an error when no permit changed hands for as long as the limit. */
final class LibrarySemaphore {
    private final Semaphore semaphore;
    private final long limitNanos;
    /** How often a permit was taken or given. */
    private final LongAdder generation = new LongAdder();

    LibrarySemaphore(int permits) {
        this(permits, Backoff.LIMIT_NANOS);
    }

    LibrarySemaphore(int permits, long limitNanos) {
        semaphore = new Semaphore(permits);
        this.limitNanos = limitNanos;
    }

    void acquire() {
        // Most permits are there; and the timed wait would read the clock.
        if (!semaphore.tryAcquire()) {
            await();
        }
        generation.increment();
    }

    private void await() {
        long seen = generation.sum();
        try {
            while (!semaphore.tryAcquire(limitNanos, TimeUnit.NANOSECONDS)) {
                long now = generation.sum();
                if (now == seen) {
                    throw Backoff.overdue("a permit");
                }
                seen = now;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while it waited for a permit", e);
        }
    }

    void release() {
        generation.increment();
        semaphore.release();
    }
}
