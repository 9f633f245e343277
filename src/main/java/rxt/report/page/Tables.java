package rxt.report.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import rxt.analysis.LaunchSample;
import rxt.analysis.Observed;
import rxt.analysis.Refused;
import rxt.record.RankRow;
import rxt.report.Marks;
import rxt.report.ObservedText;
import rxt.report.ProgramRatioTable;

/** The tables of one problem. */
final class Tables {
    private static final int MOST_PLACES = 200;
    private static final int MOST_MASKS = 16;

    private final Section section;

    Tables(Section section) {
        this.section = section;
    }

    /** Medians, speed-ups and spread of every measured cell. */
    HtmlTable times() {
        boolean scaled = section.isWeak();
        List<List<Entry>> rows = new ArrayList<>();
        for (Shown cell : section.cells()) {
            if (cell.isMeasured()) {
                rows.add(List.of(
                        Entry.words(cell.label()),
                        Entry.words(Marks.of(cell.point())),
                        Entry.time(cell, "median_seconds", "low", "high"),
                        Entry.ratio(cell, "speedup", "speedup_low", "speedup_high"),
                        Entry.ratio(cell, "efficiency", "efficiency_low", "efficiency_high"),
                        Entry.ratio(cell, "ratio_to_best", "ratio_low", "ratio_high"),
                        Entry.time(cell, "p95_seconds"),
                        Entry.time(cell, "max_seconds")));
            }
        }
        return new HtmlTable(
                "Medians and speed-ups, each with its interval",
                List.of(
                        "split",
                        "marks",
                        "median [95 %]",
                        (scaled ? "scaled " : "") + "speed-up [95 %]",
                        "efficiency [95 %]",
                        "times the best [95 %]",
                        "95 % within",
                        "slowest"),
                rows);
    }

    /** What kernels found beside their time. */
    HtmlTable observed(Map<Integer, List<Observed>> observed) {
        List<List<String>> rows = new ArrayList<>();
        for (Shown cell : section.cells()) {
            observed.getOrDefault(cell.point().sample().number(), List.of())
                    .forEach(found -> rows.add(List.of(cell.label(), found.name(), ObservedText.figure(found))));
        }
        return HtmlTable.ofWords(
                "Found beside the time, over the ranks of all launches that count",
                List.of("split", "what", "median [least..most]"),
                rows);
    }

    /** Kernels beside the programs that compute the same. */
    HtmlTable sideBySide() {
        List<List<String>> rows = ProgramRatioTable.rows(section.analysis());
        return HtmlTable.ofWords(
                "Side by side: " + ProgramRatioTable.TITLE, rows.getFirst(), rows.subList(1, rows.size()));
    }

    /** How much was measured, and the cold cost. */
    HtmlTable samples() {
        List<List<Entry>> rows = new ArrayList<>();
        for (Shown cell : section.cells()) {
            if (cell.isMeasured()) {
                rows.add(List.of(
                        Entry.words(cell.label()),
                        Entry.count(cell, "launches"),
                        Entry.count(cell, "samples"),
                        Entry.count(cell, "outliers"),
                        Entry.time(cell, "cold_seconds"),
                        Entry.time(cell, "first_step_seconds")));
            }
        }
        return new HtmlTable(
                "What was measured, and the cold cost",
                List.of("split", "launches", "steady steps", "outliers", "start to first step", "first step"),
                rows);
    }

    /** Every cell without a time that counts, and every launch left out, with the reason. */
    HtmlTable missing() {
        List<List<String>> rows = new ArrayList<>();
        for (Shown cell : section.cells()) {
            if (!cell.isMeasured()) {
                String reason = cell.point().sample().reason();
                rows.add(List.of(
                        cell.label(),
                        cell.point().sample().status().word(),
                        reason.isBlank() ? "no reason recorded" : reason));
            } else if (!cell.point().sample().refused().isEmpty()) {
                rows.add(List.of(
                        cell.label(),
                        "left out",
                        Refused.words(cell.point().sample().refused())));
            }
        }
        return HtmlTable.ofWords("Not measured, not valid, left out", List.of("split", "status", "reason"), rows);
    }

    /** The CPUs that each rank was allowed, as its own affinity mask says; ranks placed alike share a row. */
    HtmlTable placement(Map<Integer, List<RankRow>> ranks) {
        Map<List<String>, List<String>> splits = new LinkedHashMap<>();
        for (Shown cell : section.cells()) {
            places(cell, ranks).forEach((place, here) -> {
                List<String> row = new ArrayList<>(List.of(ranges(here.stream().map(RankRow::rank))));
                row.addAll(place);
                row.add(String.valueOf(
                        here.stream().map(RankRow::launch).distinct().count()));
                splits.computeIfAbsent(row, r -> new ArrayList<>()).add(cell.label());
            });
        }
        List<List<String>> rows = new ArrayList<>();
        splits.forEach((row, cells) -> rows.add(
                Stream.concat(Stream.of(String.join(", ", cells)), row.stream()).toList()));
        boolean tooMany = rows.size() > MOST_PLACES;
        return HtmlTable.ofWords(
                "Placement, from the affinity masks"
                        + (tooMany ? ": the first " + MOST_PLACES + " of " + rows.size() + " rows" : ""),
                List.of(
                        "splits",
                        "ranks",
                        "node",
                        "CPUs allowed",
                        "CPUs of the threads",
                        "verdict",
                        "launches of each"),
                tooMany ? rows.subList(0, MOST_PLACES) : rows);
    }

    private static Map<List<String>, List<RankRow>> places(Shown cell, Map<Integer, List<RankRow>> ranks) {
        Map<List<String>, List<RankRow>> places = new LinkedHashMap<>();
        for (LaunchSample launch : cell.point().sample().launches()) {
            String verdict = launch.launch().oversubscribed() ? "oversubscribed" : "fits";
            if (launch.wronglyBound()) {
                verdict += ", bound to other CPUs than asked for";
            }
            for (RankRow rank : ranks.getOrDefault(launch.launch().launch(), List.of())) {
                places.computeIfAbsent(
                                List.of(rank.node(), rank.cpusAllowed(), masks(rank.threadCpus()), verdict),
                                p -> new ArrayList<>())
                        .add(rank);
            }
        }
        return places;
    }

    /** The masks of a rank's threads, the first ones of many. */
    private static String masks(String threadCpus) {
        if (threadCpus.length() < MOST_MASKS) {
            return threadCpus; // Most are, and there may be many ranks.
        }
        String[] masks = threadCpus.split(";", -1);
        return masks.length <= MOST_MASKS
                ? threadCpus
                : String.join(";", Arrays.copyOf(masks, MOST_MASKS)) + "; … of " + masks.length + " threads";
    }

    /** Such as {@code 0-3, 5}. */
    private static String ranges(Stream<Integer> numbers) {
        List<String> ranges = new ArrayList<>();
        int from = -1;
        int last = -2;
        for (int number : new TreeSet<>(numbers.toList())) {
            if (number != last + 1) {
                from = number;
                ranges.add("");
            }
            last = number;
            ranges.set(ranges.size() - 1, from == last ? String.valueOf(from) : from + "-" + last);
        }
        return String.join(", ", ranges);
    }
}
