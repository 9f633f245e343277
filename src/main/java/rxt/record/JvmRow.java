package rxt.record;

/**
 * A row of the group {@code jvm}: what collector and compiler of one rank's process took beside one step.
 *
 * @param launch its launch
 * @param step number of the step, from 0, warm-up included
 * @param rank its rank
 * @param gcSeconds of the collector, from the step before to the end of this one
 * @param jitSeconds of the compiler, in the same time
 */
public record JvmRow(int launch, int step, int rank, double gcSeconds, double jitSeconds) {

    /** The same row under another number of its launch. */
    public JvmRow of(int newLaunch) {
        return new JvmRow(newLaunch, step, rank, gcSeconds, jitSeconds);
    }
}
