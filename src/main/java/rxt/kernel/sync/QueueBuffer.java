package rxt.kernel.sync;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The library's bounded buffer, whose size is looked at after each operation. */
final class QueueBuffer implements Buffer {
    private final ArrayBlockingQueue<Long> queue;
    private final AtomicInteger least = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    QueueBuffer(int capacity) {
        queue = new ArrayBlockingQueue<>(capacity);
    }

    @Override
    public void put(long item) {
        try {
            if (!queue.offer(item, Backoff.LIMIT_NANOS, TimeUnit.NANOSECONDS)) {
                throw Backoff.overdue("a free place");
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        int size = queue.size();
        if (size > most.get()) {
            most.accumulateAndGet(size, Math::max);
        }
    }

    @Override
    public long take() {
        try {
            Long item = queue.poll(Backoff.LIMIT_NANOS, TimeUnit.NANOSECONDS);
            if (item == null) {
                throw Backoff.overdue("an item");
            }
            int size = queue.size();
            if (size < least.get()) {
                least.accumulateAndGet(size, Math::min);
            }
            return item;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while it waited at a buffer", e);
    }

    @Override
    public int least() {
        return least.get();
    }

    @Override
    public int most() {
        return most.get();
    }
}
