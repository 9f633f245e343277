package rxt.analysis.compare;

import rxt.analysis.Point;
import rxt.analysis.RatioOfMedians;
import rxt.record.Cell;

/**
 * A cell that is measured in both runs.
 *
 * @param before the cell in the first run
 * @param after the cell in the second run
 * @param ratio time after over time before, its interval at {@link StudyComparison#confidence}
 */
public record CellChange(Point before, Point after, RatioOfMedians ratio) {
    /** What can be said of the second run against the first. */
    public enum Verdict {
        FASTER("faster"),
        SLOWER("slower"),
        NOT_DISTINGUISHABLE("not distinguishable"),
        /** A run has too few launches for an interval. */
        UNKNOWN("unknown");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    public Cell cell() {
        return before.cell();
    }

    /** Faster or slower only where the interval excludes 1. */
    public Verdict verdict() {
        if (ratio.interval().isEmpty()) {
            return Verdict.UNKNOWN;
        }
        return switch (ratio.verdict()) {
            case FASTER -> Verdict.FASTER;
            case SLOWER -> Verdict.SLOWER;
            case TIED -> Verdict.NOT_DISTINGUISHABLE;
        };
    }

    /** Whether the cell is slower, and by more than that share of its time before. */
    public boolean isSlowerBy(double share) {
        return verdict() == Verdict.SLOWER && ratio.ratio() > 1 + share;
    }
}
