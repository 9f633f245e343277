package rxt.report;

import java.util.List;
import java.util.Locale;
import rxt.analysis.claim.Finding;
import rxt.analysis.claim.Ruling;
import rxt.analysis.claim.Verdict;
import rxt.record.StudyFile;

/** The ledger of claims for people: each with its verdict, figure and interval. At most 80 columns wide. */
public final class ClaimsText {
    /** What a claim can come out as, in the order of the ledger. */
    public static final List<String> WORDS = List.of(
            Verdict.HOLDS.words(), Verdict.DOES_NOT_HOLD.words(), Finding.UNDECIDED, Verdict.NOT_MEASURED.words());

    private ClaimsText() {}

    public static String of(StudyFile.Header header, List<Ruling> rulings, Alphabet alphabet) {
        Page page = new Page();
        page.paragraph(
                0,
                "What the lectures claim, and what this machine says: study " + header.study() + ", " + header.created()
                        + ", RxT " + header.rxtVersion() + " (" + header.commit() + ")");
        List<Ruling> told = rulings.stream().filter(ruling -> !ruling.leftOut()).toList();
        for (String words : WORDS) {
            List<Ruling> those = told.stream()
                    .filter(ruling -> ruling.finding().words().equals(words))
                    .toList();
            if (!those.isEmpty()) {
                page.blank().line(heading(words) + ", " + those.size() + " of " + rulings.size() + ":");
                those.forEach(ruling -> add(page, ruling));
            }
        }
        String leftOut = leftOut(rulings);
        if (!leftOut.isEmpty()) {
            page.blank().paragraph(0, leftOut);
        }
        page.blank()
                .paragraph(
                        0,
                        "A claim holds where the whole interval of its figure, 95 % or as it says, is beyond its bound."
                                + " What the figure is, and why the bound: jobs/rxt explain "
                                + (told.isEmpty() ? rulings : told)
                                        .getFirst()
                                        .claim()
                                        .id()
                                + " FILE");
        return alphabet.adapt(page.toString());
    }

    /** Which claims a file that is a part of its study says nothing of, and how it comes to say more; "" without any. */
    public static String leftOut(List<Ruling> rulings) {
        List<String> ids = rulings.stream()
                .filter(Ruling::leftOut)
                .map(ruling -> ruling.claim().id())
                .toList();
        return ids.isEmpty()
                ? ""
                : ids.size() + " of " + rulings.size() + " claims have no measured cell in this part of the study;"
                        + " run it whole for them: " + String.join(" ", ids);
    }

    private static String heading(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static void add(Page page, Ruling ruling) {
        boolean measured = ruling.finding().verdict() != Verdict.NOT_MEASURED;
        page.paragraph(2, ruling.claim().id() + " " + ruling.claim().claim());
        if (!ruling.finding().basis().isEmpty()) {
            page.paragraph(7, figures(ruling));
        }
        if (!ruling.finding().remark().isEmpty()) {
            page.paragraph(7, (measured ? "" : "missing: ") + ruling.finding().remark());
        }
    }

    /** Such as {@code 1.98 [1.33, 2.94], bound > 1.50, S2 S4, cells 96 97}. */
    private static String figures(Ruling ruling) {
        List<String> cells =
                ruling.finding().cells().stream().map(String::valueOf).toList();
        return ClaimRows.figure(ruling) + " " + ClaimRows.interval(ruling.finding()) + ", bound "
                + ClaimRows.bound(ruling) + ", " + ruling.claim().seeds() + ", cells " + String.join(" ", cells);
    }
}
