package rxt.kernel.messages;

import rxt.kernel.Digest;

/** What one worker took from a queue: how many items, and a hash of them that no order changes. */
final class QueueTally {
    private long taken;
    private long hash;
    private long before;

    /** Item {@code number}: that, and so on by one. */
    static double[] item(long number, int n) {
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = (double) number + i;
        }
        return values;
    }

    static long hash(double[] item) {
        long hash = 0;
        for (int i = 0; i < item.length; i++) {
            hash = 31 * hash + Double.doubleToLongBits(item[i]);
        }
        return Digest.term((long) item[0], hash);
    }

    /** A step begins. */
    QueueTally begin() {
        before = hash;
        return this;
    }

    void add(double[] item) {
        taken++;
        hash += hash(item);
    }

    long taken() {
        return taken;
    }

    /** Of all items. */
    long hash() {
        return hash;
    }

    /** Of those of the last step. */
    long lastHash() {
        return hash - before;
    }
}
