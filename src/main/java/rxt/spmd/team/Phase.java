package rxt.spmd.team;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;

/**
 * A number that members wait to see changed: {@link #await} spins shortly, then parks; {@link #advance} changes it and
 * wakes whoever parked.
 */
final class Phase {
    /** Some ten microseconds, less than it takes to wake a parked thread. */
    private static final int SPINS = 256;

    /** Slots lie this far apart so that no two members write to one cache line. */
    private static final int STRIDE = 16;

    private final AtomicInteger number = new AtomicInteger();
    private final AtomicReferenceArray<Thread> parked;
    private final int size;
    private final int spins;

    Phase(int size) {
        this.size = size;
        this.parked = new AtomicReferenceArray<>(size * STRIDE);
        // Who spins while others have no core delays those it waits for.
        this.spins = size <= Runtime.getRuntime().availableProcessors() ? SPINS : 1;
    }

    int number() {
        return number.get();
    }

    /** What every thread wrote before, those that {@link #await} lets go see. */
    void advance() {
        number.incrementAndGet();
        for (int member = 0; member < size; member++) {
            Thread waiting = parked.get(member * STRIDE);
            if (waiting != null) {
                LockSupport.unpark(waiting);
            }
        }
    }

    /** Waits until the number is no longer {@code seen}; an interrupt is kept for after the wait. */
    void await(int seen, int member) {
        for (int spin = 0; spin < spins; spin++) {
            if (number.get() != seen) {
                return;
            }
            Thread.onSpinWait();
        }
        park(seen, member * STRIDE);
    }

    private void park(int seen, int slot) {
        boolean interrupted = false;
        parked.set(slot, Thread.currentThread());
        while (number.get() == seen) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        parked.set(slot, null);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
