package rxt.record;

/**
 * A row of the group {@code observations}: a figure that one rank of a launch found beside its answer and its time.
 *
 * @param launch its launch
 * @param rank its rank
 * @param name such as {@code lost updates}
 * @param unit such as {@code s}, or ""
 * @param value NaN where it could not be told
 */
public record ObservationRow(int launch, int rank, String name, String unit, double value) {

    /** The same row under another number of its launch. */
    public ObservationRow of(int newLaunch) {
        return new ObservationRow(newLaunch, rank, name, unit, value);
    }
}
