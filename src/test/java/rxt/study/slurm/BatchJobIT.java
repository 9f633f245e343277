package rxt.study.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rxt.record.Cell;
import rxt.record.CellRow;
import rxt.record.CellStatus;
import rxt.record.RankRow;
import rxt.record.StudyFile;
import rxt.record.StudyFileReader;

/** Each script of {@code slurm/}, submitted from the unpacked distribution: one results file with all cells measured. */
@Tag("slurm")
@Timeout(300)
@ExtendWith(SlurmCluster.Shared.class)
class BatchJobIT {
    private Path folder;
    private Path output;

    @BeforeEach
    void place() throws IOException {
        folder = SlurmCluster.fresh("batch");
        output = folder.resolve("small.h5");
    }

    @ParameterizedTest
    @CsvSource("openmpi, 2")
    @Tag("long")
    void oneJobMeasuresCellsOfOneTwoAndFourNodes(String mpi, int perNode, SlurmCluster cluster) throws Exception {
        Path study = study("{nodes: [1, 2, 4], ranks_per_node: [%d], threads: [1]}".formatted(perNode));
        long job = submit(cluster, "--nodes=4", "--export=ALL,RXT_MPI=" + mpi, "sweep", study);
        assertEnded(cluster, job);
        assertThat(splits(measured(3)))
                .containsExactlyInAnyOrder(perNode + "×1 on 1", 2 * perNode + "×1 on 2", 4 * perNode + "×1 on 4");
    }

    @ParameterizedTest
    @CsvSource("srun, 1")
    @Tag("long")
    void oneJobMeasuresThemThroughSrun(String mpi, int perNode, SlurmCluster cluster) throws Exception {
        oneJobMeasuresCellsOfOneTwoAndFourNodes(mpi, perNode, cluster);
    }

    @Test
    void anArrayMeasuresAndADependentJobMerges(SlurmCluster cluster) throws Exception {
        Path study = study("{ranks: [1, 2], threads: [1, 2]}");
        long array = submit(cluster, "--array=1-3", "array", study);
        long merge = submit(cluster, "--dependency=afterany:" + array, "merge", study);
        assertEnded(cluster, array);
        assertEnded(cluster, merge);
        measured(4);
    }

    @Test
    @Tag("long")
    void theProblemGrowsInWeakScaling(SlurmCluster cluster) throws Exception {
        Path study = study("{nodes: [2], ranks_per_node: [1], threads: [1, 2]}");
        assertEnded(cluster, submit(cluster, "--nodes=2", "weak", study));
        assertThat(measured(2).cells())
                .allSatisfy(cell -> assertThat(cell.what().scaling()).isEqualTo("weak"));
    }

    @Test
    @Tag("long")
    void theSameSplitsRunOnMoreAndMoreNodes(SlurmCluster cluster) throws Exception {
        Path study = study("{nodes: [1], ranks_per_node: [1], threads: [1]}");
        assertEnded(cluster, submit(cluster, "--nodes=4", "nodes", study));
        assertThat(splits(measured(3))).containsExactlyInAnyOrder("1×1 on 1", "2×1 on 2", "4×1 on 4");
    }

    private Path study(String grid) throws IOException {
        return Files.writeString(folder.resolve("small.yaml"), """
                name: small
                launcher: ffm
                oversubscribe: true
                measure: {min_launches: 1, max_launches: 1, steps: 3, warmup: 1, drift_launches: 0}
                grid: %s
                kernels: [{kernel: pi, params: {darts: 100000}}]
                limits: {launch_seconds: 60}
                """.formatted(grid));
    }

    /** Words before the name of the script are Slurm's. */
    private long submit(SlurmCluster cluster, Object... words) throws Exception {
        List<String> line = Stream.of(words).map(Object::toString).collect(Collectors.toList());
        int script = words.length - 2;
        line.set(script, "slurm/" + words[script] + ".sbatch");
        line.addFirst("--output=" + folder.resolve("job-%A-%a.log"));
        line.add(output.toString());
        return cluster.submit(Distribution.folder(), line.toArray(String[]::new));
    }

    private void assertEnded(SlurmCluster cluster, long job) throws Exception {
        List<SlurmCluster.Job> ended = cluster.await(job);
        assertThat(ended).as("%s", logs()).extracting(SlurmCluster.Job::state).containsOnly("COMPLETED");
    }

    private StudyFile measured(int cells) throws IOException {
        StudyFile file = StudyFileReader.read(output);
        assertThat(file.cells()).hasSize(cells);
        assertThat(file.cells()).as("%s", logs()).extracting(CellRow::status).containsOnly(CellStatus.MEASURED);
        return file;
    }

    /** Ranks × threads of each launch and how many nodes its ranks name. */
    private static List<String> splits(StudyFile file) {
        return file.launches().stream()
                .map(launch -> {
                    Cell cell = file.cells().get(launch.cell()).what();
                    Set<String> nodes = file.ranks().stream()
                            .filter(rank -> rank.launch() == launch.launch())
                            .map(RankRow::node)
                            .collect(Collectors.toSet());
                    return cell.ranks() + "×" + cell.threads() + " on " + nodes.size();
                })
                .toList();
    }

    private String logs() throws IOException {
        StringBuilder logs = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path log : files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .toList()) {
                logs.append(log).append(System.lineSeparator()).append(Files.readString(log));
            }
        }
        return logs.toString();
    }
}
