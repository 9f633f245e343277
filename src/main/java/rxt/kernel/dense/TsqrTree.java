package rxt.kernel.dense;

import rxt.spmd.grid.Partition;

/**
 * The binary tree over all blocks by which their triangles become one: at distance d = 1, 2, 4, … block i takes in
 * block i + d, for every i that 2·d divides. It is the same for every ranks × threads, and so are the bits of its root.
 *
 * <p>Ranks have neighbouring blocks. At each distance one triangle of a rank at most goes to a lower rank, and one at
 * most comes from a higher one.
 *
 * @param blocks how they are dealt to the ranks
 */
record TsqrTree(Partition blocks) {
    private static final long NONE = -1;

    /** Distances: the smallest number of doublings that reaches the last block. */
    int levels() {
        return Long.SIZE - Long.numberOfLeadingZeros(blocks.length() - 1);
    }

    /**
     * The first block of this rank that takes in another of the same rank, of {@link #pairs}, each 2·d from the next.
     */
    long firstPair(int rank, long d) {
        return Math.ceilDiv(blocks.from(rank), 2 * d) * 2 * d;
    }

    /** Blocks of this rank that take in another of the same rank. */
    long pairs(int rank, long d) {
        return Math.max(0, Math.ceilDiv(blocks.to(rank) - d - firstPair(rank, d), 2 * d));
    }

    /** The block of this rank whose triangle goes to the rank of the block d before it, or −1. */
    long leaving(int rank, long d) {
        long block = Math.ceilDiv(blocks.from(rank) - d, 2 * d) * 2 * d + d;
        return block < blocks.to(rank) && block - d < blocks.from(rank) && block >= d ? block : NONE;
    }

    /** The block of this rank to which that of another rank comes, d after it, or −1. */
    long receiving(int rank, long d) {
        long block = Math.floorDiv(blocks.to(rank) - 1, 2 * d) * 2 * d;
        boolean mine = block >= blocks.from(rank) && block < blocks.to(rank);
        return mine && block + d >= blocks.to(rank) && block + d < blocks.length() ? block : NONE;
    }

    /** Triangles that go from rank to rank. */
    long messages() {
        long sent = 0;
        for (int rank = 1; rank < blocks.parts(); rank++) {
            for (int level = 0; level < levels(); level++) {
                sent += leaving(rank, 1L << level) == NONE ? 0 : 1;
            }
        }
        return sent;
    }
}
