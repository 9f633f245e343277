package rxt.transport.local;

import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Wakes the threads of one rank that sleep; costs a fence where none does.
 *
 * <p>Who sleeps first says so ({@link #enlist}), then looks once more for what he waits for, then parks. Who has
 * something for the rank first makes it visible, then looks for sleepers ({@link #ring}). With a full fence between the
 * two steps of either, at least one sees the other; and a permit given before the parking is kept. So no wake-up is lost.
 */
final class Bell {
    private final List<Thread> sleepers = new ArrayList<>();
    private volatile int count;

    /** Wakes the sleepers, after something was made visible; answers whether there were any. */
    boolean ring() {
        VarHandle.fullFence();
        return ringAfterFence();
    }

    /** As {@link #ring}, by a thread that has made a full fence since. */
    boolean ringAfterFence() {
        return count > 0 && wake();
    }

    private synchronized boolean wake() {
        for (int i = 0; i < sleepers.size(); i++) {
            LockSupport.unpark(sleepers.get(i));
        }
        return true;
    }

    /** Counts this thread as a sleeper; it must look again before it parks. */
    void enlist() {
        synchronized (this) {
            sleepers.add(Thread.currentThread());
            count = sleepers.size();
        }
        VarHandle.fullFence();
    }

    /** Counts this thread as awake. */
    synchronized void leave() {
        sleepers.remove(Thread.currentThread());
        count = sleepers.size();
    }
}
