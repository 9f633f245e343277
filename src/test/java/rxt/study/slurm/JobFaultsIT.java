package rxt.study.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import rxt.cli.ProgramRun;
import rxt.record.CellRow;
import rxt.record.CellStatus;
import rxt.record.LaunchRow;
import rxt.record.ShardName;
import rxt.record.StudyFile;
import rxt.record.StudyFileReader;

/** Whatever cuts a job short, the same job run again completes the study: no launch twice, none lost. */
@Tag("slurm")
@Timeout(300)
@ExtendWith(SlurmCluster.Shared.class)
class JobFaultsIT {
    /**
     * A study of one cell and the job that measures it.
     *
     * @param folder of its files
     * @param seen the same as this process sees it, where it is mounted on a node alone
     * @param launches of the cell
     */
    private record Sweep(SlurmCluster cluster, Path folder, Path seen, int launches) {
        static Sweep of(SlurmCluster cluster, int launches) throws IOException {
            return of(cluster, launches, "local", "{ranks: [1], threads: [1]}");
        }

        static Sweep of(SlurmCluster cluster, int launches, String launcher, String grid) throws IOException {
            Path folder = SlurmCluster.fresh("fault");
            Sweep sweep = new Sweep(cluster, folder, folder.resolve("results"), launches);
            Files.createDirectory(sweep.seen);
            Files.writeString(folder.resolve("one.yaml"), """
                    name: one
                    launcher: %2$s
                    oversubscribe: true
                    measure: {min_launches: %1$d, max_launches: %1$d, steps: 2, warmup: 1, drift_launches: 0}
                    grid: %3$s
                    kernels: [{kernel: pi, params: {darts: 1_000_000}}]
                    limits: {launch_seconds: 30}
                    """.formatted(launches, launcher, grid));
            return sweep;
        }

        long submit(String... options) throws Exception {
            List<String> line = Stream.concat(Stream.of("--output=" + folder.resolve("job-%j.log")), Stream.of(options))
                    .collect(Collectors.toList());
            line.addAll(List.of(
                    "slurm/sweep.sbatch",
                    folder.resolve("one.yaml").toString(),
                    folder.resolve("results/one.h5").toString()));
            return cluster.submit(Distribution.folder(), line.toArray(String[]::new));
        }

        /** Complete shards and when they were written. */
        Map<String, FileTime> shards() throws IOException {
            Map<String, FileTime> times = new TreeMap<>();
            for (ShardName shard : ShardName.in(seen.resolve("one.parts"))) {
                if (!shard.failed()) {
                    times.put(
                            shard.fileName(),
                            Files.getLastModifiedTime(seen.resolve("one.parts").resolve(shard.fileName())));
                }
            }
            return times;
        }

        Map<String, FileTime> awaitShards(int count, long job) throws Exception {
            while (shards().size() < count) {
                assertThat(cluster.jobs(job)).as(log()).noneMatch(SlurmCluster.Job::ended);
                Thread.sleep(50);
            }
            return shards();
        }

        /** Any rank of that launch, once it runs. */
        ProcessHandle awaitRank(int launch) throws Exception {
            long deadline = System.nanoTime() + SlurmCluster.PATIENCE.toNanos();
            while (true) {
                Optional<ProcessHandle> rank = ProcessHandle.allProcesses()
                        .filter(process -> process.info().command().orElse("").endsWith("/java"))
                        .filter(process -> isOf(launch, process.pid()))
                        .findFirst();
                if (rank.isPresent()) {
                    return rank.get();
                }
                assertThat(System.nanoTime()).as(log()).isLessThan(deadline);
                Thread.sleep(20);
            }
        }

        private boolean isOf(int launch, long process) {
            try {
                String words = Files.readString(Path.of("/proc/" + process + "/cmdline"), StandardCharsets.ISO_8859_1);
                return words.contains("launch=" + launch + "\0") && words.contains("shard=" + folder);
            } catch (IOException e) {
                return false; // ended since it was listed
            }
        }

        void assertState(long job, String state) throws Exception {
            assertThat(cluster.await(job))
                    .as("%s", log())
                    .extracting(SlurmCluster.Job::state)
                    .containsExactly(state);
        }

        void assertComplete(Map<String, FileTime> before) throws IOException {
            assertThat(shards()).as("%s", log()).containsAllEntriesOf(before);
            assertThat(ShardName.in(seen.resolve("one.parts")).stream().filter(shard -> !shard.failed()))
                    .extracting(ShardName::launch)
                    .doesNotHaveDuplicates()
                    .hasSize(launches);
            StudyFile file = StudyFileReader.read(seen.resolve("one.h5"));
            assertThat(file.cells()).as("%s", log()).extracting(CellRow::status).containsExactly(CellStatus.MEASURED);
            assertThat(file.launches().stream().filter(LaunchRow::complete)).hasSize(launches);
        }

