package rxt.spmd.team;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;

/** How a team ends threads of its own: it waits for them; an interrupt ends the wait and is kept. */
final class Closing {
    private static final long PATIENCE_SECONDS = 10;

    private Closing() {}

    static void end(ForkJoinPool pool) {
        pool.shutdownNow();
        try {
            if (!pool.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("a task of the team still runs " + PATIENCE_SECONDS
                        + " s after the team was closed; every task must be joined before its region ends");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for threads that are on their way out. */
    static void join(Thread[] threads) {
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
