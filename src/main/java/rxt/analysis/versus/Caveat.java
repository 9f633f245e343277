package rxt.analysis.versus;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import rxt.record.CoreCase;
import rxt.record.VersusFile.Contest;

/** What to know of a row before its ratio is read: its letter in the table, and what that means. */
public enum Caveat {
    /** Both sides share CPUs. */
    OVERSUBSCRIBED(
            "o",
            "oversubscribed, more threads than CPUs on both sides.",
            r -> r.contest().oversubscribed()),
    /** Overheads say nothing. */
    WHOLE_TIMES(
            "w",
            "whole times; overheads within noise. The bar is held against them.",
            r -> r.figures().filter(ContestResult.Figures::wholeTimes).isPresent()),
    /** Only one side yields. */
    POLLING(
            "y",
            "not like for like: on shared CPUs RxT's waiting ranks yield, while those of C poll on inside this"
                    + " library, which offers nothing else.",
            r -> pollsOn(r.contest())),
    /** Only one side is bound. */
    UNBOUND("u", "RxT's ranks are threads of one JVM, not bound to cores; C's ranks are.", r -> isUnbound(r.contest())),
    /** The bar holds for all. */
    PARTIAL(
            "m",
            "the mean of some kernels; its bar is for that of all that have a twin.",
            r -> r.contest().name().startsWith(KernelRows.GEOMETRIC_MEAN)
                    && r.bar().isEmpty()),
    /** Only one side can. */
    STREAMING(
            "s",
            "C's stores go past the caches by an instruction of the processor that Java has not; the ratio is one of"
                    + " rates.",
            r -> r.contest().what().operation().equals(CoreCase.TRIAD_STREAMING)),
    /** Columns travel in two ways. */
    PACKED(
            "p",
            "C sends columns by MPI_Type_vector, RxT packs them by hand.",
            r -> r.contest().what().operation().equals("halo"));

    private final String mark;
    private final String text;
    private final Predicate<ContestResult> concerns;

    Caveat(String mark, String text, Predicate<ContestResult> concerns) {
        this.mark = mark;
        this.text = text;
        this.concerns = concerns;
    }

    /** Those of a row. */
    public static List<Caveat> of(ContestResult result) {
        return Arrays.stream(values())
                .filter(caveat -> caveat.concerns.test(result))
                .toList();
    }

    /** Its letter. */
    public String mark() {
        return mark;
    }

    /** What it means, one sentence or two. */
    public String text() {
        return text;
    }

    private static boolean pollsOn(Contest contest) {
        return contest.oversubscribed()
                && contest.transport().equals("ffm")
                && !contest.library().equals("openmpi");
    }

    private static boolean isUnbound(Contest contest) {
        return !contest.oversubscribed() && List.of("local", "mpj").contains(contest.transport());
    }
}
