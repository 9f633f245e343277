package rxt.record;

/**
 * A row of the group {@code regions}: what one rank's team did under one name, during the warm steps of one launch.
 *
 * @param launch its launch
 * @param rank its rank
 * @param region its name
 * @param count calls of the team
 * @param elapsedSeconds of the main thread in them, message passing left out
 * @param longestSeconds computing of the thread that computed longest in each call, summed over calls
 * @param busySeconds computing of all threads
 */
public record RegionRow(
        int launch,
        int rank,
        String region,
        long count,
        double elapsedSeconds,
        double longestSeconds,
        double busySeconds) {

    /** The same row under another number of its launch. */
    public RegionRow of(int newLaunch) {
        return new RegionRow(newLaunch, rank, region, count, elapsedSeconds, longestSeconds, busySeconds);
    }
}
