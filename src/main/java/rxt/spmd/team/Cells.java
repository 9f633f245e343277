package rxt.spmd.team;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Shared numbers, each on cache lines of its own, so that who writes one does not disturb who reads another.
 *
 * <p>A plain array instead of an {@code AtomicLongArray}: no load is moved up over an atomic operation, so each reference
 * on the way to a number costs its four or five cycles again every time.
 */
final class Cells {
    /** Two lines of 64 bytes, since processors fetch them in pairs. */
    private static final int STRIDE = 16;

    private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[] words;

    Cells(int count) {
        // One stride in front: every access reads the array's length, which must not share a line with a number.
        words = new long[(count + 2) * STRIDE];
    }

    /** Also shows what was written before the value that it returns. */
    long get(int cell) {
        return (long) WORD.getVolatile(words, (cell + 1) * STRIDE);
    }

    /** Publishes what was written before; no later read of any cell comes before it. */
    void set(int cell, long value) {
        WORD.setVolatile(words, (cell + 1) * STRIDE, value);
    }

    /** As {@link #set}, but later reads need not wait for it. */
    void publish(int cell, long value) {
        WORD.setRelease(words, (cell + 1) * STRIDE, value);
    }

    long addAndGet(int cell, long delta) {
        return (long) WORD.getAndAdd(words, (cell + 1) * STRIDE, delta) + delta;
    }

    boolean compareAndSet(int cell, long expected, long value) {
        return WORD.compareAndSet(words, (cell + 1) * STRIDE, expected, value);
    }
}
