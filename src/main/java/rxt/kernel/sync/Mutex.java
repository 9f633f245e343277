package rxt.kernel.sync;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The textbook's lock: a flag that one thread sets by compare-and-set while the others look at it and try again. Neither
 * fair nor reentrant.
 */
class Mutex {
    private final AtomicBoolean taken = new AtomicBoolean();

    final void lock() {
        long pauses = 0;
        while (taken.getOpaque() || !taken.compareAndSet(false, true)) {
            pauses = Backoff.pause(pauses, "a mutex");
        }
        interleave();
    }

    /** By the one who has it. */
    final void unlock() {
        interleave();
        taken.set(false);
    }

    /** Where schedules differ; overridden by a test that makes them differ. */
    void interleave() {}
}
