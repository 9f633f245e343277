package rxt.measure.core;

/** A number for each thread, each on cache lines of its own. */
final class Slots {
    private static final int LINE = 16;

    private final long[] numbers;

    Slots(int threads) {
        numbers = new long[(threads + 1) * LINE];
    }

    void add(int thread, long number) {
        numbers[(thread + 1) * LINE] += number;
    }

    long get(int thread) {
        return numbers[(thread + 1) * LINE];
    }

    long sum() {
        long sum = 0;
        for (long number : numbers) {
            sum += number;
        }
        return sum;
    }
}
