package rxt.spmd.team;

import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Where the members of a crew wait: each spins as long as its {@link Patience} says, then parks until somebody who has
 * changed a cell finds that this was what it waited for.
 *
 * <p>No wake-up is lost: who parks first says so and then looks once more; who changes a cell does it by
 * {@link Cells#set} and then looks for who has parked. One of the two comes second and sees the other. The word is the
 * number of members that have said so.
 */
final class Parking extends PaddedWord {
    /** What a member waits for. */
    interface Condition {
        boolean holds(long number);

        /** Whether it can never come to hold. */
        default boolean hopeless(long number) {
            return false;
        }
    }

    private final Spot[] spots;

    Parking(int size, Supplier<Patience> patience) {
        spots = new Spot[size];
        for (int member = 0; member < size; member++) {
            spots[member] = new Spot(patience.get());
        }
    }

    /** Waits; false when it is hopeless. An interrupt is kept for after the wait. */
    boolean await(Condition condition, long number, int member) {
        if (spin(condition, number, member)) {
            return true;
        }
        park(condition, number, member);
        return condition.holds(number);
    }

    /** The part of {@link #await} that spins. */
    boolean spin(Condition condition, long number, int member) {
        return condition.holds(number) || spots[member].patience.spin(condition, number);
    }

    /** The part of {@link #await} that parks. */
    void park(Condition condition, long number, int member) {
        Spot spot = spots[member];
        boolean interrupted = false;
        long start = System.nanoTime();
        spot.thread = Thread.currentThread();
        spot.number = number;
        getAndAdd(1);
        spot.condition = condition;
        while (!condition.holds(number) && !condition.hopeless(number)) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        spot.condition = null;
        getAndAdd(-1);
        spot.patience.parked(System.nanoTime() - start);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Wakes whoever need not wait any longer; for after a {@link Cells#set}. */
    void wake() {
        if (word != 0) {
            wakeParked();
        }
    }

    private void wakeParked() {
        for (Spot spot : spots) {
            Condition condition = spot.condition;
            // The number may be of the next wait already, who will look once more itself.
            if (condition != null && (condition.holds(spot.number) || condition.hopeless(spot.number))) {
                LockSupport.unpark(spot.thread);
            }
        }
    }

    /** One member's place. */
    private static final class Spot {
        private final Patience patience;
        private Thread thread = Thread.currentThread();
        private long number;
        private volatile Condition condition;

        Spot(Patience patience) {
            this.patience = patience;
        }
    }
}
