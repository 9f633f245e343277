package rxt.analysis.efficiency;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Core time that a run lost to one cause. All losses of a run add up to 1 − parallel efficiency.
 *
 * @param side who lost it
 * @param cause to what, in words that follow "lose 4 % to"
 * @param share part of the core time P·M·R; below 0 where clocks disagree
 */
public record Loss(Side side, String cause, double share) {
    /** Who loses. */
    public enum Side {
        RANKS,
        THREADS
    }

    /** Largest first; of equals threads first, then by name, so that the order is the same in each run. */
    private static final Comparator<Loss> LARGEST_FIRST = Comparator.comparingDouble((Loss loss) -> -loss.share)
            .thenComparing(Loss::side, Comparator.reverseOrder())
            .thenComparing(Loss::cause);

    /** The losses of a run, largest first. */
    public static List<Loss> of(RunTime run) {
        List<Loss> losses = new ArrayList<>(ofRanks(run));
        losses.addAll(ofThreads(run));
        losses.sort(LARGEST_FIRST);
        return List.copyOf(losses);
    }

    private static List<Loss> ofRanks(RunTime run) {
        RankTime busiest = run.busiest();
        double mean = run.sum(RankTime::outsideSeconds) / run.ranks().size();
        List<Loss> losses = new ArrayList<>();
        losses.add(new Loss(Side.RANKS, "load imbalance", (busiest.outsideSeconds() - mean) / run.runSeconds()));
        double rest = run.runSeconds() - busiest.outsideSeconds();
        for (Map.Entry<String, Double> call : busiest.sortedCalls().entrySet()) {
            losses.add(new Loss(Side.RANKS, call.getKey(), call.getValue() / run.runSeconds()));
            rest -= call.getValue();
        }
        losses.add(new Loss(Side.RANKS, "waiting between steps", rest / run.runSeconds()));
        return losses;
    }

    private static List<Loss> ofThreads(RunTime run) {
        int threads = run.threads();
        double core = run.coreSeconds();
        List<Loss> losses = new ArrayList<>();
        losses.add(new Loss(Side.THREADS, "the serial part", (threads - 1) * run.sum(RankTime::serialSeconds) / core));
        byRegion(run, region -> threads * region.longestSeconds() - region.busySeconds())
                .forEach((name, seconds) ->
                        losses.add(new Loss(Side.THREADS, "load imbalance in region " + name, seconds / core)));
        byRegion(run, region -> threads * (region.elapsedSeconds() - region.longestSeconds()))
                .forEach((name, seconds) ->
                        losses.add(new Loss(Side.THREADS, "scheduling in region " + name, seconds / core)));
        return losses;
    }

    private static Map<String, Double> byRegion(RunTime run, ToDoubleFunction<RegionTime> seconds) {
        Map<String, Double> sums = new TreeMap<>();
        run.ranks()
                .forEach(rank -> rank.regions()
                        .forEach(region -> sums.merge(region.name(), seconds.applyAsDouble(region), Double::sum)));
        return sums;
    }
}
