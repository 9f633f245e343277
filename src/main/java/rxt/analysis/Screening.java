package rxt.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import rxt.record.Cell;
import rxt.record.CellRow;
import rxt.record.CellStatus;
import rxt.record.EnvironmentRow;
import rxt.record.LaunchRow;
import rxt.record.LeftOut;
import rxt.record.SampleRow;
import rxt.record.StudyFile;
import rxt.record.rule.CountedSteps;
import rxt.record.rule.Repetition;

/**
 * Decides which times count: the steady steps ({@link CountedSteps}) of launches that are complete and right, of cells
 * that are measured, of whose launches at least half settle and whose answers agree with those of the other splits
 * ({@link Digests}). What does not count keeps its reason; a launch that never settles has no level to report.
 */
final class Screening {
    private final Map<Integer, List<LaunchRow>> launches = new HashMap<>();
    private final Map<Integer, Steps> steps = new HashMap<>();
    private final Map<Integer, EnvironmentRow> environments = new HashMap<>();
    private final Map<Integer, String> disagreements;
    private final Set<Integer> wronglyBound;

    private Screening(StudyFile file) {
        for (EnvironmentRow row : file.environments()) {
            EnvironmentRow none = environments.putIfAbsent(row.environment(), row);
            require(none == null, "environment " + row.environment() + " occurs twice in the group environments");
        }
        readLaunches(file, readCells(file));
        readSamples(file);
        steps.values().parallelStream().forEach(Steps::judge);
        disagreements = Digests.disagreements(file, environments);
        wronglyBound = Binding.wrong(file);
    }

    private static Set<Integer> readCells(StudyFile file) {
        Set<Integer> cells = new HashSet<>();
        Map<Cell, Integer> seen = new HashMap<>();
        for (CellRow row : file.cells()) {
            require(cells.add(row.cell()), "cell " + row.cell() + " occurs twice in the group cells");
            Integer first = seen.putIfAbsent(row.what(), row.cell());
            require(first == null, "cells " + first + " and " + row.cell() + " are the same: " + row.what());
        }
        return cells;
    }

    private void readLaunches(StudyFile file, Set<Integer> cells) {
        for (LaunchRow row : file.launches()) {
            require(
                    !row.complete() || environments.containsKey(row.environment()),
                    "launch " + row.launch() + " names an unknown environment, " + row.environment());
            require(cells.contains(row.cell()), "launch " + row.launch() + " names an unknown cell, " + row.cell());
            Steps none = steps.putIfAbsent(row.launch(), new Steps(row.launch()));
            require(none == null, "launch " + row.launch() + " occurs twice in the group launches");
            launches.computeIfAbsent(row.cell(), c -> new ArrayList<>()).add(row);
        }
    }

    private void readSamples(StudyFile file) {
        Steps of = null;
        for (SampleRow row : file.samples()) {
            if (of == null || of.launch != row.launch()) {
                of = steps.get(row.launch());
                require(of != null, "a sample names an unknown launch, " + row.launch());
            }
            if (row.step() <= of.last) {
                throw new IllegalArgumentException("step " + row.step() + " of launch " + row.launch()
                        + " is out of order; a launch's steps must ascend");
            }
            of.add(row);
        }
    }

    /**
     * Every planned cell of {@code file} but those that no run was asked for, in its order.
     *
     * @throws IllegalArgumentException where rows contradict each other: numbers that occur twice, or name nothing
     */
    static List<CellSample> of(StudyFile file) {
        Screening screening = new Screening(file);
        return file.cells().stream()
                .filter(row -> !LeftOut.has(row))
                .map(screening::screen)
                .toList();
    }

