package rxt.spmd.exact;

/** Refuses ranges that leave their array or segment. */
final class Bounds {
    private Bounds() {}

    static void check(long from, long to, long length) {
        if (from < 0 || to < from || to > length) {
            throw new IndexOutOfBoundsException("elements " + from + " to " + to + " of " + length
                    + " cannot be summed; a range lies within the data and ends no earlier than it begins");
        }
    }
}
