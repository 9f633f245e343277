package rxt.kernel.messages;

import org.jctools.queues.atomic.MpmcAtomicArrayQueue;

/**
 * JCTools' ring for many producers and consumers, without locks: each place has a number by which threads see whose turn it
 * is (Vyukov, Bounded MPMC queue, 2010). It knows no waiting; who finds no room or no item looks again and again. Its class
 * without {@code sun.misc.Unsafe}, of which the JVM warns.
 */
final class RingQueue implements ItemQueue {
    private static final int LEAST = 2;

    private final MpmcAtomicArrayQueue<double[]> ring;

    /** With room for {@code capacity} items, rounded up to a power of two, 2 or more. */
    RingQueue(int capacity) {
        ring = new MpmcAtomicArrayQueue<>(Math.max(LEAST, capacity));
    }

    @Override
    public void put(double[] item) {
        for (long turn = 0; !ring.offer(item); turn++) {
            Patience.stand("room in a queue", turn);
        }
    }

    @Override
    public double[] take() {
        double[] item = ring.poll();
        for (long turn = 0; item == null; turn++) {
            Patience.stand("an item in a queue", turn);
            item = ring.poll();
        }
        return item;
    }

    @Override
    public boolean offer(double[] item) {
        return ring.offer(item);
    }

    @Override
    public double[] poll() {
        return ring.poll();
    }
}
