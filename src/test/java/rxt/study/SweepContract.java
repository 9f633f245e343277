package rxt.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.record.CellRow;
import rxt.record.CellStatus;
import rxt.record.LaunchSpec;
import rxt.record.StudyFile;
import rxt.record.StudyFileReader;

/** Real launches on one transport: what completes counts, what goes wrong is named, nothing runs twice. */
@Timeout(120)
abstract class SweepContract {
    private static final String FAULTS = """
            name: faults
            launcher: %s
            measure: {min_launches: 1, max_launches: 1, steps: 3, warmup: 1, drift_launches: 0}
            oversubscribe: true
            grid: {ranks: [2], threads: [2]}
            limits: {launch_seconds: 10}
            kernels:
              - kernel: faulty
                params: {fault: %s, rank: 1}
              - kernel: faulty
                grid: {ranks: [3], threads: [1]}
            """;

    private static final String SIX_LAUNCHES = """
            name: six
            launcher: %s
            measure: {min_launches: 3, max_launches: 3, steps: 2, warmup: 1, drift_launches: 0}
            oversubscribe: true
            grid: {ranks: [1, 2], threads: [1]}
            kernels: [{kernel: faulty}]
            """;

    @TempDir
    private Path folder;

    private String told;

    abstract String transport();

    /** How many JVMs the ranks are. */
    int jvms(int ranks) {
        return ranks;
    }

    /** Variables of the sweep beside those of this process. */
    Map<String, String> variables() {
        return Map.of();
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putAll(variables());
        return environment;
    }

