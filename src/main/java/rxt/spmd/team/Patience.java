package rxt.spmd.team;

/**
 * How long one member spins before it parks: 200 µs, some times the cost of a wake-up, as long as that pays, and a few
 * glances while the cores are crowded, where a spinner takes the core from the one it waits for.
 *
 * <p>Crowded is: more members than processors; a spinner that lost its core meanwhile (the clock jumps); some spins in
 * a row that ended in parking. Since other ranks come and go, a long spin is tried again after some parkings that took
 * less time than it would have; after twice as many with each trial that fails.
 */
final class Patience {
    private static final int GLANCES = 64;
    private static final int GLANCES_IF_CROWDED = 2;
    private static final int GLANCES_PER_CLOCK = 32;
    private static final long LONG_NANOS = 200_000;
    private static final long LOST_CORE_NANOS = 50_000;
    private static final int MOST_FAILURES = 4;
    private static final int MOST_HOLD_OFF = 1024;

    private final boolean spins;
    private boolean crowded;
    private int failures;
    private int holdOff = 1;
    private int untilTrial;

    private Patience(boolean spins, boolean crowded) {
        this.spins = spins;
        this.crowded = crowded;
        this.holdOff = crowded ? MOST_HOLD_OFF : 1;
        this.untilTrial = holdOff;
    }

    /** Of a member of a team of {@code size} threads that compete for {@code processors}. */
    static Patience of(int size, int processors) {
        return new Patience(true, size > processors);
    }

    /** Of a virtual thread, whose carrier has better things to do. */
    static Patience none() {
        return new Patience(false, true);
    }

    boolean isCrowded() {
        return crowded;
    }

    /** Returns whether {@code condition} came to hold; if not, parking is due. */
    boolean spin(Parking.Condition condition, long number) {
        if (!spins) {
            return condition.holds(number);
        }
        int glances = crowded ? GLANCES_IF_CROWDED : GLANCES;
        for (int glance = 0; glance < glances; glance++) {
            if (condition.holds(number)) {
                return true;
            }
            Thread.onSpinWait();
        }
        if (crowded && untilTrial > 0) {
            return condition.holds(number);
        }
        return spinLong(condition, number);
    }

    /** Learns from a parking that followed a spin. */
    void parked(long nanos) {
        if (crowded && nanos < LONG_NANOS && untilTrial > 0) {
            untilTrial--;
        }
    }

    private boolean spinLong(Parking.Condition condition, long number) {
        long start = System.nanoTime();
        for (long last = start; last - start < LONG_NANOS; ) {
            for (int glance = 0; glance < GLANCES_PER_CLOCK; glance++) {
                if (condition.holds(number)) {
                    crowded = false;
                    failures = 0;
                    holdOff = 1;
                    return true;
                }
                Thread.onSpinWait();
            }
            if (condition.hopeless(number)) {
                return false;
            }
            long now = System.nanoTime();
            if (now - last > LOST_CORE_NANOS) {
                failures = MOST_FAILURES;
                break;
            }
            last = now;
        }
        fail();
        return condition.holds(number);
    }

    private void fail() {
        failures++;
        if (crowded || failures >= MOST_FAILURES) {
            crowded = true;
            failures = 0;
            untilTrial = holdOff;
            holdOff = Math.min(MOST_HOLD_OFF, 2 * holdOff);
        }
    }
}
