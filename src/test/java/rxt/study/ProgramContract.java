package rxt.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.record.CellRow;
import rxt.record.CellStatus;
import rxt.record.LaunchRow;
import rxt.record.RankRow;
import rxt.record.SampleRow;
import rxt.record.StudyFile;
import rxt.record.StudyFileReader;

/** Real launches of programs by one MPI's launcher: what they print counts, what goes wrong is named, nothing stays. */
@Timeout(180)
abstract class ProgramContract {
    /** Seconds that no other test sleeps, by which a rank that is left over is known. */
    private static final String NAP = "1234.5678";

    private static final String FAULTS = """
            name: faults
            measure: {min_launches: 1, max_launches: 1, warmup: 1, drift_launches: 0}
            oversubscribe: true
            grid: {splits: [2x1]}
            limits: {launch_seconds: 30, stuck_seconds: 4}
            kernels:
              - {command: "./faulty.sh %s %s", name: broken, check: {output: "valid: (yes|perhaps)"}}
              - {command: ./faulty.sh none, name: good, check: {output: "valid: (yes), {threads} threads"}}
            """;

    @TempDir
    private Path folder;

    private String told;

    /** The word for {@code RXT_MPI}. */
    abstract String mpi();

    /** What people call it. */
    abstract String title();

    /** What is said of a rank killed with −9. */
    abstract String killReason();

