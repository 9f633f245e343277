package rxt.report;

import java.util.List;
import rxt.analysis.claim.Claim;
import rxt.analysis.claim.Exhibit;
import rxt.analysis.claim.Finding;
import rxt.analysis.claim.Verdict;

/**
 * Half a page on one claim: what is said, what the file shows, drawn as bars, why, and what to try. At most 80 columns
 * wide.
 */
public final class ClaimLesson {
    private static final int BAR = 24;
    private static final int MOST_BARS = 16;

    private ClaimLesson() {}

    /** Of the claim alone, where there is no file yet. */
    public static String of(Claim.Text claim, Alphabet alphabet) {
        Page page = head(claim);
        page.blank().paragraph(0, "Nothing is measured yet: jobs/rxt run jobs/lectures.yaml");
        return alphabet.adapt(tail(page, claim).toString());
    }

    /** With what a file says of it. */
    public static String of(Claim.Text claim, Finding finding, Alphabet alphabet) {
        Page page = head(claim).blank();
        if (finding.verdict() == Verdict.NOT_MEASURED) {
            String open = finding.isUndecided() ? "Undecided here: " + figure(finding) : "Not measured here";
            page.paragraph(0, open + ". Missing: " + finding.remark());
        } else {
            page.paragraph(
                    0,
                    (finding.verdict() == Verdict.HOLDS ? "Here it holds: " : "Here it does not hold: ")
                            + figure(finding)
                            + (finding.remark().isEmpty() ? "" : "; " + finding.remark()));
        }
        bars(page, finding.exhibits(), alphabet);
        return alphabet.adapt(tail(page, claim).toString());
    }

    private static String figure(Finding finding) {
        return Numbers.text(finding.figure()) + " " + ClaimRows.interval(finding);
    }

    private static Page head(Claim.Text claim) {
        Page page = new Page();
        page.paragraph(0, claim.id() + " " + claim.claim());
        page.blank().line("Lectures: " + claim.seeds() + "   Kernels: " + String.join(", ", claim.kernels()));
        page.paragraph(0, "Figure: " + claim.statistic());
        return page.paragraph(0, "It holds " + claim.bound().text());
    }

    private static Page tail(Page page, Claim.Text claim) {
        page.blank().paragraph(0, claim.lesson());
        page.blank().line("Try next:");
        return page.command(2, claim.next());
    }

    private static void bars(Page page, List<Exhibit> exhibits, Alphabet alphabet) {
        List<Exhibit> shown = exhibits.size() > MOST_BARS ? exhibits.subList(0, MOST_BARS) : exhibits;
        double largest = shown.stream().mapToDouble(Exhibit::value).max().orElse(0);
        if (!shown.isEmpty()) {
            page.blank();
        }
        int width = shown.stream().mapToInt(e -> e.label().length()).max().orElse(0);
        for (Exhibit exhibit : shown) {
            int length = largest > 0 ? (int) Math.round(BAR * Math.max(0, exhibit.value()) / largest) : 0;
            String bar = String.valueOf(alphabet.shade(1)).repeat(length);
            String label = exhibit.label();
            if (width > Page.WIDTH - BAR - 16) {
                page.paragraph(2, label);
                label = "";
            }
            int names = Math.min(width, Page.WIDTH - BAR - 16);
            page.line("  " + label + " ".repeat(Math.max(0, names - label.length())) + " " + bar
                    + " ".repeat(BAR - length) + " " + value(exhibit));
        }
        if (shown.size() < exhibits.size()) {
            page.line("  and " + (exhibits.size() - shown.size()) + " more, on the page of jobs/rxt report");
        }
    }

    /** With its unit: {@code 12.34 ms}, {@code 128.0 MB}, {@code 3}. */
    public static String value(Exhibit exhibit) {
        return switch (exhibit.unit()) {
            case "s" -> TimeScale.text(exhibit.value());
            case "byte" -> Numbers.text(exhibit.value() * 1e-6) + " MB";
            default -> Numbers.text(exhibit.value()) + (exhibit.unit().isEmpty() ? "" : " " + exhibit.unit());
        };
    }

    /** The same with its interval, where there is one: {@code 12.34 ms [12.10, 12.60]}. */
    public static String valueWithInterval(Exhibit exhibit) {
        double perUnit = switch (exhibit.unit()) {
            case "s" -> TimeScale.of(exhibit.value()).perSecond();
            case "byte" -> 1e-6;
            default -> 1;
        };
        return value(exhibit)
                + exhibit.interval()
                        .map(interval -> " [" + Numbers.text(interval.low() * perUnit) + ", "
                                + Numbers.text(interval.high() * perUnit) + "]")
                        .orElse("");
    }
}
