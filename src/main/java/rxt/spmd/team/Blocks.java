package rxt.spmd.team;

/**
 * The frame of a reduction: a range's blocks, gathered in at most {@link #MOST_GROUPS} groups of 2ⁿ neighbours, the
 * groups dealt to the members in contiguous parts.
 *
 * <p>The tree along which results are combined joins neighbours 2i and 2i+1 at every level, and an odd last one moves
 * up as it is. A group is a whole subtree of it, so neither the groups nor the members change the tree. It needs memory
 * for the groups only, however long the range.
 */
abstract class Blocks implements Team.Region {
    /** Enough that some hundred members differ by a few per cent in load. */
    static final int MOST_GROUPS = 4096;

    private Range range = Range.of(0, 0);
    private long blocks;
    private int shift;
    private int groups;

    /** Writes nothing when the range is that of the time before: what is not written stays in every member's cache. */
    final void open(Range over) {
        if (!range.equals(over)) {
            range = over;
            blocks = Math.ceilDiv(over.length(), over.block());
            shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(Math.max(0, blocks - 1)) - 12);
            groups = (int) Math.ceilDiv(blocks, 1L << shift);
        }
    }

    final int groups() {
        return groups;
    }

    /** Starts a member, before its groups, of which it may have none. */
    void start(int member) {}

    /** Starts the member's next group. */
    void begin(int member) {}

    /** Reduces one block. */
    abstract void block(int member, long from, long to);

    /** Keeps the result of the member's group. */
    void end(int member, int group) {}

    @Override
    public final void run(Team.Member me) {
        run(me.thread(), me.size());
    }

    final void run(int member, int size) {
        start(member);
        int last = (int) Deal.start(groups, size, member + 1);
        for (int group = (int) Deal.start(groups, size, member); group < last; group++) {
            begin(member);
            long first = (long) group << shift;
            long count = Math.min(1L << shift, blocks - first);
            for (long k = first; k - first < count; k++) {
                long offset = k * range.block();
                long length = Math.min(range.block(), range.length() - offset);
                block(member, range.from() + offset, range.from() + offset + length);
            }
            end(member, group);
        }
    }
}
