package rxt.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rxt.record.Cell;
import rxt.record.LaunchSpec;
import rxt.record.ProgramSpec;
import rxt.record.rule.StepGrowth;

/** What the shells of two ranks leave, started without any MPI. */
class ProgramRanksTest {
    @TempDir
    private Path folder;

    private ProgramRanks ranks(int nodes, int threads, boolean oversubscribe, String... start) {
        Cell cell = new Cell("p", Map.of(), nodes, 2, threads, "p", ProgramSpec.TEAM, "none", "strong");
        ProgramSpec program = new ProgramSpec("true", Map.of(), "", 0, folder.toString());
        LaunchSpec spec = new LaunchSpec(
                cell,
                "openmpi",
                0,
                0,
                new StepGrowth(3, 3),
                0,
                1,
                oversubscribe,
                "",
                folder.resolve("s.h5").toString(),
                Optional.of(program));
        return new ProgramRanks(spec, List.of(start), "TEST_RANK");
    }

    private static void place(ProgramRanks ranks, int rank, String host, String cpus) throws IOException {
        Path out = ranks.output(rank);
        Files.createDirectories(out.getParent());
        Files.writeString(out, "");
        Files.writeString(out.resolveSibling(rank + ".place"), host + "\n4711\n" + cpus + "\n");
    }

    @Test
    void aShellLeavesItsPlaceAndBecomesTheProgram() throws Exception {
        ProgramRanks ranks = ranks(1, 1, true, "env", "TEST_RANK=1");
        Process process = ranks.start(List.of("sh", "-c", "echo $$; grep Cpus_allowed_list: /proc/self/status"));
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        List<String> printed = Files.readAllLines(ranks.output(1));
        List<String> place = Files.readAllLines(ranks.output(1).resolveSibling("1.place"));
        assertThat(place.get(1)).as("the process").isEqualTo(printed.getFirst()).isEqualTo("" + process.pid());
        assertThat(printed.get(1)).as("its mask").isEqualTo("Cpus_allowed_list:\t" + place.get(2));
        assertThat(ranks.haveBegun()).as("rank 0 is missing").isFalse();
        assertThat(ranks.processes()).containsExactly("1 " + process.pid());
        ranks.forget();
        assertThat(ranks.output(1).getParent()).doesNotExist();
    }

    @Test
    void aLauncherThatTellsNoRankFails() throws Exception {
        Process process = ranks(1, 1, true, "env").start(List.of("true"));
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
    }

    @Test
    void sharedCpusAreRefusedOrLabelled() throws IOException {
        ProgramRanks bound = ranks(1, 2, false);
        place(bound, 0, "a", "0-1");
        place(bound, 1, "a", "2-3");
        bound.audit();
        assertThat(bound.conflict()).isEmpty();
        place(bound, 1, "a", "1-2");
        assertThatThrownBy(bound::audit)
                .isInstanceOf(RefusedLaunchException.class)
                .hasMessageContaining("oversubscribed: 4 threads share the 3 CPUs");
        place(bound, 1, "a", "2");
        assertThatThrownBy(bound::audit).hasMessageContaining("rank 1 has 2 threads on 1 CPU (2)");
        ProgramRanks wanted = ranks(1, 2, true);
        wanted.audit();
        assertThat(wanted.conflict()).isNotEmpty();
    }

    @Test
    void ranksOnOtherNodesThanAskedForAreRefused() throws IOException {
        ProgramRanks ranks = ranks(2, 1, false);
        place(ranks, 0, "a", "0");
        place(ranks, 1, "b", "0");
        ranks.audit();
        place(ranks, 1, "a", "1");
        assertThatThrownBy(ranks::audit).hasMessageContaining("the cell is of 2 nodes and its ranks run on 1");
    }
}
