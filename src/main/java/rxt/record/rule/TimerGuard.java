package rxt.record.rule;

import java.util.Locale;
import java.util.Optional;

/**
 * Whether a timer is good enough for what it times: reading it costs below 5 % of the interval, and it is ten times
 * finer. Source: Hoefler and Belli, SC'15.
 *
 * @param overheadSeconds cost of reading the timer at both ends
 * @param resolutionSeconds smallest difference above 0 of two readings
 */
public record TimerGuard(double overheadSeconds, double resolutionSeconds) {
    /** The overhead must be below this part of the interval. */
    public static final double MOST_OVERHEAD = 0.05;

    /** The interval must be this many times the resolution. */
    public static final int LEAST_TICKS = 10;

    public TimerGuard {
        if (!(overheadSeconds >= 0 && resolutionSeconds > 0)) {
            throw new IllegalArgumentException("a timer of " + overheadSeconds + " s overhead and " + resolutionSeconds
                    + " s resolution: overhead must not be below 0 and resolution above 0");
        }
    }

    /** Why a sample of that length is refused, and how to mend it; absent where it may count. */
    public Optional<String> refusal(double intervalSeconds) {
        if (!(overheadSeconds < MOST_OVERHEAD * intervalSeconds)) {
            return Optional.of(message(intervalSeconds, "reading the timer takes", overheadSeconds, "below 1/20"));
        }
        if (!(LEAST_TICKS * resolutionSeconds <= intervalSeconds)) {
            return Optional.of(message(intervalSeconds, "the timer resolves", resolutionSeconds, "at most 1/10"));
        }
        return Optional.empty();
    }

    private static String message(double interval, String what, double seconds, String allowed) {
        return String.format(
                Locale.ROOT,
                "an interval of %.3g µs is too short to be timed: %s %.3g µs, allowed is %s of it; "
                        + "let a step do more work",
                interval * 1e6,
                what,
                seconds * 1e6,
                allowed);
    }
}
