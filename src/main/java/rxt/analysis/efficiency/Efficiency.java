package rxt.analysis.efficiency;

/** The efficiencies of a run as a tree in which every value is the product of its parts; the package derives it. */
public final class Efficiency {
    public static final String GLOBAL = "global efficiency";
    public static final String SCALING = "computation scaling";
    public static final String PARALLEL = "parallel efficiency";
    public static final String RANK = "rank parallel efficiency";
    public static final String RANK_BALANCE = "rank load balance";
    public static final String RANK_COMMUNICATION = "rank communication efficiency";
    public static final String THREAD = "thread parallel efficiency";
    public static final String SERIAL = "serial efficiency";
    public static final String REGION = "region efficiency";
    public static final String THREAD_BALANCE = "thread load balance";

    private Efficiency() {}

    /** The parallel efficiency of a run, with its parts. */
    public static Factor parallel(RunTime run) {
        return Factor.of(PARALLEL, run.usefulSeconds(), run.coreSeconds(), rank(run), thread(run));
    }

    /**
     * The global efficiency of a run, with its parts.
     *
     * @param referenceUsefulSeconds ΣU of the base case; in weak scaling times the growth of the work
     * @throws IllegalArgumentException where the run computed nothing, so that nothing scales
     */
    public static Factor global(RunTime run, double referenceUsefulSeconds) {
        Seconds.require("useful time of the base case", referenceUsefulSeconds);
        if (run.usefulSeconds() <= 0) {
            throw new IllegalArgumentException("the run has no useful time, so its computation cannot be compared");
        }
        return Factor.of(
                GLOBAL,
                referenceUsefulSeconds,
                run.coreSeconds(),
                parallel(run),
                Factor.of(SCALING, referenceUsefulSeconds, run.usefulSeconds()));
    }

    private static Factor rank(RunTime run) {
        double mean = run.sum(RankTime::outsideSeconds) / run.ranks().size();
        double most = run.busiest().outsideSeconds();
        return Factor.of(
                RANK,
                mean,
                run.runSeconds(),
                Factor.of(RANK_BALANCE, mean, most),
                Factor.of(RANK_COMMUNICATION, most, run.runSeconds()));
    }

    private static Factor thread(RunTime run) {
        double serial = run.sum(RankTime::serialSeconds);
        double have = run.threads() * run.sum(RankTime::outsideSeconds);
        double inRegions = serial + run.threads() * run.sum(RankTime::elapsedSeconds);
        double atBest = serial + run.threads() * run.sum(RankTime::longestSeconds);
        double useful = run.usefulSeconds();
        return Factor.of(
                THREAD,
                useful,
                have,
                Factor.of(SERIAL, inRegions, have),
                Factor.of(REGION, atBest, inRegions),
                Factor.of(THREAD_BALANCE, useful, atBest));
    }
}
