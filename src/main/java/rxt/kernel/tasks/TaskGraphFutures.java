package rxt.kernel.tasks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The JDK's scheduler: a {@link CompletableFuture} for each task, on a pool of so many threads. */
final class TaskGraphFutures implements TaskGraphScheduler {
    private static final long PATIENCE_SECONDS = 60;

    private final TaskGraphTasks graph;
    private final ExecutorService pool;
    private final List<CompletableFuture<?>[]> needed = new ArrayList<>();
    private final CompletableFuture<?>[] futures;
    private final int[] order;

    TaskGraphFutures(TaskGraphTasks graph, int threads) {
        this.graph = graph;
        pool = Executors.newFixedThreadPool(threads);
        futures = new CompletableFuture<?>[graph.size()];
        for (int task = 0; task < graph.size(); task++) {
            needed.add(new CompletableFuture<?>[graph.inputs(task)]);
        }
        order = order();
    }

    /** All tasks, each behind those it needs. */
    private int[] order() {
        int[] left = new int[graph.size()];
        int[] sorted = new int[graph.size()];
        int found = 0;
        for (int task = 0; task < left.length; task++) {
            left[task] = graph.inputs(task);
            if (left[task] == 0) {
                sorted[found++] = task;
            }
        }
        for (int i = 0; i < found; i++) {
            for (int s = 0; s < graph.successorCount(sorted[i]); s++) {
                int successor = graph.successor(sorted[i], s);
                if (--left[successor] == 0) {
                    sorted[found++] = successor;
                }
            }
        }
        return sorted;
    }

    @Override
    public void run(long[] into) {
        int[] known = new int[graph.size()];
        for (int task : order) {
            CompletableFuture<?>[] before = needed.get(task);
            futures[task] = before.length == 0
                    ? CompletableFuture.runAsync(() -> graph.run(task, into), pool)
                    : CompletableFuture.allOf(before).thenRunAsync(() -> graph.run(task, into), pool);
            for (int s = 0; s < graph.successorCount(task); s++) {
                int successor = graph.successor(task, s);
                needed.get(successor)[known[successor]++] = futures[task];
            }
        }
        try {
            CompletableFuture.allOf(futures).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the tasks", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the tasks have not ended as they should", e);
        }
        Arrays.fill(futures, null);
    }

    @Override
    public void close() {
        pool.close();
    }
}
