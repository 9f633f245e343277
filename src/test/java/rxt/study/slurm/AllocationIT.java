package rxt.study.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import rxt.record.CellRow;
import rxt.record.CellStatus;
import rxt.record.LaunchRow;
import rxt.record.RankRow;
import rxt.record.ShardName;
import rxt.record.StudyFile;
import rxt.record.StudyFileReader;
import rxt.study.SweepProgram;

/** Sweeps inside of jobs: side by side on disjoint nodes, two jobs on one study, and a job that is too short. */
@Tag("slurm")
@Timeout(300)
@ExtendWith(SlurmCluster.Shared.class)
class AllocationIT {
    private static final String STUDY = """
            name: packed
            launcher: ffm
            oversubscribe: true
            seed: 2
            measure: {min_launches: LAUNCHES, max_launches: LAUNCHES, steps: STEPS, warmup: 1, drift_launches: 0}
            grid: {nodes: NODES, ranks_per_node: [1], threads: [1]}
            kernels: [{kernel: faulty, params: {pace: even}}]
            limits: {launch_seconds: LIMIT}
            """;

    private static final String JOB = """
            #!/bin/bash
            #SBATCH --exclusive --signal=B:TERM@60
            FIRST
            exec 'JAVA/bin/java' --enable-native-access=ALL-UNNAMED -Dstdout.encoding=UTF-8 -cp 'CLASSES' WORDS
            """;

    private Path folder;
    private Path output;
    private Path job;

    /** Its steps take 2 ms each. */
    private void study(String nodes, int launches, int steps, int limit) throws IOException {
        Files.writeString(
                folder.resolve("study.yaml"),
                STUDY.replace("NODES", nodes)
                        .replace("LAUNCHES", "" + launches)
                        .replace("STEPS", "" + steps)
                        .replace("LIMIT", "" + limit));
        job = job("job", "");
    }

    /** A job that measures the study, after that line of its script. */
    private Path job(String name, String first) throws IOException {
        Path study = folder.resolve("study.yaml");
        return Files.writeString(
                folder.resolve(name),
                JOB.replace("FIRST", first)
                        .replace("JAVA", System.getProperty("java.home"))
                        .replace("CLASSES", System.getProperty("java.class.path"))
                        .replace("WORDS", SweepProgram.class.getName() + " '" + study + "' '" + output + "'"));
    }

    @BeforeEach
    void place() throws IOException {
        folder = SlurmCluster.fresh("allocation");
        output = folder.resolve("o.h5");
    }

    /** A launch, when it ran and where. */
    private record Ran(Instant from, Instant to, Set<String> nodes, int ofNodes) {
        boolean overlaps(Ran other) {
            return from.isBefore(other.to) && other.from.isBefore(to);
        }
    }

    @Test
    void launchesRunSideBySideOnNodesOfTheirOwn(SlurmCluster cluster) throws Exception {
        study("[1, 2, 4]", 1, 500, 90);
        ended(cluster, cluster.submit(folder, "--nodes=4", "--time=5", "--output=log", job.toString()), "COMPLETED");
        List<Ran> ran = measured(3);
        boolean sideBySide = false;
        for (int i = 0; i < ran.size(); i++) {
            Ran launch = ran.get(i);
            assertThat(launch.nodes).hasSize(launch.ofNodes);
            for (Ran other : ran.subList(0, i)) {
                if (launch.overlaps(other)) {
                    assertThat(launch.nodes).doesNotContainAnyElementsOf(other.nodes);
                    sideBySide = true;
                }
            }
        }
        assertThat(sideBySide).as("%s", ran).isTrue();
        assertThat(Files.readString(folder.resolve("log"))).contains("[3/3]");
    }

