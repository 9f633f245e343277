package rxt.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import rxt.analysis.Analysis;
import rxt.analysis.Bootstrap;
import rxt.analysis.Comparison;
import rxt.analysis.Variants;
import rxt.analysis.Variants.Rival;
import rxt.record.Cell;

/** Which variant of a kernel is the fastest at the same split, where a study measures several. */
final class VariantsText {
    private VariantsText() {}

    /** A blank line, what the figures are, and a paragraph for each comparison; nothing where there is none. */
    static void print(Page page, Analysis analysis) {
        List<Variants> all = Variants.of(analysis);
        if (all.isEmpty()) {
            return;
        }
        page.blank()
                .paragraph(
                        0,
                        "Variants at the same split: the fastest, then in times of it the others with their 95 % "
                                + "intervals, then those of fewer than " + Bootstrap.LAUNCHES_NEEDED
                                + " launches (?), which have none; = cannot be told from the fastest");
        all.forEach(variants -> page.paragraph(2, text(variants)));
    }

    /** Such as {@code [1 2 3] race, variant at 1×2 (ffm): unprotected 3.021 ms; lock 25.42 [8.92, 72.4]; atomic 5.6?}. */
    static String text(Variants variants) {
        Cell cell = variants.rivals().getFirst().point().cell();
        List<String> parts = new ArrayList<>();
        parts.add(variants.rivals().stream()
                .filter(rival -> rival.comparison().best())
                .map(VariantsText::best)
                .collect(Collectors.joining()));
        for (boolean notCompared : new boolean[] {false, true}) {
            String others = variants.rivals().stream()
                    .filter(rival ->
                            !rival.comparison().best() && rival.comparison().notCompared() == notCompared)
                    .map(VariantsText::other)
                    .collect(Collectors.joining(", "));
            if (!others.isEmpty()) {
                parts.add(others);
            }
        }
        return numbers(variants) + " " + cell.kernel() + ", " + variants.parameter() + " at "
                + TransportTables.split(cell) + " (" + cell.transport() + "): " + String.join("; ", parts);
    }

    private static String numbers(Variants variants) {
        return variants.rivals().stream()
                .map(Rival::problem)
                .sorted()
                .map(String::valueOf)
                .collect(Collectors.joining(" ", "[", "]"));
    }

    private static String best(Rival rival) {
        return rival.variant() + " "
                + TimeScale.text(rival.point().summary().orElseThrow().median());
    }

    private static String other(Rival rival) {
        Comparison comparison = rival.comparison();
        return rival.variant() + " " + Numbers.hundredths(comparison.ratio().ratio())
                + comparison.ratio().interval().map(AnswerText::text).orElse("?")
                + (comparison.tied() ? " =" : "");
    }
}
