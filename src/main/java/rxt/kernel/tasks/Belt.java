package rxt.kernel.tasks;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Between two stages of a pipeline: items pass in their order, from one thread to another. */
interface Belt {
    /** Items 0, 1, … in this order. */
    void put(int item);

    /** Whether this item, the next that was not asked for with success, has come; never waits. */
    boolean has(int item);

    /** Empty again. */
    void clear();

    /** The count of the items that have come is all there is. */
    final class Counter implements Belt {
        private volatile int next;

        @Override
        public void put(int item) {
            next = item + 1;
        }

        @Override
        public boolean has(int item) {
            return next > item;
        }

        @Override
        public void clear() {
            next = 0;
        }
    }

    /** A queue of the JDK. */
    final class Queue implements Belt {
        private final BlockingQueue<Integer> items;

        Queue(int capacity) {
            items = new ArrayBlockingQueue<>(capacity);
        }

        @Override
        public void put(int item) {
            items.add(item);
        }

        @Override
        public boolean has(int item) {
            Integer next = items.poll();
            if (next != null && next != item) {
                throw new IllegalStateException("item " + next + " of a pipeline came before item " + item);
            }
            return next != null;
        }

        @Override
        public void clear() {
            items.clear();
        }
    }
}
