package rxt.analysis.efficiency;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where one rank's main thread spent its time.
 *
 * @param outsideSeconds outside message passing
 * @param callSeconds in message passing, by name of the call, such as {@code allreduce}
 * @param regions of its team; what they leave of the time outside is the serial part
 */
public record RankTime(double outsideSeconds, Map<String, Double> callSeconds, List<RegionTime> regions) {
    /** Relative rounding of sums of times. */
    private static final double ROUNDING = 1e-9;

    public RankTime {
        callSeconds = Map.copyOf(callSeconds);
        regions = List.copyOf(regions);
        Seconds.require("time outside message passing", outsideSeconds);
        callSeconds.forEach((call, seconds) -> Seconds.require("time in ", call, seconds));
        double inRegions = Seconds.sum(regions, RegionTime::elapsedSeconds);
        if (inRegions > outsideSeconds * (1 + ROUNDING)) {
            throw new IllegalArgumentException("regions take " + inRegions + " s of " + outsideSeconds
                    + " s outside message passing; they cannot take more: leave message passing out of them");
        }
    }

    /** The same for one unit of work of {@code work}. */
    RankTime per(double work) {
        Map<String, Double> calls = new TreeMap<>(callSeconds);
        calls.replaceAll((_, seconds) -> seconds / work);
        return new RankTime(
                outsideSeconds / work,
                calls,
                regions.stream().map(region -> region.per(work)).toList());
    }

    /** The main thread's computing outside regions; below 0 by rounding at most. */
    double serialSeconds() {
        return outsideSeconds - elapsedSeconds();
    }

    /** Time in regions. */
    double elapsedSeconds() {
        return Seconds.sum(regions, RegionTime::elapsedSeconds);
    }

    /** The time that regions would take if they cost nothing. */
    double longestSeconds() {
        return Seconds.sum(regions, RegionTime::longestSeconds);
    }

    /** Useful computation of all threads. */
    public double usefulSeconds() {
        return serialSeconds() + Seconds.sum(regions, RegionTime::busySeconds);
    }

    /** The calls in order of their names, so that sums are the same in each run. */
    TreeMap<String, Double> sortedCalls() {
        return new TreeMap<>(callSeconds);
    }
}
