package rxt.record.rule;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * How often a cell is launched: until the interval of the median of the launches is narrow enough, within caps.
 *
 * <p>The fewest launches are always made, whatever they take: without them there is no interval. After them the first of
 * these ends it: the interval is narrow enough, the most launches are made, the next launch would likely pass the time
 * budget.
 *
 * @param relativeWidth the interval is narrow enough when its width is at most this part of the median, above 0
 * @param fewestLaunches 6 or more, since 5 have no interval
 * @param mostLaunches not below the fewest, at most 1000
 * @param budgetSeconds time for all launches of the cell, above 0, may be infinite
 */
public record Repetition(double relativeWidth, int fewestLaunches, int mostLaunches, double budgetSeconds) {
    /** Launches below which a median has no 95 % interval. */
    public static final int LAUNCHES_NEEDED = 6;

    private static final int LAUNCHES_ALLOWED = 1000;

    /** What to do after a launch. */
    public enum Verdict {
        /** Launch once more. */
        REPEAT,
        /** The interval is as narrow as asked for. */
        NARROW_ENOUGH,
        /** The most launches are made and the interval is still too wide. */
        LAUNCH_CAP,
        /** The time budget would not last for another launch, and the interval is still too wide. */
        TIME_CAP
    }

    /**
     * What to do, and why.
     *
     * @param verdict what to do
     * @param relativeWidth width of the interval over the median; NaN below 6 launches
     */
    public record Decision(Verdict verdict, double relativeWidth) {
        /** Whether repeating ended before the interval was narrow enough; the cell is marked so. */
        public boolean capped() {
            return verdict == Verdict.LAUNCH_CAP || verdict == Verdict.TIME_CAP;
        }
    }

    public Repetition {
        require(
                relativeWidth > 0,
                "the width of the interval is " + relativeWidth + " of the median; give more than 0");
        require(
                fewestLaunches >= LAUNCHES_NEEDED,
                fewestLaunches + " launches have no interval; give " + LAUNCHES_NEEDED + " at least");
        require(
                fewestLaunches <= mostLaunches && mostLaunches <= LAUNCHES_ALLOWED,
                mostLaunches + " launches at most; give " + fewestLaunches + " to " + LAUNCHES_ALLOWED);
        require(budgetSeconds > 0, "the time budget is " + budgetSeconds + " s; give more than 0");
    }

    /**
     * Whether to launch again.
     *
     * @param launchMedians median step time of each launch made, in any order
     * @param spentSeconds what these launches took in all, from start to end
     */
    public Decision after(double[] launchMedians, double spentSeconds) {
        int n = launchMedians.length;
        double width = relativeWidth(launchMedians);
        if (n < fewestLaunches) {
            return new Decision(Verdict.REPEAT, width);
        }
        if (width <= relativeWidth) {
            return new Decision(Verdict.NARROW_ENOUGH, width);
        }
        if (n >= mostLaunches) {
            return new Decision(Verdict.LAUNCH_CAP, width);
        }
        boolean outOfTime = spentSeconds + spentSeconds / n > budgetSeconds;
        return new Decision(outOfTime ? Verdict.TIME_CAP : Verdict.REPEAT, width);
    }

    private static double relativeWidth(double[] launchMedians) {
        int n = launchMedians.length;
        if (n < LAUNCHES_NEEDED) {
            return Double.NaN;
        }
        double[] sorted = launchMedians.clone();
        Arrays.sort(sorted);
        int low = lowRank(n);
        return (sorted[n - low] - sorted[low - 1]) / ((sorted[(n - 1) / 2] + sorted[n / 2]) / 2);
    }

    /** The largest k with P(Bin(n, ½) ≤ k−1) ≤ 0.025, exactly; from 6 on it is at least 1. */
    static int lowRank(int n) {
        BigInteger below = BigInteger.ZERO;
        BigInteger choose = BigInteger.ONE;
        BigInteger fortieth = BigInteger.TWO.pow(n).divide(BigInteger.valueOf(40));
        int k = 0;
        while (below.add(choose).compareTo(fortieth) <= 0) {
            below = below.add(choose);
            choose = choose.multiply(BigInteger.valueOf(n - k)).divide(BigInteger.valueOf(k + 1));
            k++;
        }
        return k;
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
