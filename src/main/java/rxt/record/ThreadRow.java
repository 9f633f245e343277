package rxt.record;

/**
 * A row of the group {@code threads}: what one thread computed in one region, during the warm steps of one launch.
 *
 * @param launch its launch
 * @param rank its rank
 * @param region name of the region
 * @param thread its number in the team, from 0
 * @param busySeconds its computing, with that of teams of its own
 */
public record ThreadRow(int launch, int rank, String region, int thread, double busySeconds) {

    /** The same row under another number of its launch. */
    public ThreadRow of(int newLaunch) {
        return new ThreadRow(newLaunch, rank, region, thread, busySeconds);
    }
}
