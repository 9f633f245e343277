package rxt.study.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rxt.cli.ProgramRun;

/** {@code slurm/local-cluster}: four nodes, beside another cluster, and nothing of them left behind. */
@Tag("slurm")
@Timeout(180)
class LocalClusterIT {
    /** What jobs of these tests run, and their children. */
    private static final String LEFT_BEHIND = "sleep 86399";

    private Path folder;
    private SlurmCluster cluster;

    @BeforeEach
    void place() throws IOException {
        folder = SlurmCluster.fresh("own").resolve("cluster");
        cluster = SlurmCluster.at(folder);
    }

    @AfterEach
    void end() throws Exception {
        cluster.close();
    }

    @Test
    void stoppingLeavesNoProcessMountOrFile() throws Exception {
        Set<String> mounts = new TreeSet<>(Files.readAllLines(Path.of("/proc/self/mounts")));
        Set<String> groups = controlGroups();
        cluster.start();
        ProgramRun again = cluster.script("start");
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(again.out()).contains("export SLURM_CONF=" + folder.resolve("slurm.conf"));
        ProgramRun status = cluster.script("status");
        assertThat(status.exitCode()).isZero();
        assertThat(status.out()).contains("node1 idle", "node2 idle", "node3 idle", "node4 idle");

        // Three kinds of children: of a job, of one that has left its session, and of one that has ended.
        String wrap = "--wrap=setsid " + LEFT_BEHIND + " & " + LEFT_BEHIND;
        cluster.submit(folder.getParent(), "--nodes=4", wrap);
        long ended = cluster.submit(folder.getParent(), "--wrap=setsid " + LEFT_BEHIND + " >/dev/null 2>&1 &");
        cluster.await(ended);
        awaitProcesses(2);
        assertThat(processes()).anyMatch(line -> line.contains("slurmd"));

        cluster.close();
        assertThat(processes()).isEmpty();
        assertThat(folder).doesNotExist();
        assertThat(new TreeSet<>(Files.readAllLines(Path.of("/proc/self/mounts"))))
                .isEqualTo(mounts);
        assertThat(controlGroups()).isEqualTo(groups);
        assertThat(cluster.script("stop").exitCode()).isZero();
        assertThat(cluster.script("status").exitCode()).isEqualTo(1);
    }

    @Test
    @Tag("long")
    void fourNodesHaveNamesProcessesAndTemporaryFilesOfTheirOwn() throws Exception {
        cluster.start();
        String each = "echo $SLURMD_NODENAME $(uname -n) >/tmp/mine; echo $$ >/dev/shm/mine; sleep 1;"
                + " echo $(cat /tmp/mine) $(ls /tmp/mine /dev/shm/mine | wc -l)";
        ProgramRun srun = cluster.run(folder.getParent(), "srun", "--nodes=4", "--mpi=none", "sh", "-c", each);
        assertThat(srun.out().lines())
                .as(srun.err())
                .containsExactlyInAnyOrder("node1 node1 2", "node2 node2 2", "node3 node3 2", "node4 node4 2");
    }

    @Test
    @Tag("long")
    void aHalfStartedClusterIsCleanedAndAKilledNodeMended() throws Exception {
        Process start = new ProcessBuilder("slurm/local-cluster", "start", "--folder", folder.toString()).start();
        while (Files.notExists(folder.resolve("node2/pid"))) {
            assertThat(start.isAlive()).isTrue();
            Thread.sleep(5);
        }
        start.destroyForcibly().waitFor();
        cluster.start();
        assertThat(cluster.daemons()).hasSize(4);
        long killed = cluster.daemons().get("node3");
        kill(killed);
        assertThat(cluster.daemons()).doesNotContainKey("node3").hasSize(3);
        cluster.start();
        assertThat(cluster.daemons()).hasSize(4).doesNotContainValue(killed);
    }

    @Test
    void aFolderWithOtherFilesIsRefusedAndKept() throws Exception {
        Files.createDirectories(folder);
        Path mine = Files.writeString(folder.resolve("thesis.tex"), "mine");
        ProgramRun start = cluster.script("start");
        assertThat(start.exitCode()).isEqualTo(2);
        assertThat(start.err()).contains(folder.toString(), "holds other files");
        cluster.close();
        assertThat(mine).hasContent("mine");
    }

    private static void kill(long process) throws Exception {
        assertThat(new ProcessBuilder("kill", "-KILL", Long.toString(process))
                        .start()
                        .waitFor())
                .isZero();
    }

    private void awaitProcesses(int sleepers) throws Exception {
        for (int tries = 0; tries < 200; tries++) {
            if (processes().stream().filter(line -> line.contains(LEFT_BEHIND)).count() > sleepers) {
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("the jobs did not start: " + processes());
    }

    /** Command lines of daemons and of jobs' children, of all nodes: those that see this cluster's configuration. */
    private List<String> processes() throws IOException {
        String mark = "SLURM_CONF=" + folder.resolve("slurm.conf");
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            return all.filter(process -> process.getFileName().toString().matches("\\d+"))
                    .filter(process -> text(process.resolve("environ")).contains(mark)
                            || text(process.resolve("cmdline")).contains(folder.toString()))
                    .map(process -> text(process.resolve("cmdline")).replace('\0', ' '))
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // ended since it was listed
        }
    }

    private static Set<String> controlGroups() throws IOException {
        try (Stream<Path> groups = Files.walk(Path.of("/sys/fs/cgroup"), 4)) {
            return groups.filter(Files::isDirectory).map(Path::toString).collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
