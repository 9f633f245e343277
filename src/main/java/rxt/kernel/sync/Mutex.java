package rxt.kernel.sync;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The textbook's lock: a flag that one thread sets by compare-and-set while the others look at it and try again. Neither
 * fair nor reentrant.
 */
class Mutex implements Exclusive {
    private final AtomicBoolean taken = new AtomicBoolean();

    @Override
    public final void lock() {
        long pauses = 0;
        while (!tryLock()) {
            pauses = Backoff.pause(pauses, "a mutex");
        }
        interleave();
    }

    @Override
    public final boolean tryLock() {
        return !taken.getOpaque() && taken.compareAndSet(false, true);
    }

    /** By the one who has it. */
    @Override
    public final void unlock() {
        interleave();
        taken.set(false);
    }

    /** Where schedules differ; overridden by a test that makes them differ. */
    void interleave() {}
}
