package rxt.study;

import java.io.PrintStream;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import rxt.record.Cell;
import rxt.record.CellRow;
import rxt.record.CellStatus;
import rxt.record.Telling;
import rxt.record.claim.Standing;

/** What a run will cost, before it; then a line per launch: count, cell, what came of it, how long the rest will take. */
public final class Progress {
    /** Of a launch whose steps take 10 to 100 ms, on two cores: two to four seconds. */
    private static final double USUAL_SECONDS = 3;

    private static final int WIDTH = 80;

    /** Such as {@code ~12 to 99 min left}. */
    private static final int LONGEST_END = 18;

    private final PrintStream out;
    private final Study study;
    private final Schedule schedule;
    private final int nodes;
    private final Map<Cell, String> labels;
    private final int labelWidth;
    private final Set<String> waitedFor = new HashSet<>();
    private int countWidth;
    private int made;
    private int own;
    private double secondsBeside;

    Progress(PrintStream out, Study study, Schedule schedule, int nodes) {
        this.nodes = nodes;
        this.out = out;
        this.study = study;
        this.schedule = schedule;
        labels = Telling.labels(
                schedule.cells().stream().map(cell -> cell.planned().cell()).toList());
        labelWidth = labels.values().stream().mapToInt(String::length).max().orElse(0);
    }

    /** Tells what the run will cost, and whence that is known. */
    void begin() {
        Outlook outlook = Outlook.of(schedule, 0, nodes);
        List<Launches> cells = schedule.cells();
        int before = cells.stream()
                .mapToInt(cell -> cell.count() + cell.countForDrift())
                .sum();
        paragraph(
                0,
                "Study " + study.name() + ": "
                        + Outlook.range(before + outlook.fewest(), before + outlook.most()) + " launches, "
                        + Outlook.range(outlook.fewest(), outlook.most()) + " of them to run");
        if (outlook.most() > 0) {
            outlook.duration()
                    .ifPresentOrElse(
                            time -> paragraph(
                                    2,
                                    "cost: " + time + ", " + outlook.coreHours() + " core-hours, going by " + before
                                            + " earlier launches"),
                            () -> out.println("  cost: " + guess(outlook)));
        }
        if (outlook.most() > outlook.fewest()) {
            paragraph(
                    2,
                    "until each median's interval is at most " + targets() + " wide, at most for "
                            + duration(study.whole().seconds()));
        }
        if (schedule.forDriftToCome() > 0) {
            paragraph(
                    2,
                    "the last " + schedule.forDriftToCome() + " show whether the machine drifts: "
                            + schedule.base().orElseThrow().planned().cell().label() + " again");
        }
    }

    private String targets() {
        double[] widths = schedule.cells().stream()
                .mapToDouble(cell -> cell.planned().measure().repetition().relativeWidth())
                .sorted()
                .toArray();
        return Outlook.range(percent(widths[0]), percent(widths[widths.length - 1]));
    }

    private static String percent(double part) {
        return String.format(Locale.ROOT, "%.3g %%", 100 * part).replaceFirst("\\.0+ ", " ");
    }

    /** No launch was ever made: what they cost if they are as most are, and what the limits make sure of. */
    private String guess(Outlook outlook) {
        double fewest = USUAL_SECONDS * outlook.fewest();
        double most = Math.min(
                USUAL_SECONDS * outlook.most(), Math.max(fewest, study.whole().seconds()));
        double atMost = (double) study.limits().launchSeconds() * outlook.fewest();
        return "about " + Outlook.range(duration(fewest), duration(most)) + " at " + duration(USUAL_SECONDS)
                + " a launch, as of small problems;" + System.lineSeparator()
                + "  the first will tell; limits.launch_seconds ends the fewest within " + duration(atMost);
    }

    /** Other runs of this study made so many launches. */
    void madeElsewhere(int launches) {
        made += launches;
    }

    /** Another run measures where this one would; told once. */
    void waitsFor(Standing claim) {
        if (waitedFor.add(claim.who())) {
            paragraph(0, "Takes turns with " + claim.who() + ", which measures on this machine too");
        }
    }

    /** Tells of a launch that ended after so many seconds, of which its shard tells fewer. */
    void ended(CellRow outcome, double wallSeconds, double shardSeconds) {
        made++;
        own++;
        secondsBeside += (Math.max(0, wallSeconds - shardSeconds) - secondsBeside) / own;
        Outlook outlook = Outlook.of(schedule, secondsBeside, nodes);
        String all =
                Outlook.range(made + outlook.fewest(), made + outlook.most()).replace(" to ", "..");
        String count =
                String.format(Locale.ROOT, "[%" + all.replaceFirst(".*\\.", "").length() + "d/%s]", made, all);
        countWidth = Math.max(countWidth, count.length());
        String seconds = String.format(Locale.ROOT, " %6.1f s  ", wallSeconds);
        String cell = labels.getOrDefault(outcome.what(), outcome.what().label());
        int width = Math.min(labelWidth, WIDTH - countWidth - " ".length() - seconds.length() - LONGEST_END);
        out.println(padded(count, countWidth) + " " + padded(Telling.cut(cell, width), width) + seconds
                + end(outcome.status(), outlook));
        if (!outcome.reason().isEmpty()) {
            paragraph(4, outcome.reason());
        }
    }

    /** What is left; of a launch that is not measured what became of it, for the next line tells what is left. */
    private static String end(CellStatus status, Outlook outlook) {
        if (status != CellStatus.MEASURED) {
            return status.word();
        }
        return outlook.most() == 0 ? "done" : outlook.left();
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    /** Lines broken at spaces, further ones indented by two more columns than the first. */
    private void paragraph(int indent, String paragraph) {
        StringBuilder line = new StringBuilder(" ".repeat(indent));
        for (String word : paragraph.strip().split("\\s+", -1)) {
            boolean first = line.toString().isBlank();
            if (!first && line.length() + 1 + word.length() > WIDTH) {
                out.println(line);
                line = new StringBuilder(" ".repeat(indent + 2));
                first = true;
            }
            line.append(first ? "" : " ").append(word);
        }
        out.println(line);
    }

    /** Such as {@code 59 s}, {@code 3 min 2 s}, {@code 1 h 5 min}. */
    public static String duration(double seconds) {
        long whole = Math.round(seconds);
        return whole < 60
                ? whole + " s"
                : whole < 3600
                        ? whole / 60 + " min " + whole % 60 + " s"
                        : whole / 3600 + " h " + whole % 3600 / 60 + " min";
    }
}
