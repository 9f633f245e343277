package rxt.spmd.team;

/** A sum of longs over {@link Blocks}, modulo 2⁶⁴, which any order leaves the same; used again for every call. */
final class LongSum extends Blocks {
    /** The members' sums lie this far apart so that no two write to one cache line. */
    private static final int STRIDE = 16;

    private final long[] partial;
    private long[] results = {};
    private Team.LongBlock block = (_, _) -> 0;

    LongSum(int size) {
        partial = new long[size * STRIDE];
    }

    /** Returns the number of groups to sum. */
    int open(Range range, Team.LongBlock of) {
        block = of;
        int groups = open(range);
        if (results.length < groups) {
            results = new long[groups];
        }
        return groups;
    }

    long result(int groups) {
        long sum = 0;
        for (int group = 0; group < groups; group++) {
            sum += results[group];
        }
        return sum;
    }

    @Override
    void begin(int member) {
        partial[member * STRIDE] = 0;
    }

    @Override
    void block(int member, long from, long to) {
        partial[member * STRIDE] += block.of(from, to);
    }

    @Override
    void end(int member, int group) {
        results[group] = partial[member * STRIDE];
    }
}
