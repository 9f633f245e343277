package rxt.analysis.efficiency;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import rxt.analysis.efficiency.Loss.Side;

/** Why a split is as fast as it is, and why another is slower, in a sentence each. Percentages are of all core time. */
public final class Reason {
    /** Losses below this part of the core time are not named. */
    private static final double WORTH_NAMING = 0.01;

    private Reason() {}

    /**
     * The largest loss of threads and of ranks, the larger first, such as {@code threads lose 31 % to load imbalance in
     * region smooth; ranks lose 4 % to allreduce}; {@code no loss above 1 %} where there is none.
     */
    public static String of(RunTime run) {
        List<Loss> losses = Loss.of(run).stream()
                .filter(loss -> loss.share() >= WORTH_NAMING)
                .toList();
        if (losses.isEmpty()) {
            return "no loss above 1 %";
        }
        Loss first = losses.getFirst();
        Optional<Loss> second =
                losses.stream().filter(loss -> loss.side() != first.side()).findFirst();
        return sentence(first) + second.map(loss -> "; " + sentence(loss)).orElse("");
    }

    /**
     * Why the slower of two runs of the same work is: what it loses more core time to, one cause of ranks, one of threads,
     * and that it computes longer; the two that weigh most, such as {@code 4 × 1 loses to 2 × 2: ranks lose 15 % to
     * allreduce, not 4 %; threads lose 3 % to the serial part, not 0 %}.
     *
     * @param slowerName how the slower run is called
     * @param slower one unit of work of it, {@link RunTime#per}: runs of other numbers of steps have other work
     * @param fasterName how the faster run is called
     * @param faster the same unit of work
     */
    public static String against(String slowerName, RunTime slower, String fasterName, RunTime faster) {
        Map<Cause, Double> before = new HashMap<>();
        Loss.of(faster).forEach(loss -> before.put(new Cause(loss), loss.share()));
        List<Growth> growths = new ArrayList<>();
        for (Loss loss : Loss.of(slower)) {
            double less = before.getOrDefault(new Cause(loss), 0.0);
            growths.add(new Growth(
                    Optional.of(loss.side()),
                    loss.share() * slower.coreSeconds() - less * faster.coreSeconds(),
                    sentence(loss) + contrast(loss.share(), less, slower.coreSeconds() / faster.coreSeconds())));
        }
        double computing = slower.usefulSeconds() - faster.usefulSeconds();
        growths.add(new Growth(
                Optional.empty(),
                computing,
                "its threads compute " + percent(computing / faster.usefulSeconds()) + " longer for the same work"));
        String most = largest(growths, WORTH_NAMING * slower.coreSeconds());
        return slowerName + " loses to " + fasterName + ": " + (most.isEmpty() ? "no loss is larger by 1 %" : most);
    }

    /** The faster's share; where that is no smaller, but of less core time, how many times as much is lost. */
    private static String contrast(double share, double less, double coreTime) {
        return Math.round(100 * share) > Math.round(100 * less)
                ? ", not " + percent(less)
                : String.format(Locale.ROOT, ", %.1f times as much core time", share * coreTime / less);
    }

    /**
     * Core time lost, or computed, in the slower run and not in the faster.
     *
     * @param side who loses it; absent where it is computing
     */
    private record Growth(Optional<Side> side, double seconds, String words) {}

    /** The two largest, of equals the first, of different sides, that are not below {@code least}. */
    private static String largest(List<Growth> growths, double least) {
        Map<Optional<Side>, Growth> bySide = new LinkedHashMap<>();
        growths.stream()
                .filter(growth -> growth.seconds >= least)
                .sorted(Comparator.comparingDouble(growth -> -growth.seconds))
                .forEach(growth -> bySide.putIfAbsent(growth.side, growth));
        return bySide.values().stream().limit(2).map(Growth::words).collect(Collectors.joining("; "));
    }

    private record Cause(Side side, String words) {
        Cause(Loss loss) {
            this(loss.side(), loss.cause());
        }
    }

    private static String sentence(Loss loss) {
        return loss.side().name().toLowerCase(Locale.ROOT) + " lose " + percent(loss.share()) + " to " + loss.cause();
    }

    private static String percent(double share) {
        return Math.round(100 * share) + " %";
    }
}
