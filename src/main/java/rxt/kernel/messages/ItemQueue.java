package rxt.kernel.messages;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A queue of limited length that any threads put items into and take them from, first in, first out. */
interface ItemQueue {
    /** Waits for room, at most {@link Patience#SECONDS}. */
    void put(double[] item) throws InterruptedException;

    /** Waits for an item, at most {@link Patience#SECONDS}. */
    double[] take() throws InterruptedException;

    /** False where there is no room. */
    boolean offer(double[] item);

    /** Null where there is no item. */
    double[] poll();

    /**
     * One of that kind.
     *
     * @param variant {@code monitor}, {@code array-blocking}, {@code linked-blocking}, {@code jctools}, or {@code pipe} for
     *     two threads
     * @param capacity items that have room, 1 or more; with {@code jctools} the next power of two, 2 or more
     */
    static ItemQueue of(String variant, int capacity) {
        return switch (variant) {
            case "array-blocking" -> of(new ArrayBlockingQueue<>(capacity));
            case "linked-blocking" -> of(new LinkedBlockingQueue<>(capacity));
            case "jctools" -> new RingQueue(capacity);
            case "pipe" -> new LamportQueue(capacity);
            default -> new MonitorQueue(capacity);
        };
    }

    private static ItemQueue of(BlockingQueue<double[]> queue) {
        return new ItemQueue() {
            @Override
            public void put(double[] item) throws InterruptedException {
                if (!queue.offer(item, Patience.SECONDS, TimeUnit.SECONDS)) {
                    throw Patience.overdue("room in a queue");
                }
            }

            @Override
            public double[] take() throws InterruptedException {
                double[] item = queue.poll(Patience.SECONDS, TimeUnit.SECONDS);
                if (item == null) {
                    throw Patience.overdue("an item in a queue");
                }
                return item;
            }

            @Override
            public boolean offer(double[] item) {
                return queue.offer(item);
            }

            @Override
            public double[] poll() {
                return queue.poll();
            }
        };
    }
}
