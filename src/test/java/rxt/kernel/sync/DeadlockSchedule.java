package rxt.kernel.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/** Threads that need some of the locks at a time, in order or as it comes. */
final class DeadlockSchedule extends RandomSchedule {
    private final int threads = random.nextInt(2, MOST + 1);
    private final int locks = random.nextInt(2, MOST + 1);
    private final int meals = random.nextInt(1, 4);
    private final boolean ordered = random.nextBoolean();
    private final AtomicIntegerArray eating = new AtomicIntegerArray(locks);
    private final AtomicInteger shared = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger eaten = new AtomicInteger();
    private final AtomicLong deadlocks;
    private final GuardedLocks table;

    DeadlockSchedule(long seed, boolean faulty, AtomicLong deadlocks) {
        super(seed);
        this.deadlocks = deadlocks;
        table = new GuardedLocks(threads, locks) {
            @Override
            int cycleOf(int thread) {
                int length = super.cycleOf(thread);
                return faulty && length > 2 ? 0 : length;
            }

            @Override
            void interleave() {
                delay();
            }
        };
        for (int thread = 0; thread < threads; thread++) {
            int number = thread;
            int[][] wanted = new int[meals][];
            for (int meal = 0; meal < meals; meal++) {
                wanted[meal] = someLocks();
            }
            worker(() -> dine(number, wanted));
        }
    }

    private int[] someLocks() {
        int[] all = new int[locks];
        for (int lock = 0; lock < locks; lock++) {
            int place = random.nextInt(lock + 1);
            all[lock] = all[place];
            all[place] = lock;
        }
        int[] some = Arrays.copyOf(all, random.nextInt(2, locks + 1));
        if (ordered) {
            Arrays.sort(some);
        }
        return some;
    }

    private void dine(int thread, int[][] wanted) {
        for (int[] forks : wanted) {
            while (!take(thread, forks)) {
                refused.incrementAndGet();
            }
            eat(forks);
            leave(thread, forks, forks.length);
        }
    }

    private boolean take(int thread, int[] forks) {
        for (int held = 0; held < forks.length; held++) {
            if (!table.acquire(thread, forks[held])) {
                leave(thread, forks, held);
                return false;
            }
            delay();
        }
        return true;
    }

    private void leave(int thread, int[] forks, int held) {
        for (int k = held - 1; k >= 0; k--) {
            table.release(thread, forks[k]);
        }
    }

    private void eat(int[] forks) {
        for (int fork : forks) {
            shared.addAndGet(eating.getAndIncrement(fork));
        }
        delay();
        for (int fork : forks) {
            eating.decrementAndGet(fork);
        }
        eaten.incrementAndGet();
    }

    @Override
    void assertEnd() {
        assertThat(eaten.get()).as("meals, seed " + seed).isEqualTo(threads * meals);
        assertThat(shared.get()).as("forks of two, seed " + seed).isZero();
        assertThat(table.deadlocks()).as("deadlocks, seed " + seed).isEqualTo(refused.get());
        if (ordered) {
            assertThat(table.deadlocks()).isZero();
        }
        assertThat(table.longest()).isBetween(0, threads);
        deadlocks.addAndGet(table.deadlocks());
    }
}
