package rxt.kernel;

/**
 * A hash of many values that does not depend on the order in which parts are added: Σ mix(index, bits) modulo 2⁶⁴. Ranks
 * and threads hash their own elements by global index; the sums are added with {@code ReduceOp.SUM} on longs.
 */
public final class Digest {
    private Digest() {}

    /** The term of one element: its global index and its bits, through the finaliser of SplitMix64. */
    public static long term(long index, long bits) {
        return mix(mix(index + 0x9e3779b97f4a7c15L) ^ bits);
    }

    /** As {@link #term(long, long)}; −0.0 and 0.0 differ, as they should in a bitwise comparison. */
    public static long term(long index, double value) {
        return term(index, Double.doubleToLongBits(value));
    }

    private static long mix(long x) {
        long z = (x ^ (x >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