        String log() throws IOException {
            StringBuilder log = new StringBuilder();
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(f -> f.toString().endsWith(".log"))
                        .sorted()
                        .toList()) {
                    log.append(Files.readString(file));
                }
            }
            return log.toString();
        }
    }

    @Test
    void cancelled(SlurmCluster cluster) throws Exception {
        Sweep sweep = Sweep.of(cluster, 3);
        long job = sweep.submit();
        Map<String, FileTime> before = sweep.awaitShards(1, job);
        assertThat(cluster.run(sweep.folder, "scancel", Long.toString(job)).exitCode())
                .isZero();
        sweep.assertState(job, "CANCELLED");
        sweep.assertState(sweep.submit(), "COMPLETED");
        sweep.assertComplete(before);
    }

    @Test
    @Tag("long")
    void diskFull(SlurmCluster cluster) throws Exception {
        Sweep sweep = Sweep.of(cluster, 3);
        Path results = sweep.seen;
        long node = cluster.daemons().get("node3");
        onNode(node, "mount", "-t", "tmpfs", "-o", "size=120k", "tmpfs", results.toString());
        sweep = new Sweep(cluster, sweep.folder, Path.of("/proc/" + node + "/root" + results), 3);
        sweep.assertState(sweep.submit("--nodelist=node3"), "FAILED");
        assertThat(sweep.log()).containsIgnoringCase("no space left");
        Map<String, FileTime> before = sweep.shards();
        assertThat(before).isNotEmpty().hasSizeLessThan(3);
        onNode(node, "mount", "-o", "remount,size=64m", results.toString());
        sweep.assertState(sweep.submit("--nodelist=node3"), "COMPLETED");
        sweep.assertComplete(before);
        onNode(node, "umount", results.toString());
    }

    /** Two ways for a node to fail at once: its daemon killed, while the job lives on, and its power cut. */
    @Test
    @Tag("long")
    void nodesFail(SlurmCluster cluster) throws Exception {
        // A launch takes a second or more, and Slurm half a minute to give a node up: the job must not be over by then.
        Sweep orphaned = Sweep.of(cluster, 60);
        Sweep cut = Sweep.of(cluster, 4);
        long orphanedJob = orphaned.submit();
        long cutJob = cut.submit();
        Map<String, FileTime> orphanedBefore = orphaned.awaitShards(1, orphanedJob);
        Map<String, FileTime> cutBefore = cut.awaitShards(2, cutJob);
        kill(daemonOf(cluster, orphanedJob));
        kill(parent(daemonOf(cluster, cutJob)));
        try {
            orphaned.assertState(orphanedJob, "COMPLETED");
            cut.assertState(cutJob, "COMPLETED");
        } finally {
            cluster.start();
        }
        assertThat(cluster.jobs(orphanedJob)).allMatch(job -> job.restarts() == 1);
        assertThat(cluster.jobs(cutJob)).allMatch(job -> job.restarts() == 1);
        orphaned.assertComplete(orphanedBefore);
        cut.assertComplete(cutBefore);
    }

    /**
     * The limit is shortened while the job runs, so that Slurm's own signal comes and the sweep knows nothing of it
     * before. It meets a launch on two nodes that would not end by itself, for one of its ranks is stopped.
     */
    @Test
    @Tag("long")
    void timeLimit(SlurmCluster cluster) throws Exception {
        Sweep sweep = Sweep.of(cluster, 4, "ffm", "{nodes: [2], ranks_per_node: [1], threads: [1]}");
        long job = sweep.submit("--nodes=2", "--time=30");
        sweep.awaitShards(2, job);
        ProcessHandle stopped = sweep.awaitRank(2);
        signal("STOP", stopped.pid());
        ProgramRun shorter = cluster.run(sweep.folder, "scontrol", "update", "JobId=" + job, "TimeLimit=1");
        assertThat(shorter.exitCode()).as(shorter.err()).isZero();
        SlurmCluster.Job cut = cluster.await(job).getFirst();
        assertThat(cut.state()).as("%s", sweep.log()).isEqualTo("FAILED");
        assertThat(cut.keys().get("ExitCode")).as("ended by SIGTERM").isEqualTo("143:0");
        assertThat(stopped.isAlive()).isFalse();
        Map<String, FileTime> before = sweep.shards();
        assertThat(before).hasSize(2);
        StudyFile merged = StudyFileReader.read(sweep.seen.resolve("one.h5"));
        assertThat(merged.cells()).extracting(CellRow::status).containsExactly(CellStatus.INTERRUPTED);
        assertThat(merged.launches()).hasSize(2);
        sweep.assertState(sweep.submit("--nodes=2"), "COMPLETED");
        sweep.assertComplete(before);
    }

    private static long daemonOf(SlurmCluster cluster, long job) throws Exception {
        String node = cluster.jobs(job).getFirst().keys().get("NodeList");
        return cluster.daemons().get(node);
    }

    /** The first process of the same node. */
    private static long parent(long daemon) {
        return ProcessHandle.of(daemon).orElseThrow().parent().orElseThrow().pid();
    }

    private static void kill(long process) throws Exception {
        signal("KILL", process);
    }

    private static void signal(String name, long process) throws Exception {
        assertThat(ProgramRun.of(Path.of("."), Map.of(), List.of("kill", "-" + name, Long.toString(process)))
                        .exitCode())
                .isZero();
    }

    private static void onNode(long daemon, String... command) throws Exception {
        List<String> line = Stream.concat(
                        Stream.of("nsenter", "--target", Long.toString(daemon), "--mount"), Stream.of(command))
                .toList();
        ProgramRun run = ProgramRun.of(Path.of("."), Map.of(), line);
        assertThat(run.exitCode()).as(run.err()).isZero();
    }
}
