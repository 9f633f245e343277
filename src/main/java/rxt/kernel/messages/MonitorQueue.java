package rxt.kernel.messages;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A bounded queue from its definition: a ring of places under one lock, with a condition for room and one for items
 * (Hoare, Monitors: an operating system structuring concept, 1974).
 */
class MonitorQueue implements ItemQueue {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final Condition items = lock.newCondition();
    private final double[][] places;
    private int first;
    private int size;

    MonitorQueue(int capacity) {
        places = new double[capacity][];
    }

    @Override
    public void put(double[] item) throws InterruptedException {
        enter();
        try {
            await(room, places.length, "room in a queue");
            append(item);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public double[] take() throws InterruptedException {
        enter();
        try {
            await(items, 0, "an item in a queue");
            return removeFirst();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean offer(double[] item) {
        enter();
        try {
            if (size == places.length) {
                return false;
            }
            append(item);
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public double[] poll() {
        enter();
        try {
            return size == 0 ? null : removeFirst();
        } finally {
            lock.unlock();
        }
    }

    private void enter() {
        interleave();
        lock.lock();
        interleave();
    }

    /** As long as the size is that at which there is nothing to do. */
    private void await(Condition change, int stuck, String what) throws InterruptedException {
        long left = TimeUnit.SECONDS.toNanos(Patience.SECONDS);
        while (size == stuck) {
            if (left <= 0) {
                throw Patience.overdue(what);
            }
            left = change.awaitNanos(left);
            interleave();
        }
    }

    private void append(double[] item) {
        places[(first + size) % places.length] = item;
        size++;
        interleave();
        items.signal();
    }

    private double[] removeFirst() {
        double[] item = places[first];
        places[first] = null;
        first = (first + 1) % places.length;
        size--;
        interleave();
        room.signal();
        return item;
    }

    /** Where threads may overtake each other; overridden by a test that lets them. */
    void interleave() {}
}
