package rxt.record;

/**
 * A row of the group {@code spans}: what one worker of a rank did in the last step of a launch, a bar of a Gantt chart.
 *
 * @param launch its launch
 * @param rank its rank; times of different ranks have different beginnings
 * @param worker thread, cook or stage of that rank, from 0
 * @param what such as {@code chop}
 * @param beginSeconds since the rank began its last step
 * @param endSeconds likewise
 */
public record SpanRow(int launch, int rank, int worker, String what, double beginSeconds, double endSeconds) {

    /** The same row under another number of its launch. */
    public SpanRow of(int newLaunch) {
        return new SpanRow(newLaunch, rank, worker, what, beginSeconds, endSeconds);
    }
}
