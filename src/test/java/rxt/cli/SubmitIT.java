package rxt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.record.CellStatus;
import rxt.record.ShardName;
import rxt.record.StudyFile;
import rxt.record.StudyFileReader;
import rxt.study.slurm.SlurmCluster;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code submit}, {@code status} and {@code resubmit} on a real Slurm of four nodes. */
@Tag("slurm")
@Timeout(600)
@ExtendWith(SlurmCluster.Shared.class)
class SubmitIT {
    private static final Path CHECKOUT = Path.of("").toAbsolutePath();
    private static final Path STUDY = CHECKOUT.resolve("jobs/cluster.yaml");
    private static final int LAUNCHES = 2;

    private SlurmCluster cluster;
    private Path folder;
    private Path output;
    private Path study = STUDY;
    private int cells;

    @BeforeEach
    void place(SlurmCluster shared, TestInfo test) throws IOException {
        cluster = shared;
        folder = SlurmCluster.fresh(test.getTestMethod().orElseThrow().getName());
        output = folder.resolve("cluster.h5");
    }

    private List<String> rxt(String command, String... more) {
        List<String> words = new ArrayList<>(List.of(
                CHECKOUT.resolve("jobs/rxt").toString(), command, study.toString(), "--output", output.toString()));
        words.addAll(List.of(more));
        return words;
    }

    private ProgramRun run(List<String> words) throws Exception {
        return cluster.run(CHECKOUT, words.toArray(String[]::new));
    }

    private JsonNode status() throws Exception {
        ProgramRun status = run(rxt("status", "--format", "json"));
        assertThat(status.out()).as(status.err()).startsWith("{");
        return JsonMapper.shared().readTree(status.out());
    }

    private static long count(JsonNode status, String state) {
        return status.get("rows")
                .valueStream()
                .filter(row -> row.get("state").asString().equals(state))
                .count();
    }

    private Set<String> shards() {
        return ShardName.in(folder.resolve("cluster.parts")).stream()
                .map(ShardName::fileName)
                .collect(Collectors.toSet());
    }

    @Test
    @Tag("long")
    void submitMeasuresAllCellsAndStatusIsRightMeanwhile() throws Exception {
        submitMeasuresAllCells(7, 1, 2, 4);
    }

    @Test
    void submitMeasuresThoseOfTwoNodesAndStatusIsRightMeanwhile() throws Exception {
        submitMeasuresAllCells(5, 1, 2);
    }

    /** The study as it is in jobs, but for fewer launches, on so many nodes. */
    private void submitMeasuresAllCells(int expected, Integer... nodes) throws Exception {
        cells = expected;
        String fewer = "  min_launches: %d%n  max_launches: %<d%n".formatted(LAUNCHES);
        study = Files.writeString(
                folder.resolve("cluster.yaml"),
                yaml().replaceFirst("(?m)^  max_launches: 6 .*\\n", fewer)
                        .replace("[1, 2, 4]", List.of(nodes).toString()));
        Path out = folder.resolve("submit.out");
        ProcessBuilder builder = new ProcessBuilder(rxt("submit", "--wait"))
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().putAll(cluster.environment());
        Process submit = builder.start();
        Set<String> seen = new HashSet<>();
        while (!submit.waitFor(Duration.ofSeconds(2))) {
            seen.addAll(statesOfARightStatus());
        }
        assertThat(submit.exitValue()).as(Files.readString(out)).isZero();
        assertThat(Files.readString(out))
                .contains("core-hours: at most", "longest wait", "Sent: ", "merge", "Results: " + output);
        assertThat(seen).contains("running cells", "RUNNING", "PENDING", "COMPLETED");
        complete(nodes);
        ProgramRun again = run(rxt("resubmit"));
        assertThat(again.exitCode()).isZero();
        assertThat(again.out()).contains("nothing is missing, nothing was sent");
    }

