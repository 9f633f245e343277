package rxt.analysis;

/**
 * A closed interval of confidence.
 *
 * @param low lower end
 * @param high upper end, not below {@code low}
 */
public record Interval(double low, double high) {
    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("[" + low + ", " + high + "] is no interval");
        }
    }

    /** Whether {@code value} lies within, ends included. */
    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}
