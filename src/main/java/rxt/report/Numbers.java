package rxt.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Figures for people: four significant digits, the same in every locale. */
public final class Numbers {
    private static final int DIGITS = 4;
    private static final double SMALLEST = 1e-3;
    private static final double LARGEST = 1e7;

    private Numbers() {}

    /** {@code value} with four significant digits; beyond 0.001 and 10,000,000 with an exponent. */
    public static String text(double value) {
        if (!Double.isFinite(value)) {
            return "unbounded";
        }
        double size = Math.abs(value);
        if (size != 0 && (size < SMALLEST || size >= LARGEST)) {
            return String.format(Locale.ROOT, "%." + (DIGITS - 1) + "e", value);
        }
        if (size == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(DIGITS, RoundingMode.HALF_EVEN));
        // Trailing zeros are digits too: 12.30, not 12.3.
        int scale = Math.max(0, rounded.scale() + DIGITS - rounded.precision());
        return rounded.setScale(scale, RoundingMode.UNNECESSARY).toPlainString();
    }

    /** {@code value} with two decimals, or with four significant digits below 0.1. */
    public static String hundredths(double value) {
        return value >= 0.1 && value < LARGEST ? String.format(Locale.ROOT, "%.2f", value) : text(value);
    }

    /** {@code value} with three decimals. */
    public static String thousandths(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    /** {@code value} with one decimal. */
    public static String tenths(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /** A share as a whole number of per cent. */
    public static String percent(double share) {
        return Math.round(100 * share) + " %";
    }
}
