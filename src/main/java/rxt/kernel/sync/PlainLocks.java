package rxt.kernel.sync;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** The library's locks, each of which knows nothing of the others: a deadlock is not found, only a wait that is overdue. */
final class PlainLocks implements NumberedLocks {
    private final ReentrantLock[] locks;

    PlainLocks(int locks) {
        this.locks = new ReentrantLock[locks];
        Arrays.setAll(this.locks, _ -> new ReentrantLock());
    }

    @Override
    public boolean acquire(int thread, int lock) {
        try {
            if (!locks[lock].tryLock(Backoff.LIMIT_NANOS, TimeUnit.NANOSECONDS)) {
                throw Backoff.overdue("a lock");
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while it waited for a lock", e);
        }
    }

    @Override
    public void release(int thread, int lock) {
        locks[lock].unlock();
    }

    @Override
    public long deadlocks() {
        return 0;
    }

    @Override
    public int longest() {
        return 0;
    }

    @Override
    public String cycle() {
        return "";
    }
}
