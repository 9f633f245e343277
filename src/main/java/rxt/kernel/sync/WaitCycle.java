package rxt.kernel.sync;

import java.util.StringJoiner;
import java.util.function.IntUnaryOperator;

/** Threads of which each waits for a lock of the next, and the last for one of the first. */
final class WaitCycle {
    /** A longer one is told by its ends. */
    private static final int TOLD = 4;

    private WaitCycle() {}

    /**
     * A cycle in words, from its lowest thread on, so that one cycle has one text.
     *
     * @param lowest number of that thread
     * @param length number of threads
     * @param wanted the lock that a thread waits for
     * @param holder the thread that holds a lock
     */
    static String words(int lowest, int length, IntUnaryOperator wanted, IntUnaryOperator holder) {
        StringJoiner words = new StringJoiner(", ");
        int thread = lowest;
        for (int i = 0; i < length; i++) {
            int lock = wanted.applyAsInt(thread);
            int next = holder.applyAsInt(lock);
            if (length <= TOLD || i < 2 || i == length - 1) {
                words.add("thread " + thread + " waits for lock " + lock + " of thread " + next);
            } else if (i == 2) {
                words.add("…");
            }
            thread = next;
        }
        return words.toString();
    }
}
