package rxt.study;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import rxt.record.CellStatus;
import rxt.record.LaunchRow;
import rxt.record.LaunchSpec;
import rxt.record.SampleRow;
import rxt.record.StudyFile;
import rxt.record.rule.CountedSteps;
import rxt.record.rule.Repetition;
import rxt.record.rule.Repetition.Decision;
import rxt.record.rule.Repetition.Made;
import rxt.record.rule.Repetition.Verdict;

/**
 * The launches of one planned cell as its shards tell of them, and by {@link Repetition} whether it wants another. The
 * same shards give the same answer, so that a study that goes on later stops where it would have stopped.
 */
final class Launches {
    private final PlannedCell planned;
    private final NavigableSet<Integer> complete = new TreeSet<>();
    private final NavigableSet<Integer> failed = new TreeSet<>();
    private final List<Double> medians = new ArrayList<>();
    private final List<Instant> startsForDrift = new ArrayList<>();
    private Instant lastStart = Instant.MIN;
    private double seconds;
    private double secondsForDrift;
    private double secondsFailed;
    private final NavigableSet<Integer> underWay = new TreeSet<>();
    private Set<Integer> elsewhere = Set.of();
    private double longestSeconds = Double.NaN;
    private boolean ended;

    Launches(PlannedCell planned) {
        this.planned = planned;
    }

    PlannedCell planned() {
        return planned;
    }

    /** This run begins that launch. */
    void begin(int launch) {
        underWay.add(launch);
    }

    /** A launch that this run began has ended, with a shard or without. */
    void over(int launch) {
        underWay.remove(launch);
    }

    /** The launches that are under way in other runs, all of them. */
    void elsewhere(Set<Integer> launches) {
        elsewhere = Set.copyOf(launches);
    }

    /** Those that are under way anywhere. */
    private Set<Integer> pending() {
        Set<Integer> pending = new TreeSet<>(underWay);
        pending.addAll(elsewhere);
        pending.removeAll(complete);
        return pending;
    }

    int countPending() {
        return pending().size();
    }

    boolean isUnderWayElsewhere() {
        return !complete.containsAll(elsewhere);
    }

    /** Takes a shard of this cell in; of several of one launch the first counts. */
    void add(StudyFile shard) {
        LaunchRow launch = shard.launches().getFirst();
        if (!launch.complete()) {
            failed.add(launch.launch());
            secondsFailed += launch.wallSeconds();
            // What a transport or a process lacks stays missing until somebody mends it.
            ended |= shard.cells().getFirst().status() == CellStatus.SKIPPED;
            return;
        }
        if (!complete.add(launch.launch())) {
            return;
        }
        longestSeconds =
                Double.isNaN(longestSeconds) ? launch.wallSeconds() : Math.max(longestSeconds, launch.wallSeconds());
        if (!launch.valid()) {
            ended = true; // a wrong answer stays wrong
        }
        if (launch.launch() >= LaunchSpec.FIRST_FOR_DRIFT) {
            secondsForDrift += launch.wallSeconds();
            startsForDrift.add(launch.startedAt());
            return;
        }
        seconds += launch.wallSeconds();
        lastStart = launch.startedAt().isAfter(lastStart) ? launch.startedAt() : lastStart;
        double median = median(shard);
        if (!Double.isNaN(median)) {
            medians.add(median);
        }
    }

    private static double median(StudyFile shard) {
        double[] steps =
                shard.samples().stream().mapToDouble(SampleRow::seconds).toArray();
        int warm =
                Math.toIntExact(shard.samples().stream().filter(SampleRow::warm).count());
        boolean times = warm > 0 && Arrays.stream(steps).allMatch(t -> t > 0 && t < Double.POSITIVE_INFINITY);
        return times ? CountedSteps.of(steps, steps.length - warm).median() : Double.NaN;
    }

    /** No more launches in this run: what failed once fails again, and a hang costs its whole limit each time. */
    void end() {
        ended = true;
    }

