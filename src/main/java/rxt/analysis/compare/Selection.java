package rxt.analysis.compare;

import java.util.List;
import rxt.analysis.Bootstrap;
import rxt.analysis.RatioOfMedians;

/**
 * The confidence that the intervals of m ratios need so that, of the ratios called different from 1, on average at most
 * 5 % are equal to it.
 *
 * <p>It is 1 − 0.05·R/m with the largest R for which R or more intervals of that confidence exclude 1 (R = 1 where there
 * is none): Benjamini &amp; Hochberg's rule (JRSS B 57, 1995), with the intervals that belong to it (Benjamini &amp;
 * Yekutieli, JASA 100, 2005, false coverage rate). So a verdict and its interval never contradict each other, and where
 * nothing differs, anything at all is called different in at most 5 % of comparisons, however many cells there are.
 */
final class Selection {
    static final double ERROR = 0.05;

    /** Two cells that are compared. */
    record Pair(Bootstrap one, Bootstrap other) {
        RatioOfMedians ratio(double confidence) {
            return RatioOfMedians.of(one, other, 1, confidence);
        }

        private boolean differs(double confidence) {
            return ratio(confidence).verdict() != RatioOfMedians.Verdict.TIED;
        }
    }

    private Selection() {}

    /** The confidence for all of {@code pairs}. */
    static double confidence(List<Pair> pairs) {
        int m = Math.max(1, pairs.size());
        int[] differsFrom =
                pairs.stream().mapToInt(pair -> differsFrom(pair, m)).sorted().toArray();
        int selected = 1;
        for (int r = 1; r <= differsFrom.length; r++) {
            if (differsFrom[r - 1] <= r) {
                selected = r;
            }
        }
        return confidence(selected, m);
    }

    private static double confidence(int selected, int m) {
        return 1 - ERROR * selected / m;
    }

    /** The least R at whose confidence the pair differs, m + 1 where none does; intervals shrink as R grows. */
    private static int differsFrom(Pair pair, int m) {
        int low = 1;
        int high = m + 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (pair.differs(confidence(middle, m))) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