    @Test
    void aWrongAnswerIsNamedAndTheSweepGoesOn() throws Exception {
        aFaultIsNamedAndTheSweepGoesOn("wrong", "invalid", "count: expected 2000, actual 2001");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            throw           | failed  | rank 1: IllegalStateException: thrown on purpose
            throw-in-worker | failed  | rank 1: IllegalStateException: thrown in a worker on purpose
            hang            | hung    | no result within 10 s
            nan             | invalid | actual NaN
            digest          | invalid | digest of the answer: expected equal on all ranks
            out-of-memory   | failed  | out of memory
            """)
    @Tag("long")
    void aFaultIsNamedAndTheSweepGoesOn(String fault, String status, String reason) throws Exception {
        Path output = folder.resolve("o.h5");
        assertThat(sweep(FAULTS.formatted(transport(), fault), output)).isEqualTo(1);
        List<CellRow> cells = StudyFileReader.read(output).cells();
        assertThat(cells).hasSize(2);
        assertThat(cells.get(0).status()).as(cells.get(0).reason()).isEqualTo(CellStatus.of(status));
        assertThat(cells.get(0).reason()).contains(reason);
        assertThat(cells.get(1).status()).as(cells.get(1).reason()).isEqualTo(CellStatus.MEASURED);
        assertThat(told).contains(cells.get(0).reason());
    }

    /** One rank tells of it, with line and column, and all end. */
    @Test
    @Tag("long")
    void aCorruptInputIsNamedAndEndsAllRanks() throws Exception {
        Path matrix = folder.resolve("corrupt.mtx");
        Files.writeString(matrix, "%%MatrixMarket matrix coordinate real symmetric\n2 2 2\n1 1 2\n2 1 x\n");
        String study = FAULTS.formatted(transport(), "none")
                .replaceFirst("faulty\n", "cg\n")
                .replace("{fault: none, rank: 1}", "{matrix: file, file: " + matrix + "}");
        Path output = folder.resolve("o.h5");
        assertThat(sweep(study, output)).isEqualTo(1);
        List<CellRow> cells = StudyFileReader.read(output).cells();
        assertThat(cells).extracting(CellRow::status).containsExactly(CellStatus.FAILED, CellStatus.MEASURED);
        assertThat(cells.getFirst().reason())
                .startsWith("rank 0: ")
                .contains("corrupt.mtx, line 4, column 5: 'x' cannot be a value")
                .doesNotContain("Exception");
        try (Stream<Path> left = Files.list(output.resolveSibling("o.parts"))) {
            assertThat(left.filter(file -> file.toString().matches(".*\\.rank1\\.failed")))
                    .allSatisfy(note -> assertThat(note).content().doesNotContain("corrupt.mtx"));
        }
    }

    /** What is said of a rank that ended with code 0 in mid-run. */
    abstract String exitReason();

    /** What is said of a rank killed with −9. */
    abstract String killReason();

    @Test
    void aRankThatIsKilledIsNoticed() throws Exception {
        aRankThatVanishesIsNoticed("kill", killReason());
    }

    @Test
    @Tag("long")
    void aRankThatExitsIsNoticed() throws Exception {
        aRankThatVanishesIsNoticed("exit", exitReason());
    }

    private void aRankThatVanishesIsNoticed(String fault, String reason) throws Exception {
        Path output = folder.resolve("o.h5");
        String study = FAULTS.formatted(transport(), fault);
        leaveNoteOfAnEarlierAttempt(study, output);
        assertThat(sweep(study, output)).isEqualTo(1);
        List<CellRow> cells = StudyFileReader.read(output).cells();
        assertThat(cells).extracting(CellRow::status).containsExactly(CellStatus.FAILED, CellStatus.MEASURED);
        assertThat(cells.getFirst().reason()).contains(reason);
    }

    /** As a sweep leaves it that is killed between a rank's failure and its record: the same attempt is made again. */
    private void leaveNoteOfAnEarlierAttempt(String yaml, Path output) throws IOException {
        Installation here = Installation.find(environment());
        Study study = StudyReader.read(study(yaml), List.of(), here.cpus());
        PlannedCell first = Plan.of(study, new Only(Map.of()), here).getFirst();
        LaunchSpec spec = new ResultsFolder(output, System.out).next(first, 0, Path.of("inputs"));
        Path note = Failure.note(spec, 0);
        Files.createDirectories(note.getParent());
        Files.writeString(note, "IllegalStateException: of an earlier attempt\n");
    }

    @Test
    @Tag("long")
    void aStuckStepIsEndedEarlyAndTheThreadsOfEveryRankAreInTheLog() throws Exception {
        endsAStuckStepEarly();
    }

    /** The test above, for transports on which it is not long. */
    final void endsAStuckStepEarly() throws Exception {
        Path output = folder.resolve("o.h5");
        sweep(
                FAULTS.formatted(transport(), "hang")
                        .replace("launch_seconds: 10", "launch_seconds: 60, stuck_seconds: 6"),
                output);
        StudyFile file = StudyFileReader.read(output);
        assertThat(file.cells()).extracting(CellRow::status).containsExactly(CellStatus.HUNG, CellStatus.MEASURED);
        String reason = file.cells().getFirst().reason();
        assertThat(reason).contains("no progress for 6 s (limits.stuck_seconds)");
        assertThat(file.launches().getFirst().wallSeconds()).isLessThan(40);
        String log = Files.readString(Path.of(reason.substring(reason.indexOf("/"))), StandardCharsets.ISO_8859_1);
        assertThat(log).contains("FaultyKernels$Faulty.goWrong");
        assertThat(log.split("Full thread dump", -1)).hasSizeGreaterThan(jvms(2));
    }

    @Test
    @Tag("long")
    void whatIsCompleteIsNotRunAgain() throws Exception {
        Path output = folder.resolve("o.h5");
        String study = SIX_LAUNCHES.formatted(transport());
        assertThat(sweep(study, output)).isZero();
        assertThat(told).contains("[6/6]");
        StudyFile first = StudyFileReader.read(output);
        assertThat(first.launches())
                .hasSize(6)
                .allSatisfy(launch -> assertThat(launch.valid()).isTrue());
        assertThat(first.samples()).hasSize(6 * 3);
        assertThat(first.ranks()).hasSize(3 + 6);
        assertThat(sweep(study, output)).isZero();
        assertThat(told).doesNotContain("[1/");
        assertThat(StudyFileReader.read(output).samples()).isEqualTo(first.samples());
    }

    @Test
    @Tag("long")
    void aSweepKilledInMidRunIsCompletedAndNothingRunsTwice() throws Exception {
        completesAKilledSweep();
    }

    /** The test above, for transports on which it is not long. */
    final void completesAKilledSweep() throws Exception {
        Path output = folder.resolve("o.h5");
        String study = SIX_LAUNCHES.formatted(transport());
        Process sweep = start(study, output);
        while (shards(output).size() < 2) {
            assertThat(sweep.isAlive()).isTrue();
            LockSupport.parkNanos(20_000_000);
        }
        sweep.destroyForcibly().waitFor();
        Map<String, FileTime> before = shards(output);
        assertThat(before.size()).isLessThan(6);
        assertThat(sweep(study, output)).isZero();
        Map<String, FileTime> after = shards(output);
        assertThat(after).containsAllEntriesOf(before);
        assertThat(StudyFileReader.read(output).launches()).hasSize(6);
        assertThat(told).contains("[1/" + (6 - before.size()) + "]");
    }

    @Test
    @Tag("long")
    void aSweepAskedToEndMergesWhatIsComplete() throws Exception {
        Path output = folder.resolve("o.h5");
        Process sweep = start(SIX_LAUNCHES.formatted(transport()), output);
        while (shards(output).size() < 2) {
            assertThat(sweep.isAlive()).isTrue();
            LockSupport.parkNanos(20_000_000);
        }
        sweep.destroy();
        assertThat(sweep.waitFor(30, TimeUnit.SECONDS)).isTrue();
        StudyFile merged = StudyFileReader.read(output);
        assertThat(merged.launches()).hasSize(shards(output).size());
        assertThat(merged.cells()).extracting(CellRow::status).contains(CellStatus.INTERRUPTED);
    }

    @Test
    @Tag("long")
    void anInvalidCellIsNotLaunchedAgainUntilAskedTo() throws Exception {
        Path output = folder.resolve("o.h5");
        String study = FAULTS.formatted(transport(), "wrong").replace("_launches: 1", "_launches: 2");
        assertThat(sweep(study, output)).isEqualTo(1);
        assertThat(sweep(study, output)).isEqualTo(1);
        assertThat(told).contains("0 of them to run");
    }

    @Test
    @Tag("long")
    void ranksThatAKilledSweepLeftBehindAreEnded() throws Exception {
        Path output = folder.resolve("o.h5");
        String study = FAULTS.formatted(transport(), "hang").replace("launch_seconds: 10", "launch_seconds: 60");
        Process sweep = start(study, output);
        while (ranksOf(output) == 0) {
            assertThat(sweep.isAlive()).isTrue();
            LockSupport.parkNanos(20_000_000);
        }
        sweep.destroyForcibly().waitFor();
        sweep(study.replace("hang", "none"), output);
        assertThat(ranksOf(output)).isZero();
    }

    /** Processes whose command line names a shard of this output. */
    private static long ranksOf(Path output) {
        String shard = "shard=" + output.resolveSibling("o.parts");
        return ProcessHandle.allProcesses()
                .filter(handle -> {
                    try {
                        return Files.readString(
                                        Path.of("/proc/" + handle.pid() + "/cmdline"), StandardCharsets.ISO_8859_1)
                                .contains(shard);
                    } catch (IOException e) {
                        return false;
                    }
                })
                .count();
    }

    private int sweep(String yaml, Path output) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            return SweepProgram.run(study(yaml), output, out, environment());
        } finally {
            told = bytes.toString(StandardCharsets.UTF_8);
        }
    }

    private Process start(String yaml, Path output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SweepProgram.class.getName(),
                        study(yaml).toString(),
                        output.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("sweep.log").toFile());
        builder.environment().putAll(variables());
        return builder.start();
    }

    private Path study(String yaml) throws IOException {
        return Files.writeString(folder.resolve("study.yaml"), yaml);
    }

    /** The complete shards and when they were written. */
    private static Map<String, FileTime> shards(Path output) throws IOException {
        Path parts = output.resolveSibling("o.parts");
        Map<String, FileTime> times = new TreeMap<>();
        if (Files.exists(parts)) {
            try (Stream<Path> files = Files.list(parts)) {
                for (Path file : files.filter(f -> f.getFileName().toString().matches("[^.].*\\.h5"))
                        .toList()) {
                    times.put(file.getFileName().toString(), Files.getLastModifiedTime(file));
                }
            }
        }
        return times;
    }
}
