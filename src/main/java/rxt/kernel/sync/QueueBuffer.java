package rxt.kernel.sync;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The library's bounded buffer. It is not asked for its size: items are counted outside it, from both sides, so that a
 * queue that takes or gives too many is seen and a right one never is.
 */
final class QueueBuffer implements Buffer {
    private final BlockingQueue<Long> queue;
    /** Of those in the queue: counted in when they are in, out before they are asked for. */
    private final AtomicInteger inForSure = new AtomicInteger();
    /** At least those in the queue: counted in before they are in, out when they are out. */
    private final AtomicInteger inPerhaps = new AtomicInteger();

    private final AtomicInteger least = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    QueueBuffer(int capacity) {
        this(new ArrayBlockingQueue<>(capacity));
    }

    /** One around the given queue. */
    QueueBuffer(BlockingQueue<Long> queue) {
        this.queue = queue;
    }

    @Override
    public void put(long item) {
        inPerhaps.incrementAndGet();
        try {
            if (!queue.offer(item, Backoff.LIMIT_NANOS, TimeUnit.NANOSECONDS)) {
                throw Backoff.overdue("a free place");
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        countIn();
    }

    @Override
    public boolean offer(long item) {
        inPerhaps.incrementAndGet();
        if (!queue.offer(item)) {
            inPerhaps.decrementAndGet();
            return false;
        }
        countIn();
        return true;
    }

    private void countIn() {
        int size = inForSure.incrementAndGet();
        if (size > most.get()) {
            most.accumulateAndGet(size, Math::max);
        }
    }

    @Override
    public long take() {
        inForSure.decrementAndGet();
        try {
            Long item = queue.poll(Backoff.LIMIT_NANOS, TimeUnit.NANOSECONDS);
            if (item == null) {
                throw Backoff.overdue("an item");
            }
            int size = inPerhaps.decrementAndGet();
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

    /** The queue lets none through. */
    @Override
    public long strays() {
        return 0;
    }
}
