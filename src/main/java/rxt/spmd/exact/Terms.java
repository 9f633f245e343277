package rxt.spmd.exact;

/** Single doubles and products taken apart into integers and added to {@link Limbs}: any values, one by one. */
final class Terms {
    private static final int FRACTION_BITS = 52;
    private static final long FRACTION = (1L << FRACTION_BITS) - 1;
    private static final long HIDDEN = 1L << FRACTION_BITS;
    private static final int SPECIAL = 0x7FF;
    private static final long DIGIT = 0xFFFF_FFFFL;

    private Terms() {}

    static void add(double value, Limbs limbs) {
        long bits = Double.doubleToRawLongBits(value);
        if (field(bits) == SPECIAL) {
            limbs.addSpecial(value);
        } else {
            limbs.add(significand(bits), exponent(bits));
        }
    }

    /** Adds x·y exactly: a product of finite numbers neither overflows nor underflows here. */
    static void addProduct(double x, double y, Limbs limbs) {
        long xBits = Double.doubleToRawLongBits(x);
        long yBits = Double.doubleToRawLongBits(y);
        if (field(xBits) == SPECIAL || field(yBits) == SPECIAL) {
            limbs.addSpecial(x * y);
            return;
        }
        long xUnits = significand(xBits);
        long yUnits = significand(yBits);
        if (xUnits == 0 || yUnits == 0) {
            return;
        }
        int exponent = exponent(xBits) + exponent(yBits);
        long low = xUnits * yUnits;
        limbs.add(low & DIGIT, exponent);
        limbs.add(low >>> 32, exponent + 32);
        limbs.add(Math.multiplyHigh(xUnits, yUnits), exponent + 64);
    }

    private static int field(long bits) {
        return (int) (bits >>> FRACTION_BITS) & SPECIAL;
    }

    /** The value in units of 2^{@link #exponent}. */
    private static long significand(long bits) {
        long magnitude = (bits & FRACTION) | (field(bits) == 0 ? 0 : HIDDEN);
        return bits < 0 ? -magnitude : magnitude;
    }

    private static int exponent(long bits) {
        return Math.max(1, field(bits)) - Double.MAX_EXPONENT - FRACTION_BITS;
    }
}
