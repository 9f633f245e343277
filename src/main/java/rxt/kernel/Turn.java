package rxt.kernel;

import java.util.concurrent.locks.LockSupport;

/** How a thread that waits for others, and looks again and again, leaves its CPU to them. */
public final class Turn {
    private Turn() {}

    /**
     * Lets another thread run. Of a virtual one the carrier would go on with those that yielded to it before, and where
     * there are two, one that has been woken since never got its turn; so it sleeps for as short as can be, which puts
     * it behind all others.
     */
    @SuppressWarnings("ThreadPriorityCheck") // more threads than CPUs must not wait for each other a time slice long
    public static void pass() {
        if (Thread.currentThread().isVirtual()) {
            LockSupport.parkNanos(1);
        } else {
            Thread.yield();
        }
    }
}
