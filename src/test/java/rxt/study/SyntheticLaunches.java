package rxt.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.IntFunction;
import rxt.record.Cell;
import rxt.record.CellRow;
import rxt.record.CellStatus;
import rxt.record.LaunchRow;
import rxt.record.SampleRow;
import rxt.record.StudyFile;
import rxt.record.rule.Repetition;
import rxt.record.rule.StepGrowth;

/** Launches that nobody makes: shards with times as a test wants them. */
final class SyntheticLaunches {
    private SyntheticLaunches() {}

    /** A study that only says how to measure. */
    static Study study(long seed, double seconds, int driftLaunches) {
        return new Study(
                "s", "", List.of(), seed, new Study.Limits(60, 60), new Study.Whole(seconds, driftLaunches, 0), "");
    }

    static Launches of(String kernel, int ranks, Repetition rule) {
        Cell cell = new Cell(kernel, Map.of(), ranks, 1, "local", "forkjoin", "none", "strong");
        return new Launches(PlannedCell.of(cell, "none", new Study.Measure(rule, new StepGrowth(1, 1), 0), 1, false));
    }

    /** Of a cell with a rank on each of so many nodes. */
    static Launches onNodes(String kernel, int nodes, Repetition rule) {
        Cell cell = new Cell(kernel, Map.of(), nodes, nodes, 1, "ffm", "forkjoin", "none", "strong");
        return new Launches(PlannedCell.of(cell, "none", new Study.Measure(rule, new StepGrowth(1, 1), 0), 1, false));
    }

    /** The same cell with its launches, left out of a run. */
    static Launches leftOut(String kernel, int ranks, Repetition rule) {
        return new Launches(of(kernel, ranks, rule).planned().skippedBecause(Plan.LEFT_OUT));
    }

    /** A shard of a launch that took so long. */
    static StudyFile shard(Launches of, int launch, double wallSeconds, double... stepSeconds) {
        List<SampleRow> samples = new ArrayList<>();
        for (int step = 0; step < stepSeconds.length; step++) {
            samples.add(new SampleRow(0, step, stepSeconds[step], true));
        }
        return file(of, new CellRow(0, of.planned().cell(), CellStatus.MEASURED, ""), launch, wallSeconds, 0, samples);
    }

    /** The same, started so many seconds later. */
    static StudyFile shardAt(Launches of, int launch, int second, double... stepSeconds) {
        StudyFile file = shard(of, launch, 1, stepSeconds);
        LaunchRow row = file.launches().getFirst();
        String started = row.startedAt().plusSeconds(second).toString();
        LaunchRow later = new LaunchRow(launch, 0, 0, started, 1, 0, 0, true, "", "", "", "", 0, false, false, -1);
        return new StudyFile(file.header(), file.cells(), List.of(later), file.samples(), List.of(), List.of());
    }

    static StudyFile failed(Launches of, int launch, String reason) {
        return file(of, new CellRow(0, of.planned().cell(), CellStatus.FAILED, reason), launch, 1, 137, List.of());
    }

    /** Of a cell that cannot be measured here, for that reason. */
    static StudyFile skipped(Launches of, int launch, String reason) {
        return file(of, new CellRow(0, of.planned().cell(), CellStatus.SKIPPED, reason), launch, 1, 1, List.of());
    }

    private static StudyFile file(
            Launches of, CellRow cell, int launch, double wall, int exitCode, List<SampleRow> samples) {
        boolean valid = exitCode == 0;
        LaunchRow row = new LaunchRow(
                launch, 0, 0, "2026-11-21T08:00:00Z", wall, 0, 0, valid, "", "", "", "", exitCode, false, false, -1);
        return new StudyFile(
                new StudyFile.Header(of.planned().key(), "", "", "", ""),
                List.of(cell),
                List.of(row),
                samples,
                List.of(),
                List.of());
    }

    /** Makes all launches of a schedule, each in a second and with a step as long as {@code times} says; their names. */
    static List<String> makeAll(Schedule schedule, DoubleSupplier times) {
        return make(schedule, times, Integer.MAX_VALUE);
    }

    /** The same, at most so many. */
    static List<String> make(Schedule schedule, DoubleSupplier times, int most) {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            var next = schedule.next();
            if (next.isEmpty()) {
                return made;
            }
            Launches of = next.get().of();
            made.add(of.planned().cell().kernel() + of.planned().cell().ranks() + "."
                    + next.get().launch());
            of.add(shard(of, next.get().launch(), 1, times.getAsDouble()));
        }
        return made;
    }

    static double[] series(int n, IntFunction<Double> level) {
        double[] seconds = new double[n];
        Arrays.setAll(seconds, i -> level.apply(i));
        return seconds;
    }
}
