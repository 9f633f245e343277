package rxt.spmd.team;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The pool of a team's recursive tasks, as many workers strong as the team and started with the first task: their caller
 * cannot help, since what a thread outside of a pool forks goes to the common one.
 */
final class Tasks {
    private final Crew crew;
    private final AtomicInteger hired = new AtomicInteger();
    private ForkJoinPool pool;

    Tasks(Crew crew) {
        this.crew = crew;
    }

    <R> R invoke(ForkJoinTask<R> task) {
        if (pool == null) {
            int size = crew.size;
            pool = new ForkJoinPool(size, this::hire, null, false, size, size, 0, _ -> true, 1, TimeUnit.MINUTES);
        }
        return pool.invoke(task);
    }

    void close() {
        if (pool != null) {
            Closing.end(pool);
        }
    }

    private ForkJoinWorkerThread hire(ForkJoinPool owner) {
        int number = hired.getAndIncrement();
        ForkJoinWorkerThread worker = new ForkJoinWorkerThread(owner) {
            @Override
            protected void onStart() {
                super.onStart();
                crew.placement.settleTask(number % crew.size);
            }
        };
        worker.setName("rxt-task-" + number);
        worker.setContextClassLoader(crew.loader);
        return worker;
    }
}
