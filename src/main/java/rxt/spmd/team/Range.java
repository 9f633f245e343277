package rxt.spmd.team;

/**
 * The indices {@code from} (inclusive) to {@code to} (exclusive), in blocks of {@code block} for reductions.
 *
 * @param from first index
 * @param to one past the last; an empty range has {@code to == from}
 * @param block length of a reduction's block, 1 or more; the last block may be shorter
 */
public record Range(long from, long to, long block) {
    /** Long enough to pay for its scheduling, short enough to balance. */
    public static final long DEFAULT_BLOCK = 4096;

    public Range {
        if (to < from) {
            throw new IllegalArgumentException("a range ends before it begins: " + from + " to " + to);
        }
        if (to - from < 0) {
            throw new IllegalArgumentException(
                    "a range holds 2⁶³−1 indices at most; " + from + " to " + to + " are more");
        }
        if (block < 1) {
            throw new IllegalArgumentException("a range's block must be 1 or more, not " + block);
        }
    }

    public static Range of(long from, long to) {
        return new Range(from, to, DEFAULT_BLOCK);
    }

    public long length() {
        return to - from;
    }

    public Range inBlocksOf(long length) {
        return new Range(from, to, length);
    }
}