    boolean hasEnded() {
        return ended;
    }

    /** Whether a launch was ever started. */
    boolean isOnRecord() {
        return !(complete.isEmpty() && failed.isEmpty());
    }

    /** Launches made, not counting those for drift. */
    int count() {
        return complete.headSet(LaunchSpec.FIRST_FOR_DRIFT).size();
    }

    int countForDrift() {
        return complete.size() - count();
    }

    /** Launches for drift that none of the others, of any cell, came after. */
    int countForDriftSince(Instant last) {
        return Math.toIntExact(
                startsForDrift.stream().filter(start -> !start.isBefore(last)).count());
    }

    /** When the last of its launches started, not counting those for drift. */
    Instant lastStart() {
        return lastStart;
    }

    /** The number of the next launch. */
    int next() {
        return firstMissing(0);
    }

    int nextForDrift() {
        return firstMissing(LaunchSpec.FIRST_FOR_DRIFT);
    }

    /** Neither made nor under way. */
    private int firstMissing(int from) {
        int launch = from;
        while (has(launch)) {
            launch++;
        }
        return launch;
    }

    /** Whether that launch is made or under way. */
    boolean has(int launch) {
        return complete.contains(launch) || underWay.contains(launch) || elsewhere.contains(launch);
    }

    /** Time of all its launches, those that failed too. */
    double seconds() {
        return seconds + secondsForDrift + secondsFailed;
    }

    /** What its launches under way will likely take; 0 where none is complete to tell. */
    double secondsPending() {
        int pending = countPending();
        return pending == 0 || complete.isEmpty() ? 0 : pending * secondsPerLaunch();
    }

    /** The longest of its launches that completed; NaN where none did. */
    double longestSeconds() {
        return longestSeconds;
    }

    /** Mean time of a launch that completed; NaN where none did. */
    double secondsPerLaunch() {
        return (seconds + secondsForDrift) / complete.size();
    }

    /**
     * Whether it wants another launch. One that failed is owed, so that no failure is forgotten.
     *
     * @param leftSeconds of the time for the whole study
     */
    Decision decision(double leftSeconds) {
        double left = Math.min(leftSeconds, rule().budgetSeconds() - seconds - secondsFailed);
        Decision decision = rule().after(made(), left);
        return isOwed() ? new Decision(Verdict.REPEAT, decision.relativeWidth()) : decision;
    }

    private boolean isOwed() {
        return !complete.containsAll(failed.headSet(LaunchSpec.FIRST_FOR_DRIFT));
    }

    /** Whether launches are missing that are made whatever the others show: the fewest, and any that failed. */
    boolean isShort() {
        return isOwed() || count() < rule().fewestLaunches();
    }

    /** Whether, by what is complete, launches are to come, those under way too. */
    boolean isOpen(double leftSeconds) {
        return !ended && decision(leftSeconds).verdict() == Verdict.REPEAT;
    }

    /**
     * Whether another launch is to begin now. Beside others that are under way only one of the fewest, for what those
     * show decides on any further.
     */
    boolean wants(double leftSeconds) {
        int pending = countPending();
        return isOpen(leftSeconds) && (pending == 0 || count() + pending < rule().fewestLaunches());
    }

    /** Launches still to come, whatever they show. */
    int fewestToCome(double leftSeconds) {
        return isOpen(leftSeconds) ? Math.max(1, rule().fewestLaunches() - count()) : 0;
    }

    /** Launches still to come where its interval stays too wide. */
    int mostToCome(double leftSeconds) {
        return isOpen(leftSeconds) ? Math.max(fewestToCome(leftSeconds), rule().mostFurther(made())) : 0;
    }

    private Made made() {
        return new Made(medians.stream().mapToDouble(m -> m).toArray(), count(), seconds);
    }

    private Repetition rule() {
        return planned.measure().repetition();
    }
}
