package rxt.study;

import java.io.PrintStream;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import rxt.record.CellRow;
import rxt.record.claim.Standing;

/** What a run will cost, before it; then a line per launch: count, cell, what came of it, how long the rest will take. */
public final class Progress {
    /** Of a launch whose steps take 10 to 100 ms, on two cores: two to four seconds. */
    private static final double USUAL_SECONDS = 3;

    private final PrintStream out;
    private final Study study;
    private final Schedule schedule;
    private final int nodes;
    private final Set<String> waitedFor = new HashSet<>();
    private int made;
    private int own;
    private double secondsBeside;

    Progress(PrintStream out, Study study, Schedule schedule, int nodes) {
        this.nodes = nodes;
        this.out = out;
        this.study = study;
        this.schedule = schedule;
    }

    /** Tells what the run will cost, and whence that is known. */
    void begin() {
        Outlook outlook = Outlook.of(schedule, 0, nodes);
        List<Launches> cells = schedule.cells();
        int before = cells.stream()
                .mapToInt(cell -> cell.count() + cell.countForDrift())
                .sum();
        out.println("Study " + study.name() + ": "
                + Outlook.range(before + outlook.fewest(), before + outlook.most()) + " launches, "
                + Outlook.range(outlook.fewest(), outlook.most()) + " of them to run");
        if (outlook.most() > 0) {
            out.println("  cost: "
                    + outlook.duration()
                            .map(time -> time + ", " + outlook.coreHours() + " core-hours, going by " + before
                                    + " earlier launches")
                            .orElseGet(() -> guess(outlook)));
        }
        if (outlook.most() > outlook.fewest()) {
            out.println("  until each median's interval is at most " + targets() + " wide, at most for "
                    + duration(study.whole().seconds()));
        }
        if (schedule.forDriftToCome() > 0) {
            out.println("  the last " + schedule.forDriftToCome() + " show whether the machine drifts: "
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
            out.println("Takes turns with " + claim.who() + ", which measures on this machine too");
        }
    }

    /** Tells of a launch that ended after so many seconds, of which its shard tells fewer. */
    void ended(CellRow outcome, double wallSeconds, double shardSeconds) {
        made++;
        own++;
        secondsBeside += (Math.max(0, wallSeconds - shardSeconds) - secondsBeside) / own;
        Outlook outlook = Outlook.of(schedule, secondsBeside, nodes);
        String left = outlook.most() == 0
                ? "done"
                : outlook.duration().map(time -> "~" + time + " left").orElse("");
        String all =
                Outlook.range(made + outlook.fewest(), made + outlook.most()).replace(" to ", "..");
        out.printf(
                Locale.ROOT,
                "[%" + all.replaceFirst(".*\\.", "").length() + "d/%s] %-30s %6.1f s  %-8s %s%n",
                made,
                all,
                outcome.what().label(),
                wallSeconds,
                outcome.status().word(),
                left);
        if (!outcome.reason().isEmpty()) {
            out.println("    " + outcome.reason());
        }
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
