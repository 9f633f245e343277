package rxt.kernel.sync;

import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * A number that one thread raises and others wait for, in one of four ways: {@code spin} looks at it without a pause,
 * {@code onSpinWait} tells the core that it spins, {@code yield} leaves the core to others after each look, {@code park}
 * sleeps until it is woken up.
 */
final class Flag {
    /** Some milliseconds; then a spinner may be what keeps the other from a core. */
    private static final int MOST_SPINS = 1 << 22;

    private static final int MOST_SPIN_WAITS = 1 << 17;
    /** Some minutes. */
    private static final int MOST_YIELDS = 200_000_000;

    private final String way;
    private final Thread[] waiters;
    private final LongAdder yieldings = new LongAdder();
    private volatile long number;

    Flag(String way, int waiters) {
        this.way = way;
        this.waiters = new Thread[waiters];
    }

    /** To be called by a waiter before its first wait, which the setter must know to have begun. */
    void register(int waiter) {
        waiters[waiter] = Thread.currentThread();
    }

    void set(long to) {
        number = to;
        if (way.equals("park")) {
            for (Thread waiter : waiters) {
                LockSupport.unpark(waiter);
            }
        }
    }

    /** How many spinners gave up spinning and yielded. */
    long yieldings() {
        return yieldings.sum();
    }

    /** Waits until the number is {@code awaited} or more. */
    void await(long awaited) {
        switch (way) {
            case "spin" -> spin(awaited);
            case "onSpinWait" -> spinWait(awaited);
            case "yield" -> yieldUntil(awaited);
            default -> park(awaited);
        }
    }

    private void spin(long awaited) {
        for (int look = 0; look < MOST_SPINS; look++) {
            if (number >= awaited) {
                return;
            }
        }
        yieldings.increment();
        yieldUntil(awaited);
    }

    private void spinWait(long awaited) {
        for (int look = 0; look < MOST_SPIN_WAITS; look++) {
            if (number >= awaited) {
                return;
            }
            Thread.onSpinWait();
        }
        yieldings.increment();
        yieldUntil(awaited);
    }

    @SuppressWarnings("ThreadPriorityCheck") // The subject.
    private void yieldUntil(long awaited) {
        for (int look = 0; number < awaited; look++) {
            if (look == MOST_YIELDS) {
                throw Backoff.overdue("a flag");
            }
            Thread.yield();
        }
    }

    /** Whoever is unparked looks again: by the flag's setter, by one from an earlier round, or by nobody. */
    private void park(long awaited) {
        long begin = System.nanoTime();
        while (number < awaited) {
            if (System.nanoTime() - begin > Backoff.LIMIT_NANOS) {
                throw Backoff.overdue("a flag");
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("interrupted while it waited for a flag");
            }
            LockSupport.parkNanos(this, Backoff.LIMIT_NANOS);
        }
    }
}