    /** What one look shows agrees with the shards right before and after it, and with itself. */
    private Set<String> statesOfARightStatus() throws Exception {
        List<Integer> before = launchesByCell();
        JsonNode status = status();
        List<Integer> after = launchesByCell();
        String shown = before + " " + status + " " + after;
        assertThat(status.get("rows").size()).isEqualTo(cells);
        assertThat(count(status, "failed")).as(shown).isZero();
        assertThat(count(status, "measured")).as(shown).isBetween(measured(before), measured(after));
        assertThat(count(status, "measured") + count(status, "running") + count(status, "missing"))
                .as(shown)
                .isEqualTo(cells);
        long made = status.get("rows")
                .valueStream()
                .mapToInt(row -> row.get("launches_made").asInt())
                .sum();
        assertThat(made)
                .as(shown)
                .isBetween(
                        before.stream().mapToLong(n -> n).sum(),
                        after.stream().mapToLong(n -> n).sum());
        Set<String> seen = new HashSet<>();
        for (JsonNode row : status.get("rows").values()) {
            if (row.get("state").asString().equals("running")) {
                JsonNode job = job(status, "nodes-" + row.get("nodes").asInt());
                assertThat(job.get("over").asBoolean()).as(shown).isFalse();
                seen.add("running cells");
            }
        }
        status.get("jobs")
                .valueStream()
                .flatMap(job -> job.get("tasks").valueStream())
                .forEach(task -> seen.add(task.get("state").asString()));
        return seen;
    }

