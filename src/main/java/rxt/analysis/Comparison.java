package rxt.analysis;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A split against the best split.
 *
 * <p>The best has the least median time, with weak scaling the least median time per work ({@link Work}), since
 * there the work grows with the workers. Oversubscribed cells take no part. A split is tied where the interval of the
 * ratio does not exclude 1. Since the best is picked as the luckiest of k, each of the k−1 intervals has confidence
 * 1 − 0.05/(k−1) (Bonferroni; Hsu, <i>Multiple Comparisons</i>, 1996, chapter 4: comparison with the best). It follows,
 * whichever split is picked, that
 *
 * <ul>
 *   <li>the split that is truly the best is the best or tied in at least 95 % of studies: it could be lost only against
 *       one of k−1 others;
 *   <li>the interval of each ratio holds the true one in at least 95 % of studies.
 * </ul>
 *
 * <p>It does not follow that k equal splits are all called equal: that is a claim about k(k−1)/2 pairs, which with 30
 * splits fails in 10 % of studies, and which would make the intervals of 9 splits wider by a third with 6 launches and
 * by three quarters with 3.
 *
 * @param best whether this is the best split
 * @param tied whether this, another split, is compared with the best and cannot be told from it
 * @param ratio how many times slower than the best, per work with weak scaling; the best itself has no interval
 */
public record Comparison(boolean best, boolean tied, RatioOfMedians ratio) {
    private static final double ERROR = 0.05;

    /** Each eligible cell of one problem against the best of them, by the cell's number. */
    static Map<Integer, Comparison> of(List<Measurement> measured) {
        List<Measurement> rivals =
                measured.stream().filter(Measurement::isEligible).toList();
        return among(rivals, rivals);
    }

    /** Each of {@code all} against the best of {@code rivals}, by the cell's number. */
    static Map<Integer, Comparison> among(List<Measurement> rivals, List<Measurement> all) {
        Map<Integer, Comparison> comparisons = new HashMap<>();
        rivals.stream()
                .min(Comparator.comparingDouble(m -> cost(m, rivals.getFirst())))
                .ifPresent(best -> {
                    double confidence = 1 - ERROR / Math.max(1, rivals.size() - 1);
                    all.forEach(m -> comparisons.put(m.number(), against(best, m, confidence)));
                });
        return comparisons;
    }

    private static Comparison against(Measurement best, Measurement m, double confidence) {
        if (m.number() == best.number()) {
            return new Comparison(true, false, new RatioOfMedians(1, Optional.empty()));
        }
        double scale = Work.ratio(best.sample(), m.sample());
        RatioOfMedians ratio = RatioOfMedians.of(m.bootstrap(), best.bootstrap(), scale, confidence);
        boolean tied = ratio.interval().isPresent() && ratio.verdict() == RatioOfMedians.Verdict.TIED;
        return new Comparison(false, tied, ratio);
    }

    /** Whether this, another split, is not compared with the best, since one of them has too few launches. */
    public boolean notCompared() {
        return !best && ratio.interval().isEmpty();
    }

    /** Time for as much work as a step of {@code unit} does. */
    private static double cost(Measurement m, Measurement unit) {
        return m.median() * Work.ratio(unit.sample(), m.sample());
    }
}
