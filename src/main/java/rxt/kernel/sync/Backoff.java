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

    private Backoff() {}

    /**
     * One pause between two looks.
     *
     * @param pauses so many were made in this wait
     * @return one more
     * @throws IllegalStateException after some minutes
     */
    @SuppressWarnings("ThreadPriorityCheck") // More threads than CPUs must not wait for each other a time slice long.
    static int pause(int pauses, String what) {
        if (pauses < SPINS) {
            Thread.onSpinWait();
        } else if (pauses < YIELDS) {
            Thread.yield();
        } else if (pauses < YIELDS + LIMIT_NANOS / SLEEP_NANOS) {
            LockSupport.parkNanos(SLEEP_NANOS);
        } else {
            throw overdue(what);
        }
        return pauses + 1;
    }

    /** The error of a wait that took too long. */
    static IllegalStateException overdue(String what) {
        return new IllegalStateException("waited for more than " + LIMIT_NANOS / 1_000_000_000 + " s for " + what
                + ": whoever should end the wait has failed");
    }
}
