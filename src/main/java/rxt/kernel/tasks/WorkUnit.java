package rxt.kernel.tasks;

import java.util.List;
import java.util.concurrent.locks.LockSupport;
import rxt.kernel.Context;
import rxt.kernel.Digest;
import rxt.kernel.Journal;
import rxt.kernel.Parameter;
import rxt.kernel.Params;

/**
 * A unit of work that a kernel's tasks consist of: so many turns of a linear congruential generator modulo 2⁶⁴, which
 * computes; or so long a wait, which does not. What either leaves is known beforehand: the generator can be jumped ahead.
 *
 * <p>Source: Brown, "Random number generation with arbitrary strides", Trans. Am. Nucl. Soc. 71 (1994); multiplier and
 * increment are Knuth's MMIX.
 *
 * @param waits whether a unit is a wait
 * @param turns of the generator in a unit
 * @param waitNanos length of a unit that waits
 * @param journal its clock ends a wait
 */
record WorkUnit(boolean waits, long turns, long waitNanos, Journal journal) {
    /** A step that waits longer on one thread is taken for a mistake. */
    static final double MOST_SECONDS = 60;

    private static final long MULTIPLIER = 6364136223846793005L;
    private static final long INCREMENT = 1442695040888963407L;

    /** Read from memory, since a compiler that knows both numbers makes one turn of many. */
    private static final long[] GENERATOR = {MULTIPLIER, INCREMENT};

    /** Of the parameters of {@link #parameters}. */
    static WorkUnit of(Context context) {
        return new WorkUnit(
                context.params().text("work").equals("wait"),
                context.params().longValue("turns"),
                1000 * context.params().longValue("wait_us"),
                context.journal());
    }

    /** What every kernel of such units lets choose. */
    static List<Parameter> parameters(long turns) {
        return List.of(
                Parameter.choice("work", "compute", List.of("compute", "wait"), "what a unit of work is"),
                Parameter.whole("turns", turns, 1, 1_000_000_000L, "of a generator in a unit that computes"),
                Parameter.whole("wait_us", 100, 1, 1_000_000, "length of a unit that waits, in µs"));
    }

    /**
     * Refuses waits that are too long.
     *
     * @param units that one thread may have to wait in a step
     */
    static void require(Params params, double units) {
        long micros = params.longValue("wait_us");
        if (params.text("work").equals("wait") && units * micros * 1e-6 > MOST_SECONDS) {
            throw new IllegalArgumentException(units + " units of wait_us = " + micros
                    + " are a step that waits longer than " + MOST_SECONDS + " s; use fewer or shorter ones");
        }
    }

    /** Where the generator of a task begins. */
    static long seed(long task) {
        return Digest.term(task, 0L);
    }

    /** Works for so many units, from any thread, and answers where the generator is then. */
    long run(long state, double units) {
        pause(units);
        return advance(state, units);
    }

    /** The part of {@link #run} that waits; nothing where units compute. */
    void pause(double units) {
        if (waits) {
            long nanos = Math.round(units * waitNanos);
            long end = journal.nanos() + nanos;
            for (long left = nanos; left > 0; left = end - journal.nanos()) {
                LockSupport.parkNanos(left);
            }
        }
    }

    /** The part of {@link #run} that computes; next to nothing where units wait. */
    long advance(long state, double units) {
        if (waits) {
            return after(state, units);
        }
        long multiplier = GENERATOR[0];
        long increment = GENERATOR[1];
        long x = state;
        for (long turn = Math.round(units * turns); turn > 0; turn--) {
            x = x * multiplier + increment;
        }
        return x;
    }

    /** Where {@link #run} must end, in logarithmic time. */
    long after(long state, double units) {
        long multiplier = MULTIPLIER;
        long increment = INCREMENT;
        long x = state;
        for (long left = Math.round(units * turns); left > 0; left >>>= 1) {
            if ((left & 1) == 1) {
                x = x * multiplier + increment;
            }
            increment *= multiplier + 1;
            multiplier *= multiplier;
        }
        return x;
    }

    /** Multiplications and additions of so many units. */
    double operations(double units) {
        return waits ? 0 : 2 * units * turns;
    }
}
