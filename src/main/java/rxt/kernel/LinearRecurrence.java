package rxt.kernel;

/**
 * Work that can be counted: x ← a·x + c modulo 2⁶⁴, over and over, where no step can begin before the one before it has
 * ended. It needs no memory, and after any number of steps its x is known at once.
 */
public final class LinearRecurrence {
    /** Knuth's constants for 64-bit linear congruential generators (MMIX). */
    private static final long MULTIPLIER = 6364136223846793005L;

    private static final long INCREMENT = 1442695040888963407L;

    /** Elements of an array are no constants to a compiler: with constants it was seen to make many steps one. */
    private static final long[] HIDDEN = {MULTIPLIER, INCREMENT};

    /** Some 50 ms, long enough for the compilers to have done their work. */
    private static final int ROUNDS = 2_000;

    private static final long STEPS = 20_000;

    private LinearRecurrence() {}

    /** x after {@code steps} steps from {@code seed}, one after the other. */
    public static long run(long seed, long steps) {
        long multiplier = HIDDEN[0];
        long increment = HIDDEN[1];
        long x = seed;
        for (long i = 0; i < steps; i++) {
            x = multiplier * x + increment;
        }
        return x;
    }

    /** What {@link #run} returns, without running. */
    public static long known(long seed, long steps) {
        return jump(steps).of(seed);
    }

    /** Many steps as one, by squaring. */
    public static Jump jump(long steps) {
        Jump result = new Jump(1, 0);
        Jump square = new Jump(MULTIPLIER, INCREMENT);
        for (long e = steps; e > 0; e >>= 1) {
            if ((e & 1) == 1) {
                result = square.after(result);
            }
            square = square.after(square);
        }
        return result;
    }

    /** x ← multiplier·x + increment. */
    public record Jump(long multiplier, long increment) {
        public long of(long x) {
            return multiplier * x + increment;
        }

        /** The results of all seeds from {@code from} (inclusive) to {@code to} (exclusive), added. */
        public long sum(long from, long to) {
            long count = to - from;
            long ends = from + to - 1;
            long seeds = count % 2 == 0 ? count / 2 * ends : ends / 2 * count; // one of the two is even
            return multiplier * seeds + count * increment;
        }

        private Jump after(Jump first) {
            return new Jump(multiplier * first.multiplier, of(first.increment));
        }
    }

    /** Steps that one thread makes in a microsecond, here and now: the fastest of some rounds; at least 1. */
    public static long stepsPerMicrosecond(Journal journal) {
        long least = Long.MAX_VALUE;
        long x = 1;
        for (int round = 0; round < ROUNDS; round++) {
            long begin = journal.nanos();
            x = run(x, STEPS);
            least = Math.min(least, journal.nanos() - begin);
        }
        // x is looked at, lest a compiler leave the rounds out.
        return Math.max(1, STEPS * 1000 / Math.max(1, least + (x == 0 ? 1 : 0)));
    }
}
