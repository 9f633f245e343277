package rxt.record.rule;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * How often a cell is launched: until the interval of the median of the launches is narrow enough, within caps.
 *
 * <p>The fewest launches are always made, whatever they take. After them the first of these ends it: most launches never
 * settle, the interval is narrow enough, the most launches are made, the next launch would likely pass a time budget.
 *
 * @param relativeWidth the interval is narrow enough when its width is at most this part of the median, above 0
 * @param fewestLaunches 1 or more; below {@link #LAUNCHES_NEEDED} they have no interval
 * @param mostLaunches not below the fewest, at most {@link #LAUNCHES_ALLOWED}
 * @param budgetSeconds time for all launches of the cell, above 0, may be infinite
 */
public record Repetition(double relativeWidth, int fewestLaunches, int mostLaunches, double budgetSeconds) {
    /** Launches below which a median has no 95 % interval. */
    public static final int LAUNCHES_NEEDED = 6;

    /** The most launches that a study may ask for. */
    public static final int LAUNCHES_ALLOWED = 1000;

    /** What to do after a launch. */
    public enum Verdict {
        /** Launch once more. */
        REPEAT,
        /** The interval is as narrow as asked for. */
        NARROW_ENOUGH,
        /** The most launches are made and the interval is still too wide. */
        LAUNCH_CAP,
        /** A time budget would not last for another launch, and the interval is still too wide. */
        TIME_CAP,
        /** More than half of the launches show no steady state, which more of them would not mend. */
        UNSETTLED
    }

    /**
     * The launches of a cell that are made.
     *
     * @param medians median of the steps that count, of each launch that settled, in any order
     * @param count of all launches, those too that never settled
     * @param spentSeconds what they took in all, from start to end
     */
    public record Made(double[] medians, int count, double spentSeconds) {
        /** What another one likely takes. */
        double nextSeconds() {
            return spentSeconds / count;
        }
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
        require(fewestLaunches >= 1, fewestLaunches + " launches at least; give 1 or more");
        require(
                fewestLaunches <= mostLaunches && mostLaunches <= LAUNCHES_ALLOWED,
                mostLaunches + " launches at most; give " + fewestLaunches + " to " + LAUNCHES_ALLOWED);
        require(budgetSeconds > 0, "the time budget is " + budgetSeconds + " s; give more than 0");
    }

    /**
     * Whether to launch again.
     *
     * @param made the launches of the cell so far
     * @param leftSeconds what is left of the time for the whole study, may be infinite
     */
    public Decision after(Made made, double leftSeconds) {
        double width = relativeWidth(made.medians());
        return new Decision(verdict(made, width, leftSeconds), width);
    }

    private Verdict verdict(Made made, double width, double leftSeconds) {
        if (made.count() < fewestLaunches) {
            return Verdict.REPEAT;
        }
        if (mostlyUnsettled(made.medians().length, made.count())) {
            return Verdict.UNSETTLED;
        }
        if (width <= relativeWidth) {
            return Verdict.NARROW_ENOUGH;
        }
        if (made.count() >= mostLaunches) {
            return Verdict.LAUNCH_CAP;
        }
        double left = Math.min(leftSeconds, budgetSeconds - made.spentSeconds());
        return made.nextSeconds() > left ? Verdict.TIME_CAP : Verdict.REPEAT;
    }

    /** Whether so few of the launches settled that the cell has no time to report. */
    public static boolean mostlyUnsettled(int settled, int launches) {
        return 2 * settled < launches;
    }

    /** The launches that a cell gets beyond {@code made} where its interval stays too wide: at most so many. */
    public int mostFurther(Made made) {
        int further = Math.max(0, mostLaunches - made.count());
        int needed = Math.max(0, fewestLaunches - made.count());
        if (made.count() == 0) {
            return further;
        }
        double inBudget = (budgetSeconds - made.spentSeconds()) / made.nextSeconds();
        return Math.max(needed, (int) Math.min(further, Math.max(0, inBudget)));
    }

    /** Width of the 95 % interval of the median of these medians, over that median; NaN below 6. */
    public static double relativeWidth(double[] launchMedians) {
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
