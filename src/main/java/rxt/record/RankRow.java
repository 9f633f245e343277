package rxt.record;

/**
 * A row of the group {@code ranks}: the end record of one rank of one launch.
 *
 * @param launch its launch
 * @param rank its number
 * @param node host name
 * @param pid process; equal for ranks that share a JVM
 * @param cpusAllowed its affinity mask as a list, such as {@code 0-1,4}
 * @param threadCpus affinity masks of its threads, separated by {@code ;}, empty where one cannot be told
 * @param elapsedSeconds its own time of the warm steps, summed; NaN in files before {@code rxt-study/3}
 * @param commSeconds time its main thread spent in message passing during the warm steps
 * @param usefulSeconds time its threads spent computing during the warm steps, summed over threads
 * @param gcSeconds time of the collector in its process during the warm steps
 * @param jitSeconds time of the compiler in its process during the warm steps
 * @param peakRssBytes largest resident memory of its process
 * @param timer the clocks of its process; {@link Timer#UNKNOWN} in files before {@code rxt-study/3}
 */
public record RankRow(
        int launch,
        int rank,
        String node,
        long pid,
        String cpusAllowed,
        String threadCpus,
        double elapsedSeconds,
        double commSeconds,
        double usefulSeconds,
        double gcSeconds,
        double jitSeconds,
        long peakRssBytes,
        Timer timer) {

    /**
     * What times steps, calls and regions on a rank.
     *
     * @param overheadSeconds cost of reading the clock of the steps at both ends
     * @param resolutionSeconds smallest difference above 0 of two of its readings
     * @param counter what times calls and regions, {@code tsc} or {@code nanoTime}, scaled to the clock of the steps
     */
    public record Timer(double overheadSeconds, double resolutionSeconds, String counter) {
        /** Of files that do not tell. */
        public static final Timer UNKNOWN = new Timer(Double.NaN, Double.NaN, "");
    }

    /** The same record under another number of its launch. */
    public RankRow of(int newLaunch) {
        return new RankRow(
                newLaunch,
                rank,
                node,
                pid,
                cpusAllowed,
                threadCpus,
                elapsedSeconds,
                commSeconds,
                usefulSeconds,
                gcSeconds,
                jitSeconds,
                peakRssBytes,
                timer);
    }
}
