package rxt.study.slurm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Slurm's variables tell of the job around a run. */
class AllocationTest {
    private static final Map<String, String> JOB =
            Map.of("SLURM_JOB_ID", "12", "SLURM_JOB_NODELIST", "node[1-3]", "SLURMD_NODENAME", "node2");

    /** As `scontrol show hostnames` of Slurm 22.05 has them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            node1           | node1
            node[1-3]       | node1 node2 node3
            gpu[08-11,2],n1 | gpu08 gpu09 gpu10 gpu11 gpu2 n1
            r[1-2]c[01-02]  | r1c01 r1c02 r2c01 r2c02
            a,b[7]x,c       | a b7x c
            """)
    void expandsListsOfNodes(String list, String names) {
        assertThat(NodeList.expand(list)).containsExactly(names.split(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "n[1-", "n[3-1]", "n[a]", "n[1-3]]", "a,,b", "n[1-99999999]"})
    void refusesWhatIsNoList(String list) {
        assertThatThrownBy(() -> NodeList.expand(list))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no list of nodes");
    }

    @Test
    void outsideOfAJobThereIsNone() {
        assertThat(Allocation.of(Map.of("PATH", "/bin"), _ -> "2026-11-21T10:00:00"))
                .isEmpty();
    }

    @Test
    void aJobHasNodesAndAnEndAsSqueuePrintsIt() {
        Allocation allocation = Allocation.of(JOB, job -> job.equals("12") ? "2026-11-21T10:00:00" : "")
                .orElseThrow();
        assertThat(allocation.job()).isEqualTo("12");
        assertThat(allocation.nodes()).isEqualTo(List.of("node1", "node2", "node3"));
        assertThat(allocation.here()).contains("node2");
        assertThat(allocation.end())
                .contains(LocalDateTime.of(2026, 11, 21, 10, 0)
                        .atZone(ZoneId.systemDefault())
                        .toInstant());
        assertThat(allocation.restarts()).isZero();
    }

    @Test
    void aTaskOfAnArrayIsAskedForByItsOwnNumberAndARequeuedJobTellsSo() {
        Map<String, String> task = new HashMap<>(JOB);
        task.putAll(Map.of("SLURM_ARRAY_JOB_ID", "11", "SLURM_ARRAY_TASK_ID", "3", "SLURM_RESTART_COUNT", "2"));
        Allocation allocation = Allocation.of(task, job -> job.equals("11_3") ? "NONE" : "2026-11-21T10:00:00")
                .orElseThrow();
        assertThat(allocation.job()).isEqualTo("11_3");
        assertThat(allocation.end()).as("a job without a limit").isEmpty();
        assertThat(allocation.restarts()).isEqualTo(2);
    }

    @Test
    void theVariableOfNewerVersionsIsBelievedFirstAndOnALoginNodeNoneIsHere() {
        Map<String, String> environment = new HashMap<>(JOB);
        environment.put("SLURM_JOB_END_TIME", "1795255200");
        environment.put("SLURMD_NODENAME", "login1");
        Allocation allocation =
                Allocation.of(environment, _ -> "2026-11-21T10:00:00").orElseThrow();
        assertThat(allocation.end()).contains(Instant.ofEpochSecond(1795255200));
        assertThat(allocation.here()).isEmpty();
    }
}
