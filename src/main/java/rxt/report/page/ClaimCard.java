package rxt.report.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import rxt.analysis.claim.Exhibit;
import rxt.analysis.claim.Ruling;
import rxt.analysis.claim.Verdict;
import rxt.report.ClaimLesson;
import rxt.report.ClaimRows;

/**
 * A claim that the file measures.
 *
 * @param ruling the claim with its verdict
 * @param sources the problems whose cells decided it
 * @param figures in the order of the page
 */
record ClaimCard(Ruling ruling, List<Source> sources, List<Figure> figures) {
    private static final int MOST_CELLS = 8;

    /**
     * A problem whose cells decided a claim.
     *
     * @param section the problem
     * @param cells what was looked at, with their figures
     */
    record Source(Section section, String cells) {}

    static ClaimCard of(Ruling ruling, CellPlaces places, ClaimFigures figures) {
        Map<String, List<Exhibit>> byProblem = ruling.finding().exhibits().stream()
                .collect(Collectors.groupingBy(
                        exhibit -> places.section(exhibit.cell()).id(), LinkedHashMap::new, Collectors.toList()));
        List<Source> sources = byProblem.values().stream()
                .map(exhibits -> new Source(places.section(exhibits.getFirst().cell()), joined(exhibits)))
                .toList();
        return new ClaimCard(ruling, sources, figures.of(ruling));
    }

    private static String joined(List<Exhibit> exhibits) {
        String shown = exhibits.stream()
                .limit(MOST_CELLS)
                .map(exhibit -> exhibit.label() + " (" + ClaimLesson.valueWithInterval(exhibit) + ")")
                .collect(Collectors.joining("; "));
        return exhibits.size() > MOST_CELLS ? shown + "; and " + (exhibits.size() - MOST_CELLS) + " more" : shown;
    }

    /** What links lead to. */
    String id() {
        return "claim-" + ruling.claim().id().toLowerCase(Locale.ROOT);
    }

    /** The class of the verdict's colours. */
    String colours() {
        return ruling.finding().verdict() == Verdict.HOLDS ? "valid" : "fails";
    }

    String verdict() {
        return ruling.finding().words();
    }

    /** The claim's statistic. */
    String figure() {
        return ClaimRows.figure(ruling);
    }

    String interval() {
        return ClaimRows.interval(ruling.finding());
    }

    /** Such as {@code > 1.30}. */
    String bound() {
        return ClaimRows.bound(ruling);
    }
}
