package rxt.spmd.team;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A number on cache lines of its own, in the object that uses it: one reference fewer to follow than with {@link Cells},
 * which counts after an atomic operation, over which no load is moved up.
 */
abstract class PaddedWord extends PaddingBefore {
    private static final VarHandle WORD;

    static {
        try {
            WORD = MethodHandles.lookup().findVarHandle(PaddedWord.class, "word", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    volatile long word;

    long b0, b1, b2, b3, b4, b5, b6, b7, b8, b9, b10, b11, b12, b13, b14;

    final long getAndAdd(long delta) {
        return (long) WORD.getAndAdd(this, delta);
    }

    /** Publishes what was written before; later reads need not wait for it. */
    final void publish(long value) {
        WORD.setRelease(this, value);
    }

    final boolean compareAndSet(long expected, long value) {
        return WORD.compareAndSet(this, expected, value);
    }
}

/** Fields of a superclass come first. */
abstract class PaddingBefore {
    long a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14;
}
