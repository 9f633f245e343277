package rxt.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import rxt.analysis.Analysis;
import rxt.analysis.CellSample;
import rxt.analysis.Point;
import rxt.record.CellRow;
import rxt.record.CellStatus;
import rxt.record.LaunchRow;
import rxt.record.Repeated.End;
import rxt.record.ShardName;
import rxt.record.StudyFile;
import rxt.record.StudyFileReader;
import rxt.record.steady.SteadyState.State;

/** Real launches whose number follows from what they measure. */
@Timeout(300)
class AdaptiveSweepIT {
    /** Two steps always settle, on a busy machine too; the last cell's sixty at two paces in turn never do. */
    private static final String STUDY = """
            name: adaptive
            launcher: local
            seed: 5
            grid: {splits: [1x1]}
            measure: {min_launches: 6, max_launches: 8, steps: 2, warmup: 2}
            kernels:
              - kernel: faulty
                params: {pace: even}
                measure: {interval_width: 10}
              - kernel: faulty
                params: {pace: by-launch}
                measure: {interval_width: 0.0001}
              - kernel: faulty
                params: {pace: unsettled}
                measure: {steps: 60}
            """;

    @TempDir
    private Path folder;

    private String told;

    /** Killed in mid-run, gone on with to the end, and asked for once more. */
    @Test
    @Tag("long")
    void aStudyThatWasKilledStopsWhereItsIntervalsSay() throws Exception {
        Path output = folder.resolve("o.h5");
        killedAfterFourLaunches(output);
        int before = shards().size();
        assertThat(before).isLessThan(20);
        assertThat(sweep(STUDY, output)).isZero();
        assertThat(told)
                .contains("Study adaptive: 21 to 27 launches, " + (21 - before) + " to " + (27 - before) + " of them")
                .contains("Cells: 2 measured, 1 unsettled; results: ")
                .contains("core-hours, going by " + before + " earlier launches")
                .contains("the last 3 show whether the machine drifts: faulty 1×1 local again");

        StudyFile file = StudyFileReader.read(output);
        assertThat(file.cells()).extracting(CellRow::status).containsOnly(CellStatus.MEASURED);
        assertThat(file.cells())
                .extracting(row -> row.repeated().end())
                .containsExactly(End.NARROW, End.LAUNCH_CAP, End.UNSETTLED);
        assertThat(file.cells())
                .extracting(row -> row.repeated().driftLaunches())
                .containsExactly(3, 0, 0);
        int all = file.launches().size();
        assertThat(launches(file, 0)).as("6 and 3 for drift").isEqualTo(9);
        assertThat(launches(file, 1)).isEqualTo(8);
        assertThat(launches(file, 2)).isBetween(6L, 8L);
        assertThat(shards()).as("no launch was made twice").hasSize(all);
        theOrderIsThatOfTheSeed(file);
        theAnalysisSaysSo(Analysis.of(file));

        assertThat(sweep(STUDY, output)).isZero();
        assertThat(told)
                .contains("Study adaptive: " + all + " launches, 0 of them to run")
                .doesNotContain("[1/");
        assertThat(shards()).hasSize(all);
    }

    private static long launches(StudyFile file, int cell) {
        return file.launches().stream().filter(launch -> launch.cell() == cell).count();
    }

    /** Each round as the schedule tells beforehand, the base case last. */
    private void theOrderIsThatOfTheSeed(StudyFile file) {
        Installation here = Installation.find(System.getenv());
        Study study = StudyReader.read(folder.resolve("study.yaml"), List.of(), here.cpus());
        List<Launches> cells = Plan.of(study, new Only(Map.of()), here).stream()
                .map(Launches::new)
                .toList();
        Schedule schedule = new Schedule(cells, study);
        List<LaunchRow> made = file.launches().stream()
                .sorted(Comparator.comparing(LaunchRow::started))
                .toList();
        for (LaunchRow launch : made.subList(0, 18)) {
            Schedule.Next next = schedule.next().orElseThrow();
            assertThat(file.cells().get(launch.cell()).what())
                    .isEqualTo(next.planned().cell());
            next.of().add(SyntheticLaunches.shard(next.of(), next.launch(), 1, 1, 2));
        }
        assertThat(made.subList(made.size() - 3, made.size()))
                .extracting(LaunchRow::cell)
                .as("for drift")
                .containsOnly(0);
    }

    private static void theAnalysisSaysSo(Analysis analysis) {
        List<CellSample> cells = analysis.points().stream().map(Point::sample).toList();
        assertThat(cells)
                .extracting(CellSample::status)
                .containsExactly(CellStatus.MEASURED, CellStatus.MEASURED, CellStatus.UNSETTLED);
        assertThat(cells.get(2).reason()).matches("no steady state in \\d of \\d launches");
        assertThat(cells.get(2).isMeasured()).isFalse();
        assertThat(cells.get(2).steadiness().count(State.NO_STEADY_STATE)).isGreaterThanOrEqualTo(4);
        assertThat(cells.get(1).steadiness().isCapped()).isTrue();
        assertThat(cells.get(1).steadiness().relativeWidth().orElseThrow()).isGreaterThan(0.0001);
        assertThat(cells.get(0).launches()).as("those for drift do not count").hasSize(6);
        assertThat(analysis.drifts())
                .singleElement()
                .satisfies(drift -> assertThat(drift.decided()).isTrue());
    }

