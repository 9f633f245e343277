package rxt.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodesTest {
    @TempDir
    private Path folder;

    @Test
    void outsideOfAnAllocationItIsThisMachine() {
        Nodes nodes = Nodes.of(Map.of(), 8, 2);
        assertThat(nodes).isEqualTo(new Nodes(1, 8, 2, false));
        assertThat(nodes.toFill()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            4 | 64(x4)     | 64
            4 | 64(x3),32  | 32
            2 | 2,4        | 2
            1 | 16         | 16
            3 |            | 8
            """)
    void insideItIsWhatSlurmSays(int count, String cpus, int least) {
        Map<String, String> environment = cpus == null
                ? Map.of("SLURM_JOB_NUM_NODES", "" + count)
                : Map.of("SLURM_JOB_NUM_NODES", "" + count, "SLURM_JOB_CPUS_PER_NODE", cpus);
        Nodes nodes = Nodes.of(environment, 8, 1);
        assertThat(nodes).isEqualTo(new Nodes(count, least, 1, true));
        assertThat(nodes.toFill()).hasValue(least);
    }

    @Test
    void whatSlurmNeverSaysIsRefused() {
        assertThatThrownBy(() -> Nodes.of(Map.of("SLURM_JOB_NUM_NODES", "many"), 8, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SLURM_JOB_NUM_NODES is 'many'");
        assertThatThrownBy(() -> Nodes.of(Map.of("SLURM_JOB_NUM_NODES", "2", "SLURM_JOB_CPUS_PER_NODE", "64(x"), 8, 1))
                .hasMessageContaining("SLURM_JOB_CPUS_PER_NODE is '64(x'");
    }

    @Test
    void domainsAreThoseThatShareTheMaskEvenly() throws IOException {
        for (String list : List.of("0-3", "4-7", "")) {
            Path node = Files.createDirectories(folder.resolve("node" + list.length() + list.hashCode()));
            Files.writeString(node.resolve("cpulist"), list + "\n");
        }
        assertThat(Nodes.domains(folder, IntStream.range(0, 8))).isEqualTo(2);
        assertThat(Nodes.domains(folder, IntStream.of(0, 1, 4, 5))).isEqualTo(2);
        assertThat(Nodes.domains(folder, IntStream.of(0, 1, 2))).isEqualTo(1);
        assertThat(Nodes.domains(folder, IntStream.of(0, 1, 4))).isEqualTo(1);
        assertThat(Nodes.domains(folder.resolve("none"), IntStream.range(0, 8))).isEqualTo(1);
    }
}
