package rxt.spmd.team;

import java.util.concurrent.atomic.AtomicLongArray;

/** Shared numbers, each on cache lines of its own, so that who writes one does not disturb who reads another. */
final class Cells {
    /** Two lines of 64 bytes, since processors fetch them in pairs. */
    private static final int STRIDE = 16;

    private final AtomicLongArray words;

    Cells(int count) {
        // One stride in front: every access reads the array's length, which must not share a line with a number.
        words = new AtomicLongArray((count + 2) * STRIDE);
    }

    /** Also shows what was written before the value that it returns. */
    long get(int cell) {
        return words.get((cell + 1) * STRIDE);
    }

    /** Publishes what was written before; no later read of any cell comes before it. */
    void set(int cell, long value) {
        words.set((cell + 1) * STRIDE, value);
    }

    /** As {@link #set}, but later reads need not wait for it. */
    void publish(int cell, long value) {
        words.setRelease((cell + 1) * STRIDE, value);
    }

    long getAndIncrement(int cell) {
        return words.getAndIncrement((cell + 1) * STRIDE);
    }

    long addAndGet(int cell, long delta) {
        return words.addAndGet((cell + 1) * STRIDE, delta);
    }

    boolean compareAndSet(int cell, long expected, long value) {
        return words.compareAndSet((cell + 1) * STRIDE, expected, value);
    }
}
