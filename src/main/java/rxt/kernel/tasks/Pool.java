package rxt.kernel.tasks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/** A pool of the JDK and the waiting for its tasks, as {@code multiprocessing.Pool} is used. */
final class Pool implements AutoCloseable {
    private final ExecutorService executor;

    /** So many platform threads, which wait between tasks. */
    Pool(int threads) {
        this(Executors.newFixedThreadPool(threads, Thread.ofPlatform().daemon().factory()));
    }

    /** Takes {@code executor} over. */
    Pool(ExecutorService executor) {
        this.executor = executor;
    }

    /** Runs {@code body} as a task for each number from 0 and waits for all of them. */
    void forEach(int tasks, IntConsumer body) {
        List<Future<?>> futures = new ArrayList<>(tasks);
        for (int task = 0; task < tasks; task++) {
            int number = task;
            futures.add(executor.submit(() -> body.accept(number)));
        }
        for (Future<?> future : futures) {
            join(future);
        }
    }

    /** Waits for a task; what it throws is the cause of what this throws. */
    static void join(Future<?> future) {
        try {
            future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a pool's task runs", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a pool's task failed: " + e.getCause(), e.getCause());
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
