package rxt.kernel.tasks;

/** The code that {@link WarmupJobs#define} makes anew from this class's file: it refers to no other code. */
final class WarmupCode implements WarmupJobs {
    /** Multiplier and increment; constants would be folded, see {@link rxt.kernel.LinearRecurrence}. */
    private static final long[] HIDDEN = {6364136223846793005L, 1442695040888963407L};

    @Override
    public long sum(long from, long to, int steps) {
        long sum = 0;
        for (long job = from; job < to; job++) {
            sum += job(job, steps);
        }
        return sum;
    }

    /** As {@link rxt.kernel.LinearRecurrence#run}. */
    private static long job(long seed, int steps) {
        long multiplier = HIDDEN[0];
        long increment = HIDDEN[1];
        long x = seed;
        for (int i = 0; i < steps; i++) {
            x = next(x, multiplier, increment);
        }
        return x;
    }

    private static long next(long x, long multiplier, long increment) {
        return multiplier * x + increment;
    }
}
