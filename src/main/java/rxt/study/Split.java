package rxt.study;

/**
 * A way to divide work: ranks × threads.
 *
 * @param ranks processes, 1 or more
 * @param threads threads of each, 1 or more
 */
public record Split(int ranks, int threads) {
    public int workers() {
        return Math.multiplyExact(ranks, threads);
    }

    @Override
    public String toString() {
        return ranks + "×" + threads;
    }
}
