package rxt.kernel.sync;

import java.util.concurrent.locks.LockSupport;

/**
 * How those wait who look again and again: they spin for a moment, then leave their core to others, then sleep between two
 * looks. Nobody waits for ever.
 */
final class Backoff {
    /** A wait that took so long waits for nobody. */
    static final long LIMIT_NANOS = 60_000_000_000L;

    private static final int SPINS = 64;
    private static final int YIELDS = 128;
    private static final long SLEEP_NANOS = 50_000;
    private static final long START = System.nanoTime();

    private Backoff() {}

    /**
     * One pause between two looks.
     *
     * @param state what the pause before it in this wait returned; 0 for the first
     * @return so many pauses; from when a wait begins to sleep on, more than those, by the nanosecond that it began at
     * @throws IllegalStateException when that is longer ago than the limit
     */
    @SuppressWarnings("ThreadPriorityCheck") // More threads than CPUs must not wait for each other a time slice long.
    static long pause(long state, String what) {
        if (state < SPINS) {
            Thread.onSpinWait();
            return state + 1;
        }
        if (state < YIELDS) {
            Thread.yield();
            return state + 1 < YIELDS ? state + 1 : now();
        }
        if (now() - state > LIMIT_NANOS) {
            throw overdue(what);
        }
        LockSupport.parkNanos(SLEEP_NANOS);
        return state;
    }

    /** Nanoseconds that are more than the pauses without sleep. */
    private static long now() {
        return YIELDS + System.nanoTime() - START;
    }

    /** The error of a wait that took too long. */
    static IllegalStateException overdue(String what) {
        return new IllegalStateException("waited for more than " + LIMIT_NANOS / 1_000_000_000 + " s for " + what
                + ": whoever should end the wait has failed");
    }
}
