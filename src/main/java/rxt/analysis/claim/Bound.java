package rxt.analysis.claim;

import java.util.Locale;
import rxt.analysis.Interval;

/**
 * What a claim's figure must exceed, or stay below, with its whole interval.
 *
 * @param value the threshold
 * @param isLeast whether the figure must be above it; otherwise below
 * @param reason why it is this value
 */
public record Bound(double value, boolean isLeast, String reason) {
    public static Bound above(double value, String reason) {
        return new Bound(value, true, reason);
    }

    public static Bound below(double value, String reason) {
        return new Bound(value, false, reason);
    }

    /** Whether all of it lies on the right side. */
    boolean holds(Interval interval) {
        return isLeast ? interval.low() > value : interval.high() < value;
    }

    /** Whether all of it lies on the wrong side, or on the bound itself. */
    boolean isMissed(Interval interval) {
        return isLeast ? interval.high() <= value : interval.low() >= value;
    }

    /** Such as {@code above 1.5, since …}. */
    public String text() {
        return String.format(Locale.ROOT, "%s %.4g: %s", isLeast ? "above" : "below", value, reason);
    }
}
