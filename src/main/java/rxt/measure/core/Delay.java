package rxt.measure.core;

/**
 * The delay of EPCC's microbenchmarks: about 0.1 µs of additions, each waiting for the one before. It begins with the end
 * of the delay before it, times 0, so that the processor does not run two at once.
 */
final class Delay {
    private static final double SECONDS = 0.1e-6;
    private static final int LONG = 10_000_000;
    private static final int TRIALS = 3;

    private final int length;

    private Delay(int length) {
        this.length = length;
    }

    /** A delay as long as meant on this machine. */
    static Delay calibrated() {
        Delay trial = new Delay(LONG);
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < TRIALS; i++) {
            long start = System.nanoTime();
            trial.run(0);
            best = Math.min(best, (System.nanoTime() - start) * 1e-9 / LONG);
        }
        return new Delay((int) (SECONDS / best) + 1);
    }

    int length() {
        return length;
    }

    /** Waits; takes and gives the end of a delay, the first takes 0. */
    float run(float before) {
        return run(length, before);
    }

    /**
     * As {@link #run(float)} of a delay with that {@code length}: what is run after an atomic operation must not follow
     * one reference more than the C twin does, whose length is a global.
     */
    static float run(int length, float before) {
        float sum = before * 0;
        for (int i = 0; i < length; i++) {
            sum += i;
        }
        if (sum < 0) {
            throw new IllegalStateException("a sum of numbers that are not negative cannot be");
        }
        return sum;
    }

    /** As many delays as that, one after the other. */
    float repeat(int count, float before) {
        float end = before;
        for (int i = 0; i < count; i++) {
            end = run(end);
        }
        return end;
    }
}
