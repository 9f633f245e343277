package rxt.record.claim;

import java.time.Duration;

/**
 * How often a claim is touched, and how long it holds without.
 *
 * @param beat between two touches
 * @param stale after so long without one a claim no longer holds; several beats
 */
public record Pace(Duration beat, Duration stale) {
    /** Every 5 s, so that 45 s without are many in sequence, as of a node that is lost. */
    public static final Pace NORMAL = new Pace(Duration.ofSeconds(5), Duration.ofSeconds(45));

    public Pace {
        if (stale.compareTo(beat.multipliedBy(3)) < 0) {
            throw new IllegalArgumentException(
                    "a claim that holds for " + stale + " is touched too seldom every " + beat);
        }
    }
}
