package rxt.report.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import rxt.analysis.Analysis;
import rxt.analysis.claim.Claims;
import rxt.analysis.claim.Finding;
import rxt.analysis.claim.Ruling;
import rxt.analysis.claim.Verdict;
import rxt.record.StudyFile;
import rxt.report.ClaimsText;

/**
 * What the lectures claim, and what the file says of it.
 *
 * @param rulings of all claims
 * @param cards a card for each claim that is measured
 */
record ClaimsPart(List<Ruling> rulings, List<ClaimCard> cards) {
    static ClaimsPart of(StudyFile file, Analysis analysis, List<Section> sections) {
        CellPlaces places = new CellPlaces(sections);
        ClaimFigures figures = new ClaimFigures(file, places);
        List<Ruling> rulings = Claims.rule(file, analysis);
        return new ClaimsPart(
                rulings,
                rulings.stream()
                        .filter(ruling -> !isNotMeasured(ruling))
                        .map(ruling -> ClaimCard.of(ruling, places, figures))
                        .toList());
    }

    private static boolean isNotMeasured(Ruling ruling) {
        return ruling.finding().words().equals(Verdict.NOT_MEASURED.words());
    }

    /** Whether the file decides any claim, one way or the other. */
    boolean decides() {
        return byVerdict().keySet().stream().anyMatch(words -> !words.equals(Finding.UNDECIDED));
    }

    /** The cards by what the claims come out as. */
    Map<String, List<ClaimCard>> byVerdict() {
        Map<String, List<ClaimCard>> cardsOf = new LinkedHashMap<>();
        ClaimsText.WORDS.forEach(words -> {
            List<ClaimCard> those =
                    cards.stream().filter(card -> card.verdict().equals(words)).toList();
            if (!those.isEmpty()) {
                cardsOf.put(words, those);
            }
        });
        return cardsOf;
    }

    /** Such as {@code holds: 3 · does not hold here: 1 · undecided: 0 · not measured: 26}. */
    String counts() {
        Map<String, Long> counts = rulings.stream()
                .collect(Collectors.groupingBy(ruling -> ruling.finding().words(), Collectors.counting()));
        return ClaimsText.WORDS.stream()
                .map(words -> words + ": " + counts.getOrDefault(words, 0L))
                .collect(Collectors.joining(" · "));
    }

    /** The claims that a part of a study says nothing of, in a sentence; "" without any. */
    String leftOut() {
        return ClaimsText.leftOut(rulings);
    }

    /** The other claims, and what they lack. */
    HtmlTable notMeasured() {
        return HtmlTable.ofWords(
                "Not measured",
                List.of("claim", "what the lectures say", "missing"),
                rulings.stream()
                        .filter(ruling -> isNotMeasured(ruling) && !ruling.leftOut())
                        .map(ruling -> List.of(
                                ruling.claim().id(),
                                ruling.claim().claim(),
                                ruling.finding().remark()))
                        .toList());
    }
}
