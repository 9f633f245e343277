package rxt.record;

import java.util.Locale;

/**
 * How often a cell was to be launched, and why no more: the part of a row of {@code cells} that the sweep adds.
 *
 * @param targetWidth width of the 95 % interval of the median that was asked for, as a part of the median; NaN where
 *     nothing was asked for
 * @param end why no further launch was made
 * @param driftLaunches how many of its complete launches, the last ones, repeat it at the end of the study to show
 *     whether the machine drifted, and count nowhere else
 */
public record Repeated(double targetWidth, End end, int driftLaunches) {
    /** Of a shard, and of a cell that is left out. */
    public static final Repeated NONE = new Repeated(Double.NaN, End.NONE, 0);

    /** Why no further launch was made. */
    public enum End {
        /** Launches are missing or still wanted, or none was asked for. */
        NONE,
        /** The interval is as narrow as asked for. */
        NARROW,
        /** The most launches allowed are made, and the interval is wider. */
        LAUNCH_CAP,
        /** The time allowed is spent, and the interval is wider. */
        TIME_CAP,
        /** More than half of the launches never settled. */
        UNSETTLED;

        /** The word in the file; "" for none. */
        public String word() {
            return this == NONE ? "" : name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /**
         * The end of that word.
         *
         * @throws IllegalArgumentException where it is none
         */
        static End of(String word) {
            return word.isEmpty() ? NONE : valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /** Whether repeating ended before the interval was narrow enough. */
    public boolean capped() {
        return end == End.LAUNCH_CAP || end == End.TIME_CAP;
    }
}
