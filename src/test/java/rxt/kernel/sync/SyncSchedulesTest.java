package rxt.kernel.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/**
 * Many short schedules of threads at one of the textbook's constructs, each with delays drawn from a seed of its own at
 * the places where threads may overtake each other; and for each construct a faulty one that the schedules must see.
 */
class SyncSchedulesTest {
    private static final int SCHEDULES = 10_000;

    @Test
    void semaphoreLetsInSoMany() throws Exception {
        all(seed -> new ServerSchedule(seed, false));
    }

    @Test
    void bufferPassesEveryItemOnceAndKeepsItsBounds() throws Exception {
        all(seed -> new BufferSchedule(seed, false));
    }

    /** Half of the schedules take their locks in order and never meet a deadlock; of the others many do. */
    @Test
    void guardFindsAndEndsEveryDeadlock() throws Exception {
        AtomicLong deadlocks = new AtomicLong();
        all(seed -> new DeadlockSchedule(seed, false, deadlocks));
        assertThat(deadlocks.get()).isGreaterThan(SCHEDULES / 10);
    }

    /** Looks for a permit and takes it, with time between the two. */
    @Test
    void aSemaphoreOfTwoStepsIsSeen() throws Exception {
        assertSeen(seed -> new ServerSchedule(seed, true), "most inside");
    }

    /** Nobody is kept from the ring while another is at it. */
    @Test
    void aBufferWithoutMutexIsSeen() throws Exception {
        assertSeen(seed -> new BufferSchedule(seed, true), "item ");
    }

    /** Follows the graph one step far: a cycle of three is none to it. */
    @Test
    void aGuardThatSeesPairsOnlyIsSeen() throws Exception {
        assertSeen(seed -> new DeadlockSchedule(seed, true, new AtomicLong()), "hangs");
    }

    private static void all(LongFunction<RandomSchedule> schedules) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(2 * RandomSchedule.MOST)) {
            for (long seed = 0; seed < SCHEDULES; seed++) {
                schedules.apply(seed).run(threads, 30_000);
            }
        }
    }

    private static void assertSeen(LongFunction<RandomSchedule> schedules, String fault) throws Exception {
        String seen = "";
        try (ExecutorService threads = Executors.newFixedThreadPool(2 * RandomSchedule.MOST)) {
            for (long seed = 0; seed < SCHEDULES && seen.isEmpty(); seed++) {
                try {
                    schedules.apply(seed).run(threads, 1000);
                } catch (AssertionError e) {
                    seen = e.getMessage();
                }
            }
            threads.shutdownNow();
        }
        assertThat(seen).contains(fault);
    }
}