    @Test
    @Tag("long")
    void twoJobsAtOnceMakeEachLaunchOnce(SlurmCluster cluster) throws Exception {
        study("[1, 2, 4]", 4, 20, 90);
        long first = cluster.submit(folder, "--nodes=2", "--time=8", "--output=log1", job.toString());
        long second = cluster.submit(folder, "--nodes=2", "--time=8", "--output=log2", job.toString());
        ended(cluster, first, "COMPLETED");
        ended(cluster, second, "COMPLETED");
        List<ShardName> shards = ShardName.in(folder.resolve("o.parts"));
        assertThat(shards).as("cells of one and of two nodes").hasSize(8).allMatch(shard -> shard.attempt() == 0);
        StudyFile file = StudyFileReader.read(output);
        assertThat(file.launches()).hasSize(8);
        long byFirst = launchesIn("log1");
        long bySecond = launchesIn("log2");
        assertThat(byFirst).isPositive();
        assertThat(bySecond).isPositive();
        assertThat(byFirst + bySecond).as(() -> logs()).isEqualTo(8);
    }

    @Test
    @Tag("long")
    void aJobThatIsTooShortBeginsNothingItCannotEndAndTheNextOneGoesOn(SlurmCluster cluster) throws Exception {
        study("[1]", 10, 4000, 35);
        // Slurm's limits are whole minutes, ends are not: 170 s from now on leave 45 s for launches of at least 8 s.
        Path ending = job("ending", "scontrol update JobId=$SLURM_JOB_ID EndTime=$(date -d '+170 seconds' +%FT%T)");
        long first = cluster.submit(folder, "--nodes=2", "--time=10", "--output=log1", ending.toString());
        List<SlurmCluster.Job> cut = cluster.await(first);
        String log = Files.readString(folder.resolve("log1"));
        assertThat(cut).as(log).extracting(SlurmCluster.Job::state).containsExactly("FAILED");
        assertThat(cut.getFirst().keys().get("ExitCode")).isEqualTo("75:0");
        assertThat(log).contains("time left too short; the same job, submitted again, goes on", "exit code 75");
        StudyFile file = StudyFileReader.read(output);
        assertThat(file.cells()).extracting(CellRow::status).contains(CellStatus.INTERRUPTED);
        int before = file.launches().size();
        assertThat(before).isBetween(2, 8);
        long second = cluster.submit(folder, "--nodes=4", "--time=20", "--output=log2", job.toString());
        ended(cluster, second, "COMPLETED");
        measured(10);
        assertThat(ShardName.in(folder.resolve("o.parts")))
                .as("none was made twice or cut")
                .hasSize(10)
                .allMatch(shard -> shard.attempt() == 0);
    }

    /** A job tells of each launch that it made itself. */
    private long launchesIn(String log) throws IOException {
        try (Stream<String> lines = Files.lines(folder.resolve(log))) {
            return lines.filter(line -> line.matches("\\[ *\\d+/\\d+] *faulty .* s  (done|~.* left)"))
                    .count();
        }
    }

    private void ended(SlurmCluster cluster, long number, String state) throws Exception {
        assertThat(cluster.await(number))
                .as(() -> logs())
                .extracting(SlurmCluster.Job::state)
                .containsExactly(state);
    }

    private List<Ran> measured(int launches) {
        StudyFile file = StudyFileReader.read(output);
        assertThat(file.cells()).as(() -> logs()).extracting(CellRow::status).containsOnly(CellStatus.MEASURED);
        assertThat(file.launches()).hasSize(launches);
        return file.launches().stream()
                .map(launch -> ran(file, launch))
                .sorted(Comparator.comparing(Ran::from))
                .toList();
    }

    private static Ran ran(StudyFile file, LaunchRow launch) {
        Set<String> nodes = file.ranks().stream()
                .filter(rank -> rank.launch() == launch.launch())
                .map(RankRow::node)
                .collect(Collectors.toSet());
        Instant from = launch.startedAt();
        Instant to = from.plusNanos(Math.round(launch.wallSeconds() * 1e9));
        return new Ran(from, to, nodes, file.cells().get(launch.cell()).what().nodes());
    }

    private String logs() {
        try (var files = Files.list(folder)) {
            StringBuilder logs = new StringBuilder();
            for (Path log : files.filter(file -> file.getFileName().toString().startsWith("log"))
                    .toList()) {
                logs.append(Files.readString(log)).append(System.lineSeparator());
            }
            return logs.toString();
        } catch (IOException e) {
            return e.toString();
        }
    }
}
