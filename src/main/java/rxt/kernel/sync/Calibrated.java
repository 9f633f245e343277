package rxt.kernel.sync;

import rxt.kernel.LinearRecurrence;

/**
 * Work of a known length and a known answer: steps of the congruential generator x ← a·x + c modulo 2⁶⁴ (Knuth's MMIX
 * constants), each of which needs the one before it. Many steps at once have a closed form, by which answers are checked.
 */
final class Calibrated {
    static final long FACTOR = 6364136223846793005L;
    static final long INCREMENT = 1442695040888963407L;

    private Calibrated() {}

    /** So many steps from {@code seed}, one after the other: about a nanosecond each. */
    static long compute(long seed, long steps) {
        return LinearRecurrence.run(seed, steps);
    }

    /**
     * What {@link #compute} answers, by squaring (Brown, Random number generation with arbitrary strides, 1994); negative
     * steps lead back.
     */
    static long steps(long seed, long steps) {
        long factor = 1;
        long sum = 0;
        long powerFactor = FACTOR;
        long powerSum = INCREMENT;
        for (long left = steps; left != 0; left >>>= 1) {
            if ((left & 1) != 0) {
                factor *= powerFactor;
                sum = sum * powerFactor + powerSum;
            }
            powerSum = (powerFactor + 1) * powerSum;
            powerFactor *= powerFactor;
        }
        return factor * seed + sum;
    }
}
