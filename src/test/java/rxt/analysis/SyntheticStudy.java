package rxt.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import rxt.record.Breakdown;
import rxt.record.Cell;
import rxt.record.CellRow;
import rxt.record.CellStatus;
import rxt.record.EnvironmentRow;
import rxt.record.LaunchRow;
import rxt.record.ObservationRow;
import rxt.record.Repeated;
import rxt.record.SampleRow;
import rxt.record.SpanRow;
import rxt.record.StudyFile;

/** Builds study files for tests, row by row. */
public final class SyntheticStudy {
    private final List<CellRow> cells = new ArrayList<>();
    private final List<LaunchRow> launches = new ArrayList<>();
    private final List<SampleRow> samples = new ArrayList<>();
    private final List<ObservationRow> observations = new ArrayList<>();
    private final List<SpanRow> spans = new ArrayList<>();
    private final List<EnvironmentRow> environments =
            new ArrayList<>(List.of(environment(0, "a1b2", "Temurin 25", "Zen 4", "1.0")));

    /** A strong cell of {@code gemm} with n=768 that is measured. */
    public static Cell gemm(int ranks, int threads, String transport) {
        return new Cell("gemm", Map.of("n", "768"), ranks, threads, transport, "forkjoin", "none", "strong");
    }

    /** A weak cell of {@code pi} whose darts have grown from {@code darts}. */
    public static Cell weakPi(int ranks, int threads, int darts) {
        Map<String, String> params = Map.of("darts", String.valueOf(darts * ranks * threads), "seed", "1");
        return new Cell("pi", params, ranks, threads, "local", "forkjoin", "none", "weak");
    }

    /** Adds a measured cell; {@link #launch} adds to it. */
    public SyntheticStudy cell(Cell cell) {
        return cell(cell, CellStatus.MEASURED, "");
    }

    /** Adds a measured cell that was repeated so. */
    public SyntheticStudy cell(Cell cell, Repeated repeated) {
        cells.add(new CellRow(cells.size(), cell, CellStatus.MEASURED, "", repeated));
        return this;
    }

    public SyntheticStudy cell(Cell cell, CellStatus status, String reason) {
        cells.add(new CellRow(cells.size(), cell, status, reason));
        return this;
    }

    /** Adds a valid launch of the latest cell with these warm steps after one cold step. */
    public SyntheticStudy launch(double... seconds) {
        return launch(launch -> launch, seconds);
    }

    /** The same with the launch's row changed. */
    public SyntheticStudy launch(UnaryOperator<LaunchRow> change, double... seconds) {
        int number = launches.size();
        launches.add(change.apply(new LaunchRow(
                number,
                cells.size() - 1,
                0,
                "2026-11-21T10:00:00Z",
                1,
                0.25,
                0.125,
                true,
                "sum",
                "1",
                "1",
                "",
                0,
                false,
                false,
                0)));
        samples.add(new SampleRow(number, 0, 1000, false));
        for (int i = 0; i < seconds.length; i++) {
            samples.add(new SampleRow(number, i + 1, seconds[i], true));
        }
        return this;
    }

    /** Adds {@code launches} launches of {@code steps} steps around {@code median}, spread by ±1 % evenly. */
    public SyntheticStudy around(double median, int launches, int steps, UnaryOperator<LaunchRow> change) {
        for (int l = 0; l < launches; l++) {
            double[] seconds = new double[steps];
            for (int i = 0; i < steps; i++) {
                double place = ((i * launches + (l + i) % launches) + 0.5) / (steps * launches);
                seconds[i] = median * (1 + 0.02 * (place - 0.5));
            }
            launch(change, seconds);
        }
        return this;
    }

    public SyntheticStudy around(double median, int launches, int steps) {
        return around(median, launches, steps, launch -> launch);
    }

    /** Lets every rank of every launch of the latest cell have found that. */
    public SyntheticStudy observed(String name, double value) {
        int cell = cells.getLast().cell();
        launches.stream()
                .filter(launch -> launch.cell() == cell)
                .forEach(launch -> observations.add(new ObservationRow(launch.launch(), 0, name, "", value)));
        return this;
    }

    /** Lets a worker of rank 0 of every launch of the latest cell have done that in the last step; in seconds. */
    public SyntheticStudy did(int worker, String what, double begin, double end) {
        int cell = cells.getLast().cell();
        launches.stream()
                .filter(launch -> launch.cell() == cell)
                .forEach(launch -> spans.add(new SpanRow(launch.launch(), 0, worker, what, begin, end)));
        return this;
    }

    public StudyFile file() {
        return new StudyFile(
                new StudyFile.Header("synthetic", "2026-11-21T10:00:00Z", "0.1.0", "abc1234", "name: synthetic"),
                cells,
                launches,
                samples,
                List.of(),
                environments,
                Breakdown.NONE.noting(observations, spans));
    }

    /** Adds an environment; environment 0 is of commit {@code a1b2}, JVM {@code Temurin 25}, {@code Zen 4}, {@code 1.0}. */
    public SyntheticStudy environment(String commit, String jvm, String cpuModel, String library) {
        environments.add(environment(environments.size(), commit, jvm, cpuModel, library));
        return this;
    }

    /** Flags and governor differ between any two, and are not compared. */
    static EnvironmentRow environment(int number, String commit, String jvm, String cpuModel, String library) {
        return new EnvironmentRow(
                number,
                jvm,
                "-Dshard=" + number,
                "G1",
                library,
                "jar",
                cpuModel,
                2,
                1L << 34,
                "governor " + number,
                "Linux",
                "0.1.0",
                commit);
    }

    /** Moves a launch to the environment of that number. */
    public static UnaryOperator<LaunchRow> in(int environment) {
        return row -> row.numbered(row.launch(), row.cell(), environment);
    }

    /** Gives a launch the digest of its answer. */
    public static UnaryOperator<LaunchRow> digest(String digest) {
        return row -> changed(row, row.valid(), row.exitCode(), row.oversubscribed(), row.sharedJvm(), digest);
    }

    public static LaunchRow oversubscribed(LaunchRow row) {
        return flagged(row, row.valid(), row.exitCode(), true, row.sharedJvm());
    }

    public static LaunchRow sharedJvm(LaunchRow row) {
        return flagged(row, row.valid(), row.exitCode(), row.oversubscribed(), true);
    }

    public static LaunchRow wrong(LaunchRow row) {
        return flagged(row, false, row.exitCode(), row.oversubscribed(), row.sharedJvm());
    }

    public static LaunchRow killed(LaunchRow row) {
        return flagged(row, false, 137, row.oversubscribed(), row.sharedJvm());
    }

    private static LaunchRow flagged(LaunchRow r, boolean valid, int exit, boolean oversubscribed, boolean shared) {
        return changed(r, valid, exit, oversubscribed, shared, r.digest());
    }

    private static LaunchRow changed(
            LaunchRow r, boolean valid, int exit, boolean oversubscribed, boolean shared, String digest) {
        return new LaunchRow(
                r.launch(),
                r.cell(),
                r.attempt(),
                r.started(),
                r.wallSeconds(),
                r.coldSeconds(),
                r.firstStepSeconds(),
                valid,
                r.checkName(),
                r.checkExpected(),
                valid ? r.checkActual() : "2",
                digest,
                exit,
                oversubscribed,
                shared,
                r.environment(),
                r.work(),
                r.emptySeconds(),
                r.slurmJob());
    }
}
