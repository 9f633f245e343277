package rxt.record;

/**
 * A row of the group {@code samples}: one step of one launch.
 *
 * @param launch its launch
 * @param step number of the step, from 0, warm-up included
 * @param seconds elapsed time, the maximum over ranks
 * @param warm whether it came after the study's warm-up; of these, those before the steady state do not count
 */
public record SampleRow(int launch, int step, double seconds, boolean warm) {

    /** The same sample under another number of its launch. */
    public SampleRow of(int newLaunch) {
        return new SampleRow(newLaunch, step, seconds, warm);
    }
}
