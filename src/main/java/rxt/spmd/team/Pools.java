package rxt.spmd.team;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;

/** How a team ends a pool of its own. */
final class Pools {
    private static final long PATIENCE_SECONDS = 10;

    private Pools() {}

    /** Ends the workers and waits for them; an interrupt ends the wait and is kept. */
    static void close(ForkJoinPool pool) {
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
}
