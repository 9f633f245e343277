package rxt.kernel.sync;

import java.util.concurrent.atomic.AtomicLong;
import rxt.kernel.Turn;

/**
 * Where the threads of a rank meet to begin something together. Who waits stays awake, and leaves its CPU to nobody but
 * those who want it: a thread that had to be woken would begin when the others have ended. Nobody waits for ever.
 */
final class Meeting {
    private static final int SPINS = 1024;

    private final int threads;
    /** Over all meetings. */
    private final AtomicLong arrived = new AtomicLong();

    Meeting(int threads) {
        this.threads = threads;
    }

    /**
     * Returns when all have come.
     *
     * @param number of the meeting, from 0, which each thread counts for itself
     * @throws IllegalStateException when that takes longer than {@link Backoff#LIMIT_NANOS}
     */
    void meet(long number) {
        long all = threads * (number + 1);
        arrived.getAndIncrement();
        for (int spin = 0; spin < SPINS && arrived.get() < all; spin++) {
            Thread.onSpinWait();
        }
        if (arrived.get() < all) {
            long start = System.nanoTime();
            while (arrived.get() < all) {
                Turn.pass();
                if (System.nanoTime() - start > Backoff.LIMIT_NANOS) {
                    throw Backoff.overdue("the other threads");
                }
            }
        }
    }
}
