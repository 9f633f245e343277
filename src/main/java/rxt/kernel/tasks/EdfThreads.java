package rxt.kernel.tasks;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;

/** A thread for each of a worker's tasks, of which one at a time has the worker's core: it is handed over at every unit. */
final class EdfThreads implements EdfWorker.Processor, AutoCloseable {
    private static final long MOST_SECONDS = 120;

    private final LongUnaryOperator work;
    private final Thread[] threads = new Thread[EdfSet.MOST_TASKS];
    private final Semaphore[] go = new Semaphore[EdfSet.MOST_TASKS];
    private final Semaphore back = new Semaphore(0);
    private volatile Throwable failure;
    private long state;

    EdfThreads(int tasks, LongUnaryOperator work) {
        this.work = work;
        for (int task = 0; task < tasks; task++) {
            Semaphore turn = new Semaphore(0);
            go[task] = turn;
            threads[task] = Thread.ofPlatform().daemon().start(() -> serve(turn));
        }
    }

    private void serve(Semaphore turn) {
        try {
            while (true) {
                turn.acquire();
                state = work.applyAsLong(state);
                back.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        } catch (Throwable e) {
            failure = e;
            back.release();
        }
    }

    @Override
    public long unit(int task, long before) {
        state = before;
        go[task].release();
        try {
            if (!back.tryAcquire(MOST_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("a task has not come back in " + MOST_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a task runs", e);
        }
        if (failure != null) {
            throw new IllegalStateException("a task failed: " + failure, failure);
        }
        return state;
    }

    @Override
    public void close() {
        for (Thread thread : threads) {
            if (thread != null) {
                thread.interrupt();
            }
        }
    }
}
