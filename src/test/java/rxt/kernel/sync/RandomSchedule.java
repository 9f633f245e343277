package rxt.kernel.sync;

import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Threads that end, and what holds then. */
abstract class RandomSchedule {
    /** No more of a kind. */
    static final int MOST = 4;

    final long seed;
    final SplittableRandom random;
    private final AtomicLong delays;
    private final List<Runnable> workers = new ArrayList<>();

    RandomSchedule(long seed) {
        this.seed = seed;
        random = new SplittableRandom(seed);
        delays = new AtomicLong(random.nextLong());
    }

    final void worker(Runnable work) {
        workers.add(work);
    }

    abstract void assertEnd();

    final void run(ExecutorService threads, long millis) throws Exception {
        List<Future<?>> running = new ArrayList<>();
        workers.forEach(worker -> running.add(threads.submit(worker)));
        for (Future<?> worker : running) {
            try {
                worker.get(millis, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                running.forEach(waiting -> waiting.cancel(true));
                fail("schedule " + seed + " hangs", e);
            }
        }
        assertEnd();
    }

    /** Nothing, a yield, a short spin or park, by a generator that all threads of the schedule draw from. */
    @SuppressWarnings("ThreadPriorityCheck") // yields are what the schedules are made of
    final void delay() {
        int drawn = (int) new SplittableRandom(delays.getAndAdd(0x9e3779b97f4a7c15L)).nextLong() & 255;
        if (drawn == 0) {
            LockSupport.parkNanos(1000);
        } else if (drawn < 48) {
            Thread.yield();
        } else if (drawn < 64) {
            for (int spin = 0; spin < 50; spin++) {
                Thread.onSpinWait();
            }
        }
    }

    final CountingSemaphore semaphore(int permits) {
        return new CountingSemaphore(permits) {
            @Override
            void interleave() {
                delay();
            }
        };
    }
}
