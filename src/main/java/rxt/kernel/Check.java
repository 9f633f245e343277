package rxt.kernel;

import java.util.Locale;

/**
 * A kernel's answer held against the known one.
 *
 * @param name what is compared, such as {@code Freivalds residual}
 * @param expected the known answer, with its tolerance
 * @param actual what was computed
 * @param valid whether they agree; NaN never does
 * @param digest hash of the whole answer that is equal for every ranks × threads, or "" where the kernel promises none
 */
public record Check(String name, String expected, String actual, boolean valid, String digest) {
    /** Agreement to the last bit. */
    public static Check exact(String name, long expected, long actual) {
        return new Check(name, Long.toString(expected), Long.toString(actual), expected == actual, "");
    }

    /** |actual − expected| ≤ tolerance. */
    public static Check within(String name, double expected, double actual, double tolerance) {
        boolean valid = Math.abs(actual - expected) <= tolerance;
        return new Check(name, format(expected) + " ± " + format(tolerance), format(actual), valid, "");
    }

    /** 0 ≤ residual ≤ bound. */
    public static Check residual(String name, double residual, double bound) {
        return new Check(name, "≤ " + format(bound), format(residual), residual >= 0 && residual <= bound, "");
    }

    /** This check with the hash of the whole answer. */
    public Check withDigest(long hash) {
        return new Check(name, expected, actual, valid, String.format(Locale.ROOT, "%016x", hash));
    }

    /** Valid only if both are; the first that is not gives the words. */
    public Check and(Check other) {
        Check shown = valid && !other.valid ? other : this;
        return new Check(
                shown.name,
                shown.expected,
                shown.actual,
                valid && other.valid,
                digest.isEmpty() ? other.digest : digest);
    }

    private static String format(double value) {
        return String.format(Locale.ROOT, "%.9g", value);
    }
}