    @BeforeEach
    void theProgramLiesBesideTheStudy() throws IOException {
        Path program = folder.resolve("faulty.sh");
        Files.copy(Path.of("src/test/resources/rxt/study/faulty.sh"), program);
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            wrong   | invalid | actual none of 10 lines does
            silent  | invalid | actual nothing was printed
            differ  | invalid | one answer of all ranks, actual yes and perhaps
            nap     | invalid | an empty one
            exit    | failed  | code 7
            time    | failed  | a line 'rxt step soon' is no time
            unequal | failed  | ranks 0 and 1 printed 4 and 5 lines
            hang    | hung    | no result within 30 s (limits.launch_seconds)
            stuck   | hung    | no progress for 4 s (limits.stuck_seconds)
            """)
    @Tag("long")
    void aFaultIsNamedAndTheSweepGoesOn(String fault, String status, String reason) throws Exception {
        Path output = folder.resolve("o.h5");
        boolean sleeps = fault.equals("hang") || fault.equals("stuck");
        assertThat(sweep(FAULTS.formatted(fault, sleeps ? NAP : "0"), output)).isEqualTo(1);
        List<CellRow> cells = StudyFileReader.read(output).cells();
        assertThat(cells.get(0).status()).as(cells.get(0).reason()).isEqualTo(CellStatus.of(status));
        assertThat(cells.get(0).reason()).contains(reason);
        assertThat(cells.get(1).status()).as(cells.get(1).reason()).isEqualTo(CellStatus.MEASURED);
        assertThat(told).contains(cells.get(0).reason());
        assertThat(sleeping()).isZero();
    }

    @Test
    void aKilledRankIsNoticed() throws Exception {
        Path output = folder.resolve("o.h5");
        assertThat(sweep(FAULTS.formatted("kill", "0"), output)).isEqualTo(1);
        List<CellRow> cells = StudyFileReader.read(output).cells();
        assertThat(cells).extracting(CellRow::status).containsExactly(CellStatus.FAILED, CellStatus.MEASURED);
        assertThat(cells.getFirst().reason()).contains(killReason());
    }

    @Test
    void aLaunchLeavesTimesPlacesAndWhatRan() throws Exception {
        Path output = folder.resolve("o.h5");
        assertThat(sweep(FAULTS.formatted("none", ""), output)).as(told).isZero();
        StudyFile file = StudyFileReader.read(output);
        assertThat(file.samples().subList(0, 4))
                .containsExactly(
                        new SampleRow(0, 0, 0.101, false),
                        new SampleRow(0, 1, 0.102, true),
                        new SampleRow(0, 2, 0.103, true),
                        new SampleRow(0, 3, 0.104, true));
        LaunchRow launch = file.launches().getFirst();
        assertThat(launch.digest()).isEqualTo("yes");
        assertThat(launch.checkActual()).isEqualTo("valid: yes, 1 threads");
        assertThat(launch.emptySeconds()).isNaN();
        assertThat(file.ranks().subList(0, 2)).extracting(RankRow::rank).containsExactly(0, 1);
        assertThat(file.ranks()).allSatisfy(rank -> {
            assertThat(rank.node()).isEqualTo(rxt.record.HostName.current());
            assertThat(rank.cpusAllowed()).matches("[0-9,-]+");
            assertThat(rank.pid()).isPositive();
            assertThat(rank.usefulSeconds()).isNaN();
        });
        assertThat(file.environments().getFirst().program())
                .startsWith("./faulty.sh none")
                .containsPattern("SHA-256 of faulty\\.sh [0-9a-f]{64}");
        assertThat(file.environments().getFirst().library()).startsWith(title() + " ");
        assertThat(file.environments().getFirst().jvm()).isEmpty();
        try (Stream<Path> left = Files.list(folder.resolve("o.parts"))) {
            assertThat(left).allSatisfy(path -> assertThat(path.toString()).endsWith(".h5"));
        }
        assertThat(sweep(FAULTS.formatted("none", ""), output)).isZero();
        assertThat(told).as("nothing runs twice").contains("0 of them to run");
    }

    @Test
    @Tag("long")
    void aProgramThatPrintsNoTimesIsTimedAsAWhole() throws Exception {
        Path output = folder.resolve("o.h5");
        assertThat(sweep(FAULTS.formatted("nap", "9"), output)).as(told).isZero();
        StudyFile file = StudyFileReader.read(output);
        double empty = file.launches().getFirst().emptySeconds();
        assertThat(empty).isBetween(0.001, 2.25);
        assertThat(file.samples().getFirst().warm()).isTrue();
        assertThat(file.samples().getFirst().seconds()).isBetween(9 - empty, 9 + 10 * empty);
    }

    @Test
    @Tag("long")
    void ranksThatAKilledSweepLeftBehindAreEnded() throws Exception {
        Path output = folder.resolve("o.h5");
        Process sweep = start(FAULTS.formatted("hang", NAP), output);
        while (sleeping() < 2) {
            assertThat(sweep.isAlive()).isTrue();
            LockSupport.parkNanos(20_000_000);
        }
        sweep.destroyForcibly().waitFor();
        assertThat(sleeping()).isEqualTo(2);
        sweep(FAULTS.formatted("none", ""), output);
        assertThat(sleeping()).isZero();
    }

    @Test
    void aProgramOfThisMpiRunsAsOneWorld() throws Exception {
        compile("triad.c", "triad");
        Path output = folder.resolve("o.h5");
        assertThat(sweep(
                        FAULTS.replace("./faulty.sh %s %s", "./triad n=1001 steps={steps}")
                                .replace("valid: (yes|perhaps)", "valid: (yes), ranks {ranks}, threads {threads}"),
                        output))
                .as(told)
                .isZero();
        assertThat(StudyFileReader.read(output).launches().getFirst().checkActual())
                .isEqualTo("valid: yes, ranks 2, threads 1");
    }

    private void compile(String source, String program) throws Exception {
        Process compiler = new ProcessBuilder(
                        "mpicc." + mpi(),
                        "-O3",
                        "-fopenmp",
                        "-o",
                        folder.resolve(program).toString(),
                        Path.of("src/reference/c", source).toString(),
                        "-lm")
                .inheritIO()
                .start();
        assertThat(compiler.waitFor()).isZero();
    }

    /** Ranks that are still there. */
    private static long sleeping() {
        return ProcessHandle.allProcesses()
                .filter(handle -> {
                    try {
                        return Files.readString(
                                        Path.of("/proc/" + handle.pid() + "/cmdline"), StandardCharsets.ISO_8859_1)
                                .startsWith("sleep\0" + NAP);
                    } catch (IOException e) {
                        return false;
                    }
                })
                .count();
    }

    private int sweep(String yaml, Path output) throws Exception {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("RXT_MPI", mpi());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            return SweepProgram.run(study(yaml), output, out, environment);
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
        builder.environment().put("RXT_MPI", mpi());
        return builder.start();
    }

    private Path study(String yaml) throws IOException {
        return Files.writeString(folder.resolve("study.yaml"), yaml);
    }
}
