package rxt.spmd.team;

/** A sum of longs over {@link Blocks}, modulo 2⁶⁴, which any order leaves the same; used again for every call. */
final class LongSum extends Blocks {
    /** The members' sums lie this far apart so that no two write to one cache line. */
    private static final int STRIDE = 16;

    private final long[] partial;
    private Team.LongBlock block = (_, _) -> 0;

    LongSum(int size) {
        partial = new long[(size + 1) * STRIDE];
    }

    @SuppressWarnings("ReferenceEquality") // The same object need not be written again; another one must.
    void open(Range range, Team.LongBlock of) {
        if (block != of) {
            block = of;
        }
        open(range);
    }

    long result() {
        long sum = 0;
        for (int place = STRIDE; place < partial.length; place += STRIDE) {
            sum += partial[place];
        }
        return sum;
    }

    @Override
    void start(int member) {
        partial[(member + 1) * STRIDE] = 0;
    }

    @Override
    void block(int member, long from, long to) {
        partial[(member + 1) * STRIDE] += block.of(from, to);
    }
}