    private static JsonNode job(JsonNode status, String name) {
        return status.get("jobs")
                .valueStream()
                .filter(job -> job.get("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<Integer> launchesByCell() {
        return ShardName.in(folder.resolve("cluster.parts")).stream()
                .filter(shard -> !shard.failed())
                .collect(Collectors.groupingBy(ShardName::key, Collectors.summingInt(_ -> 1)))
                .values()
                .stream()
                .toList();
    }

    private static long measured(List<Integer> launchesByCell) {
        return launchesByCell.stream().filter(launches -> launches >= LAUNCHES).count();
    }

    private void complete(Integer... nodes) throws Exception {
        StudyFile file = StudyFileReader.read(output);
        assertThat(file.cells())
                .hasSize(cells)
                .allSatisfy(cell -> assertThat(cell.status()).as(cell.reason()).isEqualTo(CellStatus.MEASURED));
        assertThat(file.launches()).hasSize(cells * LAUNCHES);
        assertThat(file.cells()).extracting(cell -> cell.what().nodes()).containsOnly(nodes);
        ProgramRun analyze = run(List.of(CHECKOUT.resolve("jobs/rxt").toString(), "analyze", output.toString()));
        assertThat(analyze.exitCode()).as(analyze.out() + analyze.err()).isZero();
        assertThat(analyze.out()).contains(nodes[nodes.length - 1] + " nodes");
        ProgramRun status = run(rxt("status"));
        assertThat(status.exitCode()).isZero();
        assertThat(status.out()).contains(cells + " measured, 0 running, 0 missing, 0 failed", "Results: " + output);
        assertThat(status.out().lines().filter(line -> !line.startsWith("Results: ")))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
    }

    @Test
    @Tag("long")
    void whatWasCancelledIsSentAgainAndNothingElse() throws Exception {
        study = Files.writeString(folder.resolve("two.yaml"), """
                name: two
                grid: {nodes: [1, 2], ranks_per_node: [1], threads: [1]}
                launcher: ffm
                oversubscribe: true
                measure: {min_launches: 4, max_launches: 4, steps: 2, warmup: 1, drift_launches: 0}
                kernels: [{kernel: pi, params: {darts: 100_000}}]
                limits: {launch_seconds: 60}
                """);
        ProgramRun submit = run(rxt("submit"));
        assertThat(submit.exitCode()).as(submit.out() + submit.err()).isZero();
        while (shards().isEmpty()) {
            Thread.sleep(50);
        }
        ProgramRun early = run(rxt("resubmit"));
        assertThat(early.exitCode()).isEqualTo(2);
        assertThat(early.err()).contains("still run or wait", "scancel", "--force", "nothing was sent");

        List<String> scancel = new ArrayList<>(List.of("scancel"));
        status().get("jobs")
                .valueStream()
                .forEach(job -> scancel.add(job.get("job").asString()));
        assertThat(run(scancel).exitCode()).isZero();
        while (status().get("under_way").asBoolean()) {
            Thread.sleep(200);
        }
        Set<String> before = shards();
        assertThat(before.size()).isBetween(1, 7);
        ProgramRun status = run(rxt("status"));
        assertThat(status.exitCode()).isEqualTo(1);
        assertThat(status.out()).contains(" 0 running", "cancelled", "resubmit");
        long missing = status().get("rows")
                .valueStream()
                .filter(row -> !row.get("state").asString().equals("measured"))
                .count();

        ProgramRun resubmit = run(rxt("resubmit", "--wait"));
        assertThat(resubmit.exitCode()).as(resubmit.out() + resubmit.err()).isZero();
        assertThat(resubmit.out()).contains(missing + " to measure");
        assertThat(shards()).containsAll(before).hasSize(8);
        assertThat(StudyFileReader.read(output).launches()).hasSize(8);
    }

    private void assertNothingSent(ProgramRun refused, String jobsBefore) throws Exception {
        assertThat(refused.exitCode()).as(refused.out() + refused.err()).isEqualTo(2);
        assertThat(refused.err()).endsWith("; nothing was sent" + System.lineSeparator());
        assertThat(queue()).isEqualTo(jobsBefore);
        assertThat(folder.resolve("cluster.slurm")).doesNotExist();
    }

    private String queue() throws Exception {
        ProgramRun queue = cluster.run(CHECKOUT, "squeue", "--states=all", "--noheader", "--format=%i");
        assertThat(queue.exitCode()).as(queue.err()).isZero();
        return queue.out().lines().sorted().collect(Collectors.joining(" "));
    }

    private ProgramRun submit(String yaml, String... more) throws Exception {
        study = Files.writeString(folder.resolve("study.yaml"), yaml);
        return run(rxt("submit", more));
    }

    private static String yaml() throws IOException {
        return Files.readString(STUDY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nodes: [1, 2, 4]    | nodes: [1, 99]      | needs 99 nodes; partition main gives a job at most 4",
                "cpus_per_node: 2    | cpus_per_node: 3    | oversubscribe",
                "kernels:            | kernels: []         | the list is empty; give at least one value",
            })
    void studiesThatCannotRunAreRefused(String from, String to, String said) throws Exception {
        String before = queue();
        String changed = to.equals("kernels: []")
                ? yaml().replaceFirst("(?s)kernels:.*?\n\n", "kernels: []\n\n")
                : yaml().replace(from, to).replaceFirst("(?m)^oversubscribe: true", "oversubscribe: false");
        ProgramRun refused = submit(changed);
        assertThat(refused.err()).contains(said);
        assertNothingSent(refused, before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--time 02:00:00          | --time 02:00:00: partition main allows at most 01:00:00",
                "--time 1                 | starts no launch",
                "--partition nosuch       | no partition has that name; there are main",
                "-- --constraint=gpu      | no node of partition main has it",
                "-- --nodes=3             | submit sets that itself",
            })
    void wishesThatSlurmWouldNotGrantAreRefused(String words, String said) throws Exception {
        String before = queue();
        ProgramRun refused = submit(yaml(), words.strip().split(" "));
        assertThat(refused.err()).contains(said);
        assertNothingSent(refused, before);
    }

    @Test
    void aMissingOutputFolderIsRefused() throws Exception {
        String before = queue();
        output = folder.resolve("nosuch/cluster.h5");
        ProgramRun refused = submit(yaml());
        assertThat(refused.err()).contains("nosuch does not exist", "mkdir -p");
        assertNothingSent(refused, before);
        assertThat(folder.resolve("nosuch")).doesNotExist();
    }

    @Test
    void aDryRunPrintsTheScriptsAndSendsNothing() throws Exception {
        String before = queue();
        ProgramRun dry = run(rxt("submit", "--dry-run"));
        assertThat(dry.exitCode()).as(dry.err()).isZero();
        assertThat(dry.out())
                .contains("nodes-1.sbatch", "nodes-2.sbatch", "nodes-4.sbatch", "merge.sbatch", "core-hours");
        assertThat(queue()).isEqualTo(before);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aScriptThatWasKeptIsOneThatSbatchTakes() throws Exception {
        ProgramRun dry = run(rxt("submit", "--dry-run", "--single"));
        int begin = dry.out().indexOf("#!/bin/bash");
        int end = dry.out().indexOf("\n\n--- ", begin);
        Path file = Files.writeString(folder.resolve("all.sbatch"), dry.out().substring(begin, end) + "\n");
        ProgramRun test = cluster.run(folder, "sbatch", "--test-only", file.toString());
        assertThat(test.exitCode()).as(test.err()).isZero();
    }
}