    private CellSample screen(CellRow row) {
        if (row.status() != CellStatus.MEASURED) {
            return sample(row, row.status(), row.reason(), new Screened());
        }
        Screened screened = new Screened();
        List<LaunchRow> of = launches.getOrDefault(row.cell(), List.of());
        long ordinary =
                of.stream().filter(LaunchRow::complete).count() - row.repeated().driftLaunches();
        for (LaunchRow launch : of) {
            ordinary -= launch.complete() ? 1 : 0;
            screened.add(launch, steps.get(launch.launch()), ordinary < 0);
        }
        if (disagreements.containsKey(row.cell())) {
            return sample(row, CellStatus.INVALID, disagreements.get(row.cell()), screened.withoutTimes());
        }
        if (Repetition.mostlyUnsettled(screened.counted.size(), screened.counted.size() + screened.unsettled)) {
            String reason = "no steady state in " + screened.unsettled + " of "
                    + (screened.counted.size() + screened.unsettled) + " launches";
            return sample(row, CellStatus.UNSETTLED, reason, screened.withoutTimes());
        }
        if (screened.counted.isEmpty()) {
            String why =
                    screened.refused.isEmpty() ? "the file holds no launch of it" : Refused.words(screened.refused);
            return sample(row, CellStatus.INVALID, "no launch counts: " + why, screened);
        }
        return sample(row, row.status(), row.reason(), screened);
    }

    private static CellSample sample(CellRow row, CellStatus status, String reason, Screened of) {
        return new CellSample(
                row.cell(),
                row.what(),
                status,
                reason,
                of.counted,
                of.refused,
                of.forDrift,
                Steadiness.of(of.counted, of.unsettled, row.repeated()));
    }

    /** The launches of one cell, sorted out. */
    private final class Screened {
        private final List<LaunchSample> counted = new ArrayList<>();
        private final List<LaunchSample> forDrift = new ArrayList<>();
        private final List<Refused> refused = new ArrayList<>();
        private int unsettled;

        void add(LaunchRow launch, Steps of, boolean drift) {
            String fault = fault(launch, of);
            if (fault.isEmpty() && !of.counted.settled()) {
                fault = "no steady state in " + of.steps + " steps";
                unsettled += drift ? 0 : 1;
            }
            if (!fault.isEmpty()) {
                refused.add(new Refused(launch.launch(), fault));
                return;
            }
            (drift ? forDrift : counted)
                    .add(new LaunchSample(
                            launch,
                            environments.get(launch.environment()),
                            of.counted,
                            Sample.of(of.counted.seconds()),
                            wronglyBound.contains(launch.launch())));
        }

        Screened withoutTimes() {
            counted.clear();
            forDrift.clear();
            return this;
        }
    }

    private static String fault(LaunchRow launch, Steps of) {
        if (launch.exitCode() != 0) {
            return "not complete, exit code " + launch.exitCode();
        }
        if (!launch.valid()) {
            return "wrong answer, " + launch.checkName() + " is " + launch.checkActual() + " and not "
                    + launch.checkExpected();
        }
        if (of.impossible != null) {
            return "step " + of.impossible.step() + " took " + of.impossible.seconds() + " s";
        }
        return of.count == 0 ? "no warm step" : "";
    }

    private static void require(boolean holds, String fault) {
        if (!holds) {
            throw new IllegalArgumentException(fault);
        }
    }

    /** The steps of one launch as they are read. */
    private static final class Steps {
        private final int launch;
        private double[] seconds = new double[16];
        private int steps;
        private int count;
        private int last = -1;
        private SampleRow impossible;
        private CountedSteps counted;

        Steps(int launch) {
            this.launch = launch;
        }

        void add(SampleRow row) {
            last = row.step();
            if (!Sample.isTime(row.seconds())) {
                impossible = impossible == null ? row : impossible;
            } else {
                if (steps == seconds.length) {
                    seconds = Arrays.copyOf(seconds, 2 * steps);
                }
                seconds[steps++] = row.seconds();
                count += row.warm() ? 1 : 0;
            }
        }

        /** Finds the steps that count. */
        void judge() {
            if (impossible == null && count > 0) {
                counted = CountedSteps.of(Arrays.copyOf(seconds, steps), steps - count);
            }
        }
    }
}
