package rxt.study.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rxt.study.Command;
import rxt.study.Installation;
import rxt.study.Launcher.Shape;
import rxt.study.MpiCommand;
import rxt.study.Nodes;

/** The launchers' words put the ranks where they say, on a real Slurm; and who is elsewhere is refused. */
@Tag("slurm")
@Timeout(180)
@ExtendWith(SlurmCluster.Shared.class)
class PlacedRanksIT {
    private static final Nodes FOUR = new Nodes(4, 2, 1, true);
    private static final String RANK = "echo ${OMPI_COMM_WORLD_RANK:-${SLURM_PROCID:-$PMI_RANK}} $(uname -n)"
            + " $(sed -n 's/Cpus_allowed_list:[[:space:]]*//p' /proc/self/status)";
    private static final String WHOLE = "0-1";

    /**
     * A shape and where its ranks belong.
     *
     * @param nodes of each rank
     */
    private record Case(Shape shape, String nodes) {
        static Case of(int nodes, List<String> hosts, int ranks, int threads, String places) {
            return new Case(new Shape(nodes, hosts, ranks, threads, "ffm", false), places);
        }
    }

    private static final List<Case> CASES = List.of(
            Case.of(1, List.of(), 2, 1, "node1 node1"),
            Case.of(1, List.of("node3"), 2, 1, "node3 node3"),
            Case.of(2, List.of(), 2, 2, "node1 node2"),
            Case.of(2, List.of("node2", "node4"), 4, 1, "node2 node2 node4 node4"),
            Case.of(4, List.of(), 4, 2, "node1 node2 node3 node4"),
            Case.of(4, List.of(), 8, 1, "node1 node1 node2 node2 node3 node3 node4 node4"));

    private static Installation installation(String mpi) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("RXT_MPI", mpi);
        return Installation.find(environment).with(FOUR);
    }

    /** Slurm's own plug-in of this cluster binds nothing, so under srun only the nodes can be seen. */
    @ParameterizedTest
    @CsvSource({"openmpi, true", "mpich, true", "srun, false"})
    void everyRankIsOnItsNodeAndOnCpusOfItsOwn(String mpi, boolean binds, SlurmCluster cluster) throws Exception {
        Path folder = SlurmCluster.fresh(mpi);
        Path rank = executable(folder.resolve("rank"), RANK);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < CASES.size(); i++) {
            Command start = MpiCommand.of(
                    installation(mpi).mpi().orElseThrow(), CASES.get(i).shape(), installation(mpi));
            lines.add(start.shell() + " " + rank + " >" + folder.resolve("case" + i));
        }
        run(cluster, folder, String.join("\n", lines));
        for (int i = 0; i < CASES.size(); i++) {
            check(CASES.get(i), binds, folder.resolve("case" + i));
        }
    }

    private static void check(Case expected, boolean binds, Path output) throws IOException {
        List<String[]> ranks = Files.readAllLines(output).stream()
                .map(line -> line.split(" ", -1))
                .sorted((a, b) -> Integer.compare(Integer.parseInt(a[0]), Integer.parseInt(b[0])))
                .toList();
        assertThat(ranks)
                .as("%s", expected)
                .extracting(words -> words[1])
                .containsExactly(expected.nodes.split(" ", -1));
        Map<String, BitSet> taken = new HashMap<>();
        for (String[] words : ranks) {
            if (!binds) {
                assertThat(words[2]).isEqualTo(WHOLE);
                continue;
            }
            BitSet mask = new BitSet();
            Stream.of(words[2].split("-", -1)).mapToInt(Integer::parseInt).forEach(mask::set);
            assertThat(mask.cardinality()).as("%s", expected).isEqualTo(expected.shape.threads());
            BitSet others = taken.computeIfAbsent(words[1], _ -> new BitSet());
            assertThat(others.intersects(mask)).as("%s shares CPUs", expected).isFalse();
            others.or(mask);
        }
    }

    /** The cell of so many nodes is started with the words of another number. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aCellThatIsOnOtherNodesThanItsOwnIsRefused(int cell, SlurmCluster cluster) throws Exception {
        Path folder = SlurmCluster.fresh("refused");
        Path shard = folder.resolve("shard.h5");
        Installation here = installation("openmpi");
        Command start =
                MpiCommand.of(here.mpi().orElseThrow(), new Shape(3 - cell, List.of(), 2, 1, "ffm", false), here);
        String ranks = " " + here.java()
                + " --enable-native-access=ALL-UNNAMED --add-modules=jdk.incubator.vector -cp '"
                + System.getProperty("java.class.path") + "' rxt.measure.RankProgram transport=ffm mpi=openmpi nodes="
                + cell + " ranks=2 threads=1 team=forkjoin pinning=none kernel=pi param.darts=1000 param.seed=1"
                + " scaling=strong launch=0 attempt=0 steps=3 max_steps=3 warmup=1 seed=1 oversubscribe=true"
                + " inputs=inputs shard=" + shard;
        run(cluster, folder, start.shell() + ranks + " || exit 0");
        assertThat(shard).doesNotExist();
        assertThat(folder.resolve("shard.h5.rank0.failed"))
                .content()
                .startsWith(
                        "placed wrongly: 2 ranks were asked for on " + (cell == 1 ? "1 node and" : "2 nodes, equally"))
                .contains(cell == 1 ? "are on node1 (1), node2 (1)" : "are on node1 (2)");
    }

    private static void run(SlurmCluster cluster, Path folder, String lines) throws Exception {
        Path script = executable(folder.resolve("job"), "set -e\n" + lines);
        long job = cluster.submit(folder, "--nodes=4", "--exclusive", "--output=out", script.toString());
        assertThat(cluster.await(job))
                .as("%s", Files.readString(folder.resolve("out")))
                .extracting(SlurmCluster.Job::state)
                .containsExactly("COMPLETED");
    }

    private static Path executable(Path file, String lines) throws IOException {
        Files.writeString(file, "#!/bin/bash\n" + lines + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
