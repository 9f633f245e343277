package rxt.kernel.tasks;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.IntPredicate;

/**
 * A thread for each task, of which one at a time has the turn: it works for a slice and hands over to the next in a ring,
 * which waits asleep at a semaphore of its own. So threads have what a loop over functions does not, a stack and a place
 * to go on from, and yet no more than one CPU at a time.
 */
final class Turns implements AutoCloseable {
    /** Platform threads of one kernel. */
    private static final int MOST = 1000;

    private final Semaphore[] turns;
    /** Those whose task is done; the turn guards it. */
    private final boolean[] ended;

    private final ExecutorService threads;

    /** Refuses more tasks, on all ranks, than there may be platform threads. */
    static void require(long all) {
        if (all > MOST) {
            throw new IllegalArgumentException("mode = threads with tasks = " + all
                    + " needs as many threads of the system; use " + MOST
                    + " tasks or fewer, or variant = jdk, whose threads are virtual");
        }
    }

    /**
     * Threads that begin with the first {@link #run}.
     *
     * @param own tasks here
     * @param virtual whether they are virtual threads
     */
    Turns(int own, boolean virtual) {
        turns = new Semaphore[own];
        ended = new boolean[own];
        threads = virtual
                ? Executors.newVirtualThreadPerTaskExecutor()
                : Executors.newFixedThreadPool(
                        Math.max(1, own), Thread.ofPlatform().daemon().factory());
    }

    /**
     * Runs each task on its thread, slice by slice, until all are done; the calling thread waits.
     *
     * @param slice works on a task for a slice and answers whether it is done; a task that throws is
     */
    void run(IntPredicate slice) {
        CompletableFuture<?>[] ends = new CompletableFuture<?>[turns.length];
        Arrays.setAll(turns, thread -> new Semaphore(thread == 0 ? 1 : 0));
        Arrays.fill(ended, false);
        for (int thread = 0; thread < ends.length; thread++) {
            int number = thread;
            ends[thread] = CompletableFuture.runAsync(() -> work(number, slice), threads);
        }
        Pool.join(CompletableFuture.allOf(ends));
    }

    private void work(int thread, IntPredicate slice) {
        for (boolean over = false; !over; ) {
            turns[thread].acquireUninterruptibly();
            over = true;
            try {
                over = slice.test(thread);
            } finally {
                ended[thread] = over;
                handOver(thread);
            }
        }
    }

    /** To the next whose task is not done; to nobody after the last. */
    private void handOver(int thread) {
        for (int step = 1; step <= turns.length; step++) {
            int next = (thread + step) % turns.length;
            if (!ended[next]) {
                turns[next].release();
                return;
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
