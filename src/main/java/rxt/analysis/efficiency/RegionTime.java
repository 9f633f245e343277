package rxt.analysis.efficiency;

import java.util.Arrays;

/**
 * What one rank's team did in a named region, over all its calls.
 *
 * @param name of the region
 * @param elapsedSeconds of the main thread in it, message passing not counted
 * @param longestSeconds the busiest thread's computing, summed over calls: it shows imbalance that falls on another
 *     thread each time
 * @param busySeconds computing of all threads together
 */
public record RegionTime(String name, double elapsedSeconds, double longestSeconds, double busySeconds) {
    public RegionTime {
        Seconds.require("time in region ", name, elapsedSeconds);
        Seconds.require("longest computing in region ", name, longestSeconds);
        Seconds.require("computing in region ", name, busySeconds);
    }

    /** The same for one unit of work of {@code work}. */
    RegionTime per(double work) {
        return new RegionTime(name, elapsedSeconds / work, longestSeconds / work, busySeconds / work);
    }

    /**
     * A region of which the computing of each thread is known over all calls only; imbalance that falls on another
     * thread each time then counts as cost of the region.
     */
    public static RegionTime of(String name, double elapsedSeconds, double... busySeconds) {
        return new RegionTime(
                name,
                elapsedSeconds,
                Arrays.stream(busySeconds).max().orElse(0),
                Arrays.stream(busySeconds).sum());
    }
}
