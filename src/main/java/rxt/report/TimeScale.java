package rxt.report;

import rxt.analysis.Interval;

/**
 * The unit in which a person reads a time.
 *
 * @param unit its symbol
 * @param perSecond how many make a second
 */
public record TimeScale(String unit, double perSecond) {
    /** The largest of s, ms, µs and ns in which {@code seconds} is 1 or more, else ns. */
    public static TimeScale of(double seconds) {
        if (seconds >= 1) {
            return new TimeScale("s", 1);
        }
        if (seconds >= 1e-3) {
            return new TimeScale("ms", 1e3);
        }
        return seconds >= 1e-6 ? new TimeScale("µs", 1e6) : new TimeScale("ns", 1e9);
    }

    /** {@code seconds} with its own unit, such as {@code 12.34 ms}. */
    public static String text(double seconds) {
        TimeScale scale = of(seconds);
        return scale.number(seconds) + " " + scale.unit;
    }

    /** {@code seconds} in this unit, without its symbol. */
    public String number(double seconds) {
        return Numbers.text(seconds * perSecond);
    }

    /** Both ends in this unit: {@code [12.1, 12.6]}. */
    public String number(Interval interval) {
        return "[" + number(interval.low()) + ", " + number(interval.high()) + "]";
    }
}
