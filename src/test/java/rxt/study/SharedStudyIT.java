package rxt.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import rxt.record.CellRow;
import rxt.record.CellStatus;
import rxt.record.LaunchRow;
import rxt.record.ShardName;
import rxt.record.StudyFile;
import rxt.record.StudyFileReader;

/** Several sweeps at once on one study and one output: every launch is made and counted once. */
@Timeout(240)
class SharedStudyIT {
    private static final String STUDY = """
            name: shared
            launcher: local
            seed: 3
            grid: {splits: [1x1, 1x2, 2x1]}
            oversubscribe: true
            measure: {min_launches: 4, max_launches: 4, steps: 2, warmup: 1, drift_launches: 3}
            kernels: [{kernel: faulty}]
            """;

    private static final int LAUNCHES = 3 * 4 + 3;

    @TempDir
    private Path folder;

    private final List<Process> sweeps = new ArrayList<>();
    private Path output;

    @AfterEach
    void endAll() {
        sweeps.forEach(Process::destroyForcibly);
    }

    @Test
    @Tag("long")
    void twoSweepsMakeEachLaunchOnceAndNeverTwoAtATimeOnThisMachine() throws Exception {
        Process first = start("a", STUDY);
        Process second = start("b", STUDY);
        assertThat(first.waitFor()).as(() -> told("a")).isZero();
        assertThat(second.waitFor()).as(() -> told("b")).isZero();
        assertThat(shards()).as("each once").hasSize(LAUNCHES).allMatch(name -> name.attempt() == 0);
        StudyFile file = StudyFileReader.read(output);
        assertThat(file.cells()).extracting(CellRow::status).containsOnly(CellStatus.MEASURED);
        assertThat(file.launches()).hasSize(LAUNCHES);
        List<LaunchRow> inTurn = file.launches().stream()
                .sorted(Comparator.comparing(LaunchRow::startedAt))
                .toList();
        for (int i = 1; i < inTurn.size(); i++) {
            LaunchRow before = inTurn.get(i - 1);
            assertThat(inTurn.get(i).startedAt())
                    .isAfterOrEqualTo(before.startedAt().plusNanos(Math.round(before.wallSeconds() * 0.9e9)));
        }
        assertThat(ownLaunches("a") + ownLaunches("b")).isEqualTo(LAUNCHES);
        assertThat(ownLaunches("a")).as("both work").isPositive();
        assertThat(ownLaunches("b")).isPositive();
        assertThat(told("a") + told("b")).contains("Takes turns with process ");
        assertThat(claims()).as("nothing is claimed any more").isEmpty();
    }

    @Test
    void whatAKilledSweepClaimedIsMadeByTheOther() throws Exception {
        String study = STUDY.replace(", 1x2, 2x1]", "]").replace("drift_launches: 3", "drift_launches: 0");
        int launches = 4;
        Process first = start("a", study);
        awaitShards(1);
        Process second = start("b", study);
        awaitShards(2);
        first.destroyForcibly().waitFor();
        assertThat(second.waitFor()).as(() -> told("b")).isZero();
        StudyFile file = StudyFileReader.read(output);
        assertThat(file.launches()).hasSize(launches);
        assertThat(shards()).hasSizeBetween(launches, launches + 1);
        assertThat(file.cells()).extracting(CellRow::status).containsOnly(CellStatus.MEASURED);
    }

    @Test
    @Tag("long")
    void freshAndOtherSettingsAreRefusedWhileASweepIsAtWork() throws Exception {
        Process first = start("a", STUDY);
        awaitShards(1);
        String before = told("a");
        assertThat(refusal(STUDY, true)).contains("--fresh would forget what it does", "process " + first.pid());
        assertThat(refusal(STUDY.replace("seed: 3", "seed: 4"), false)).contains("which has other settings");
        assertThat(told("a")).startsWith(before);
        assertThat(first.waitFor()).as(() -> told("a")).isZero();
        assertThat(StudyFileReader.read(output).launches()).hasSize(LAUNCHES);
    }

    private String refusal(String study, boolean fresh) {
        try {
            return String.valueOf(run(study, Portion.ALL, fresh, true));
        } catch (Exception e) {
            return e.getMessage();
        }
    }

    @Test
    @Tag("long")
    void partsLeaveTheirLaunchesAndMergeSaysWhatIsMissing() throws Exception {
        output = folder.resolve("o.h5");
        assertThat(run(STUDY, Portion.parse("2/3"), false, false)).isZero();
        assertThat(output).doesNotExist();
        assertThat(shards()).hasSize(4);
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        assertThat(sweep(STUDY, told).merge()).isEqualTo(1);
        assertThat(told.toString(StandardCharsets.UTF_8))
                .contains("0 of at least 4 launches are made; run the study again");
        assertThat(StudyFileReader.read(output).launches()).hasSize(4);
        assertThat(run(STUDY, Portion.parse("1/3"), false, false)).isZero();
        assertThat(run(STUDY, Portion.parse("3/3"), false, false)).isZero();
        assertThat(run(STUDY, Portion.parse("4/4"), false, false))
                .as("without a cell")
                .isZero();
        assertThat(sweep(STUDY, told).merge())
                .as(told.toString(StandardCharsets.UTF_8))
                .isZero();
        StudyFile file = StudyFileReader.read(output);
        assertThat(file.cells()).extracting(CellRow::status).containsOnly(CellStatus.MEASURED);
        assertThat(file.launches()).hasSize(LAUNCHES);
    }

    private int run(String study, Portion portion, boolean fresh, boolean merges) throws Exception {
        return sweep(study, new ByteArrayOutputStream())
                .run(new Sweep.Wish(new Only(Map.of()), portion, fresh, merges, Optional.empty()));
    }

    private Sweep sweep(String yaml, ByteArrayOutputStream told) throws IOException {
        Installation here = Installation.find(System.getenv());
        Study study = StudyReader.read(Files.writeString(folder.resolve("other.yaml"), yaml), List.of(), here.cpus());
        return new Sweep(
                study,
                here,
                Path.of("inputs"),
                folder.resolve("o.h5"),
                new PrintStream(told, true, StandardCharsets.UTF_8));
    }

    private Process start(String name, String yaml) throws IOException {
        output = folder.resolve("o.h5");
        Path study = Files.writeString(folder.resolve(name + ".yaml"), yaml);
        Process sweep = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dstdout.encoding=UTF-8",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SweepProgram.class.getName(),
                        study.toString(),
                        output.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile())
                .start();
        sweeps.add(sweep);
        return sweep;
    }

    private String told(String name) {
        try {
            return Files.readString(folder.resolve(name + ".log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private long ownLaunches(String name) {
        return told(name).lines().filter(line -> line.startsWith("[")).count();
    }

    private void awaitShards(int number) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (shards().size() < number) {
            assertThat(System.nanoTime() - end).as(() -> told("a")).isNegative();
            LockSupport.parkNanos(20_000_000);
        }
    }

    private List<ShardName> shards() {
        return ShardName.in(folder.resolve("o.parts"));
    }

    private List<Path> claims() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("o.parts"))) {
            return files.filter(file -> file.toString().endsWith(".claim")).toList();
        }
    }
}
