package rxt.study;

/**
 * A way to divide work: ranks × threads, on so many nodes.
 *
 * @param nodes 1 or more, a divisor of {@code ranks}: every node has equally many
 * @param ranks processes, 1 or more
 * @param threads threads of each, 1 or more
 */
public record Split(int nodes, int ranks, int threads) {
    /** On one node. */
    public Split(int ranks, int threads) {
        this(1, ranks, threads);
    }

    /** So many ranks on each node. */
    static Split perNode(int nodes, int ranksPerNode, int threads) {
        return new Split(nodes, Math.multiplyExact(nodes, ranksPerNode), threads);
    }

    public int workers() {
        return Math.multiplyExact(ranks, threads);
    }

    @Override
    public String toString() {
        return ranks + "×" + threads + (nodes == 1 ? "" : " on " + nodes + " nodes");
    }
}
