package rxt.analysis.efficiency;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
     * What the slower of two runs of the same work on as many cores loses more: the cause that costs it most core time
     * beyond what it costs the faster, such as {@code 4 × 1 loses to 2 × 2: ranks lose 15 % to allreduce, not 4 %}.
     *
     * @param slowerName how the slower run is called
     * @param fasterName how the faster run is called
     */
    public static String against(String slowerName, RunTime slower, String fasterName, RunTime faster) {
        Map<Cause, Double> before = new HashMap<>();
        Loss.of(faster).forEach(loss -> before.put(new Cause(loss), loss.share()));
        Loss most = null;
        double mostGrowth = WORTH_NAMING;
        for (Loss loss : Loss.of(slower)) {
            double growth = seconds(loss.share(), slower) - seconds(before.getOrDefault(new Cause(loss), 0.0), faster);
            if (growth / slower.coreSeconds() >= mostGrowth) {
                mostGrowth = Math.nextUp(growth / slower.coreSeconds()); // of equals the first
                most = loss;
            }
        }
        String beginning = slowerName + " loses to " + fasterName + ": ";
        double computing = slower.usefulSeconds() - faster.usefulSeconds();
        if (computing / slower.coreSeconds() >= mostGrowth) {
            return beginning + "its threads compute " + percent(computing / faster.usefulSeconds())
                    + " longer for the same work";
        }
        return most == null
                ? beginning + "no loss is larger by 1 %"
                : beginning + sentence(most) + ", not " + percent(before.getOrDefault(new Cause(most), 0.0));
    }

    private record Cause(Side side, String words) {
        Cause(Loss loss) {
            this(loss.side(), loss.cause());
        }
    }

    private static double seconds(double share, RunTime run) {
        return share * run.coreSeconds();
    }

    private static String sentence(Loss loss) {
        return loss.side().name().toLowerCase(Locale.ROOT) + " lose " + percent(loss.share()) + " to " + loss.cause();
    }

    private static String percent(double share) {
        return Math.round(100 * share) + " %";
    }
}