    @Test
    @Tag("long")
    void theTimeForTheStudyIsACapThatIsMarkedAndKept() throws Exception {
        Path output = folder.resolve("o.h5");
        String study = STUDY.substring(0, STUDY.indexOf("  - kernel: faulty\n    params: {pace: unsettled}"))
                .replace("warmup: 2", "warmup: 0, study_seconds: 0.5, drift_launches: 0");
        assertThat(sweep(study, output)).isZero();
        List<CellRow> cells = StudyFileReader.read(output).cells();
        assertThat(cells).extracting(row -> row.repeated().end()).containsExactly(End.NARROW, End.TIME_CAP);
        assertThat(shards()).as("the fewest are made whatever they take").hasSize(12);
        assertThat(sweep(study, output)).isZero();
        assertThat(told).contains("0 of them to run");
        assertThat(sweep(study.replace("study_seconds: 0.5", "study_seconds: 500"), output))
                .isZero();
        assertThat(told).as("more time, more launches").contains("[2/2]");
        assertThat(StudyFileReader.read(output).cells().getLast().repeated().end())
                .isEqualTo(End.LAUNCH_CAP);
    }

    /** The time is spent by all cells; what is left out of a later run keeps its times, though its time comes back. */
    @Test
    @Tag("long")
    void onlySpendsTheTimeThatAllCellsLeaveAndLosesNoneOfThem() throws Exception {
        Path output = folder.resolve("o.h5");
        String study = STUDY.substring(0, STUDY.indexOf("  - kernel: faulty\n    params: {pace: unsettled}"))
                .replace("splits: [1x1]", "splits: [1x1, 1x2]")
                .replace("warmup: 2", "warmup: 0, study_seconds: 0.5, drift_launches: 0")
                .replace("grid:", "oversubscribe: true\ngrid:");
        assertThat(sweep(study, output)).isZero();
        assertThat(shards()).hasSize(24);
        assertThat(sweep(study, output, "threads=1", false)).isZero();
        assertThat(told).contains("0 of them to run");
        assertThat(shards()).hasSize(24);
        theyAreMeasured(output, 24, End.NARROW, End.NARROW, End.TIME_CAP, End.TIME_CAP);
        String longer = study.replace("study_seconds: 0.5", "study_seconds: 500");
        assertThat(sweep(longer, output, "threads=2", true)).isZero();
        theyAreMeasured(output, 26, End.NARROW, End.NARROW, End.NONE, End.LAUNCH_CAP);
    }

    private static void theyAreMeasured(Path output, int launches, End... ends) {
        StudyFile file = StudyFileReader.read(output);
        assertThat(file.cells()).extracting(CellRow::status).containsOnly(CellStatus.MEASURED);
        assertThat(file.cells()).extracting(row -> row.repeated().end()).containsExactly(ends);
        assertThat(file.launches()).hasSize(launches);
    }

    @Test
    void stepsTooShortForTheTimerAreRefusedWithTheCure() throws Exception {
        Path output = folder.resolve("o.h5");
        String study = STUDY.substring(0, STUDY.indexOf("  - kernel: faulty\n    params: {pace: by-launch}"))
                .replace("pace: even", "pace: nothing")
                .replace("steps: 2, warmup: 2", "steps: 100000, warmup: 1, drift_launches: 0");
        assertThat(sweep(study, output)).isEqualTo(1);
        CellRow cell = StudyFileReader.read(output).cells().getFirst();
        assertThat(cell.status()).isEqualTo(CellStatus.INVALID);
        assertThat(cell.reason())
                .startsWith("timer: expected steps long enough to be timed, actual an interval of ")
                .endsWith("let a step do more work");
        assertThat(shards()).as("it is not tried again").hasSize(1);
    }

    private void killedAfterFourLaunches(Path output) throws Exception {
        Path study = Files.writeString(folder.resolve("study.yaml"), STUDY);
        Process sweep = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SweepProgram.class.getName(),
                        study.toString(),
                        output.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("sweep.log").toFile())
                .start();
        while (shards().size() < 4) {
            assertThat(sweep.isAlive()).isTrue();
            LockSupport.parkNanos(20_000_000);
        }
        sweep.destroyForcibly().waitFor();
    }

    private List<ShardName> shards() {
        return ShardName.in(folder.resolve("o.parts"));
    }

    private int sweep(String yaml, Path output) throws Exception {
        return sweep(yaml, output, "kernel=faulty", false);
    }

    private int sweep(String yaml, Path output, String only, boolean fresh) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Path study = Files.writeString(folder.resolve("study.yaml"), yaml);
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            return SweepProgram.run(study, output, out, System.getenv(), Only.parse(List.of(only)), fresh);
        } finally {
            told = bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
