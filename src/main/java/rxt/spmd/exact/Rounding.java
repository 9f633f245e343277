package rxt.spmd.exact;

/** From a long binary number to the nearest double, ties to even (IEEE 754, roundTiesToEven). */
final class Rounding {
    private static final int FRACTION_BITS = 52;

    private Rounding() {}

    /**
     * The nearest double; infinity from 2¹⁰²⁴ − 2⁹⁷⁰ on.
     *
     * @param leading the number's first 64 bits, the highest of them set
     * @param more whether any bit after them is set
     * @param exponent of the highest bit
     */
    static double nearest(long leading, boolean more, int exponent) {
        if (exponent > Double.MAX_EXPONENT) {
            return Double.POSITIVE_INFINITY;
        }
        int kept = FRACTION_BITS + 1 + Math.min(0, exponent - Double.MIN_EXPONENT);
        if (kept < 0) {
            return 0.0;
        }
        int dropped = Long.SIZE - kept;
        // In two steps: a shift by 64, where no bit is kept, is none in Java.
        long rounded = leading >>> (dropped - 1) >>> 1;
        long half = 1L << (dropped - 1);
        long rest = leading & ((half << 1) - 1);
        int side = Long.compareUnsigned(rest, half);
        if (side > 0 || (side == 0 && (more || (rounded & 1) != 0))) {
            rounded++;
        }
        // A carry out of the significand moves on into the exponent, up to infinity: that is how doubles are coded.
        long base = Math.max(0L, exponent - Double.MIN_EXPONENT) << FRACTION_BITS;
        return Double.longBitsToDouble(base + rounded);
    }
}
