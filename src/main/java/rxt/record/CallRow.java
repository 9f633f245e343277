package rxt.record;

/**
 * A row of the group {@code calls}: one kind of message passing of one rank, during the warm steps of one launch.
 *
 * @param launch its launch
 * @param rank its rank
 * @param region the team's region in which it was called, "" outside
 * @param call name, such as {@code allreduce}
 * @param count calls of the main thread
 * @param seconds elapsed time of the main thread in them
 * @param othersCount calls of the rank's other threads
 * @param othersSeconds elapsed time of the other threads in them, summed
 */
public record CallRow(
        int launch,
        int rank,
        String region,
        String call,
        long count,
        double seconds,
        long othersCount,
        double othersSeconds) {

    /** The same row under another number of its launch. */
    public CallRow of(int newLaunch) {
        return new CallRow(newLaunch, rank, region, call, count, seconds, othersCount, othersSeconds);
    }
}
