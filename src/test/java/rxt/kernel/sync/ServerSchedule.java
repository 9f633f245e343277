package rxt.kernel.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;

/** Requests that come in under one of k permits. */
final class ServerSchedule extends RandomSchedule {
    private final int permits = random.nextInt(1, MOST);
    private final int requests = random.nextInt(1, 5);
    private final int clients = random.nextInt(1, 2 * MOST);
    private final CountingSemaphore semaphore = semaphore(permits);
    private final AtomicInteger left = new AtomicInteger(permits);
    private final boolean faulty;
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger served = new AtomicInteger();

    ServerSchedule(long seed, boolean faulty) {
        super(seed);
        this.faulty = faulty;
        for (int client = 0; client < clients; client++) {
            worker(this::client);
        }
    }

    private void client() {
        for (int request = 0; request < requests; request++) {
            if (faulty) {
                acquireInTwoSteps();
            } else {
                semaphore.acquire();
            }
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            delay();
            served.incrementAndGet();
            inside.decrementAndGet();
            if (faulty) {
                left.incrementAndGet();
            } else {
                semaphore.release();
            }
        }
    }

    private void acquireInTwoSteps() {
        for (long pauses = 0; left.get() <= 0; ) {
            pauses = Backoff.pause(pauses, "a permit");
        }
        delay();
        left.decrementAndGet();
    }

    @Override
    void assertEnd() {
        assertThat(most.get()).as("most inside, seed " + seed).isBetween(1, permits);
        assertThat(served.get()).isEqualTo(clients * requests);
        assertThat(semaphore.permits()).isEqualTo(permits);
    }
}
