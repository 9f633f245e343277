package rxt.analysis.claim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoublePredicate;
import rxt.analysis.Interval;
import rxt.analysis.RatioOfMedians;

/**
 * A verdict with what it rests on.
 *
 * @param verdict what is said
 * @param figure value of the claim's statistic; NaN where not measured
 * @param interval where it lies; absent with too few launches, and of a total, which has none
 * @param basis what the interval is: {@code 95 %}, or {@code range of 3 launches}; {@code total of 9 launches}
 *     where they are counted together; "" with too few of them
 * @param exhibits the cells that decide, in the order of the figure
 * @param remark what would have to be measured, or what else was not so; "" otherwise
 * @param controls further cells that decide, which are not in the figure
 */
public record Finding(
        Verdict verdict,
        double figure,
        Optional<Interval> interval,
        String basis,
        List<Exhibit> exhibits,
        String remark,
        Set<Integer> controls) {
    /** Launches of a cell below which nothing is decided. */
    static final int FEWEST = 3;

    /** {@link #words} of a figure that decides nothing. */
    public static final String UNDECIDED = "undecided";

    private static final String CONFIDENCE = "95 %";

    public Finding {
        exhibits = List.copyOf(exhibits);
        controls = Set.copyOf(controls);
    }

    private Finding(
            Verdict verdict,
            double figure,
            Optional<Interval> interval,
            String basis,
            List<Exhibit> exhibits,
            String remark) {
        this(verdict, figure, interval, basis, exhibits, remark, Set.of());
    }

    /** There is nothing to decide by. */
    static Finding notMeasured(String missing) {
        return new Finding(Verdict.NOT_MEASURED, Double.NaN, Optional.empty(), "", List.of(), missing);
    }

    /** By a ratio; without an interval, of which there is none below 3 launches of each, nothing is decided. */
    static Finding of(RatioOfMedians ratio, Bound bound, List<Exhibit> exhibits) {
        return ratio.interval()
                .map(interval -> of(ratio.ratio(), interval, CONFIDENCE, bound, exhibits))
                .orElseGet(() -> tooFew(ratio.ratio(), exhibits));
    }

    private static Finding tooFew(double figure, List<Exhibit> exhibits) {
        String more = FEWEST + " launches or more of each of " + labels(exhibits);
        return new Finding(Verdict.NOT_MEASURED, figure, Optional.empty(), "", exhibits, more);
    }

    private static String labels(List<Exhibit> exhibits) {
        return String.join(", ", exhibits.stream().map(Exhibit::label).toList());
    }

    /** By a figure whose whole interval must lie on one side of the bound; otherwise nothing is decided. */
    private static Finding of(double figure, Interval interval, String basis, Bound bound, List<Exhibit> exhibits) {
        if (bound.holds(interval) || bound.isMissed(interval)) {
            Verdict verdict = bound.holds(interval) ? Verdict.HOLDS : Verdict.DOES_NOT_HOLD;
            return new Finding(verdict, figure, Optional.of(interval), basis, exhibits, "");
        }
        String more = "more launches: the interval contains the bound";
        return new Finding(Verdict.NOT_MEASURED, figure, Optional.of(interval), basis, exhibits, more);
    }

    /**
     * By exact counts, one of each launch: all of them must lie on the right side of the bound. As of times, fewer than 3
     * launches decide nothing. What lies between the least and the most is no confidence: it is told as their range.
     */
    static Finding ofCounts(double[] counts, Bound bound, List<Exhibit> exhibits) {
        if (counts.length == 0) {
            return notMeasured("what the kernel finds beside its time, of " + labels(exhibits));
        }
        if (counts.length < FEWEST) {
            return tooFew(median(counts), exhibits);
        }
        double least = Arrays.stream(counts).min().orElseThrow();
        double most = Arrays.stream(counts).max().orElseThrow();
        String basis = "range of " + counts.length + " launches";
        Finding finding = of(median(counts), new Interval(least, most), basis, bound, exhibits);
        return finding.verdict == Verdict.NOT_MEASURED
                ? finding.with(Verdict.NOT_MEASURED, "launches that agree: they lie on both sides of the bound")
                : finding;
    }

    /** By a count of all launches together, which there must have been enough of; it has no interval. */
    static Finding ofTotal(double count, int launches, Bound bound, List<Exhibit> exhibits) {
        if (launches < FEWEST) {
            return tooFew(count, exhibits);
        }
        Verdict verdict = bound.holds(new Interval(count, count)) ? Verdict.HOLDS : Verdict.DOES_NOT_HOLD;
        return new Finding(verdict, count, Optional.empty(), "total of " + launches + " launches", exhibits, "");
    }

    /**
     * By what a ratio gains over 1, as part of what it might gain.
     *
     * @param whole the ratio that would be all of it, above 1
     */
    static Finding gain(RatioOfMedians ratio, double whole, Bound bound, List<Exhibit> exhibits) {
        return ratio.interval()
                .map(interval -> of(
                        share(ratio.ratio(), whole),
                        new Interval(share(interval.low(), whole), share(interval.high(), whole)),
                        CONFIDENCE,
                        bound,
                        exhibits))
                .orElseGet(() -> of(ratio, bound, exhibits));
    }

    private static double share(double ratio, double whole) {
        return (ratio - 1) / (whole - 1);
    }

    /** The same, but it does not hold where something else that it says is not so; undecided without values. */
    Finding onlyIf(double[] values, DoublePredicate all, String words) {
        if (isOpen()) {
            return this;
        }
        if (values.length == 0) {
            return unknown("what the kernel finds beside its time: " + words);
        }
        return Arrays.stream(values).allMatch(all) ? this : refuted(words);
    }

    /** The same, but only as far as a second finding goes: what this machine does where the claim has no say. */
    Finding and(Finding control, String words) {
        return judged(control, words).controlledBy(control);
    }

    private Finding judged(Finding control, String words) {
        if (isOpen() || control.verdict == Verdict.HOLDS) {
            return this;
        }
        String told = words
                + control.interval
                        .map(i -> String.format(Locale.ROOT, ", %.3g [%.3g, %.3g]", control.figure, i.low(), i.high()))
                        .orElse("");
        return control.verdict == Verdict.NOT_MEASURED
                ? unknown("whether " + told + (control.remark.isEmpty() ? "" : "; " + control.remark))
                : refuted(told);
    }

    /** Whether its figure is known, and yet on neither side of the bound, or not by all that the claim says. */
    public boolean isUndecided() {
        return verdict == Verdict.NOT_MEASURED && !basis.isEmpty();
    }

    /** Whether that may change with more launches: of counts, which all must agree, never. */
    public boolean mayBeDecided() {
        return isUndecided() && basis.equals(CONFIDENCE);
    }

    /** The verdict for people, who are told apart what is undecided and what there is no figure of. */
    public String words() {
        return isUndecided() ? UNDECIDED : verdict.words();
    }

    /** Whether there are too few launches to say anything. */
    private boolean isOpen() {
        return verdict == Verdict.NOT_MEASURED && basis.isEmpty();
    }

    /** With something that is not known: false and unknown is false, anything else is unknown. */
    private Finding unknown(String what) {
        return switch (verdict) {
            case HOLDS -> with(Verdict.NOT_MEASURED, what);
            case DOES_NOT_HOLD -> with(verdict, joined("not known: " + what));
            case NOT_MEASURED -> this;
        };
    }

    /** With something that is not so: unknown and false is false. */
    private Finding refuted(String words) {
        String told = "it is not so that " + words;
        return with(Verdict.DOES_NOT_HOLD, verdict == Verdict.DOES_NOT_HOLD ? joined(told) : told);
    }

    private String joined(String more) {
        return remark.isEmpty() ? more : remark + "; " + more;
    }

    private Finding controlledBy(Finding control) {
        Set<Integer> more = new TreeSet<>(controls);
        more.addAll(control.deciding());
        return new Finding(verdict, figure, interval, basis, exhibits, remark, more);
    }

    /** The same, but nothing is decided where there are such faults, each in words, of cells that decide. */
    Finding unless(List<String> faults) {
        List<String> untold =
                faults.stream().filter(fault -> !remark.contains(fault)).toList();
        return untold.isEmpty()
                ? this
                : with(Verdict.NOT_MEASURED, joined("launches without a wrong answer: " + String.join("; ", untold)));
    }

    /** The same with a further bar. */
    Finding showing(Exhibit further) {
        List<Exhibit> more = new ArrayList<>(exhibits);
        more.add(further);
        return new Finding(verdict, figure, interval, basis, more, remark, controls);
    }

    private Finding with(Verdict other, String otherRemark) {
        return new Finding(other, figure, interval, basis, exhibits, otherRemark, controls);
    }

    /** Of values in any order; NaN of none. */
    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** The cells behind it, in the order of the figure. */
    public List<Integer> cells() {
        return exhibits.stream().map(Exhibit::cell).distinct().toList();
    }

    /** All cells that decide, shown or not. */
    public Set<Integer> deciding() {
        Set<Integer> all = new TreeSet<>(controls);
        all.addAll(cells());
        return all;
    }
}
