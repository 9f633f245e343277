package rxt.analysis.model;

import rxt.analysis.Interval;

/**
 * A fitted coefficient.
 *
 * @param symbol as in the law's formula
 * @param meaning in words
 * @param value the estimate: γ in work per second, all others without unit
 * @param standardError its standard error, from the Jacobian, in the same unit
 * @param interval 95 % interval by Student's t, cut at the bounds
 * @param hit the bound that the value sits on
 */
public record Coefficient(
        String symbol, String meaning, double value, double standardError, Interval interval, Hit hit) {
    /** On which of its bounds a coefficient sits. */
    public enum Hit {
        NONE,
        /** At 0: the points scale as well as the law allows, or better. */
        LOWER,
        /** At its largest value: the points scale as badly as the law allows, or worse. */
        UPPER
    }
}
