package rxt.kernel.messages;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting that leaves the CPU to others who may share it, and ends: a partner that has failed must hang nobody. */
final class Patience {
    /** Longest wait, in seconds. */
    static final int SECONDS = 60;

    private static final int SPINS = 256;
    private static final int YIELDS = 4096;
    private static final long NAP_NANOS = 50_000;
    private static final long LAST_TURN = YIELDS + SECONDS * 1_000_000_000L / NAP_NANOS;

    private Patience() {}

    /**
     * Returns when {@code done} is true.
     *
     * @throws IllegalStateException after {@link #SECONDS} or so
     */
    static void until(String what, BooleanSupplier done) {
        for (long turn = 0; !done.getAsBoolean(); turn++) {
            stand(what, turn);
        }
    }

    /** One turn of a wait: spins at first, then yields, then naps. */
    @SuppressWarnings("ThreadPriorityCheck") // more threads than CPUs must not wait for each other a time slice long
    static void stand(String what, long turn) {
        if (turn < SPINS) {
            Thread.onSpinWait();
        } else if (turn < YIELDS) {
            Thread.yield();
        } else if (turn < LAST_TURN) {
            LockSupport.parkNanos(NAP_NANOS);
        } else {
            throw overdue(what);
        }
    }

    /** The error of a wait that was too long. */
    static IllegalStateException overdue(String what) {
        return new IllegalStateException("waited " + SECONDS + " s for " + what + ": a partner has failed or is stuck");
    }
}
