package rxt.kernel.messages;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A queue for one thread that puts and one that takes: each moves an index of its own, so neither needs a lock (Lamport,
 * Specifying concurrent program modules, 1983).
 */
final class LamportQueue implements ItemQueue {
    private final double[][] places;
    private final AtomicLong puts = new AtomicLong();
    private final AtomicLong takes = new AtomicLong();

    LamportQueue(int capacity) {
        places = new double[capacity][];
    }

    @Override
    public void put(double[] item) {
        for (long turn = 0; !offer(item); turn++) {
            Patience.stand("room in a pipe", turn);
        }
    }

    @Override
    public double[] take() {
        double[] item = poll();
        for (long turn = 0; item == null; turn++) {
            Patience.stand("an item in a pipe", turn);
            item = poll();
        }
        return item;
    }

    @Override
    public boolean offer(double[] item) {
        long next = puts.getPlain();
        if (next - takes.getAcquire() == places.length) {
            return false;
        }
        places[place(next)] = item;
        puts.setRelease(next + 1);
        return true;
    }

    @Override
    public double[] poll() {
        long next = takes.getPlain();
        if (next == puts.getAcquire()) {
            return null;
        }
        double[] item = places[place(next)];
        places[place(next)] = null;
        takes.setRelease(next + 1);
        return item;
    }

    private int place(long number) {
        return (int) (number % places.length);
    }
}
