package rxt.kernel.tasks;

import java.util.concurrent.locks.LockSupport;

/**
 * How a thread waits for others of its rank: it spins, then lets those run who may share its CPU, then sleeps; not for
 * ever.
 */
final class Patience {
    private static final int SPINS = 64;
    private static final int YIELDS = 1000;
    private static final long PARK_NANOS = 20_000;

    private volatile boolean gone;

    /**
     * A turn of waiting, which are counted from 0.
     *
     * @throws IllegalStateException once what is waited for will not come
     */
    @SuppressWarnings("ThreadPriorityCheck") // more threads than CPUs must not wait for each other a time slice long
    void stand(int turn) {
        if (gone) {
            throw new IllegalStateException("another thread of this rank has failed");
        }
        if (turn < SPINS) {
            Thread.onSpinWait();
        } else if (turn < YIELDS) {
            Thread.yield();
        } else {
            LockSupport.parkNanos(PARK_NANOS);
        }
    }

    /** Nobody waits any more: a thread has failed. */
    void lose() {
        gone = true;
    }
}
