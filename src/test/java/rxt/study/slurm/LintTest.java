package rxt.study.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rxt.study.Standing;

class LintTest {
    private static final Partition MAIN =
            Partition.parse(PartitionTest.PARTITIONS, PartitionTest.NODES).getFirst();
    private static final Partition BIG =
            Partition.parse(PartitionTest.PARTITIONS, PartitionTest.NODES).getLast();
    private static final double UNKNOWN = Double.NaN;

    private static List<String> size(Partition partition, Standing cell) {
        return new Lint().size(List.of(cell), partition).refusals();
    }

    @Test
    void moreNodesThanThePartitionHas() {
        assertThat(size(MAIN, Cells.missing(99, 99, 1, UNKNOWN)))
                .singleElement()
                .asString()
                .contains("99 nodes", "partition main", "at most 4", "lower nodes in the grid");
        assertThat(size(MAIN, Cells.missing(4, 8, 1, UNKNOWN))).isEmpty();
    }

    @Test
    void moreNodesThanAJobMayHave() {
        assertThat(size(BIG, Cells.missing(3, 3, 1, UNKNOWN)))
                .singleElement()
                .asString()
                .contains("3 nodes", "at most 2");
    }

    @Test
    void moreCpusThanANodeHas() {
        assertThat(size(MAIN, Cells.missing(2, 4, 2, UNKNOWN)))
                .singleElement()
                .asString()
                .contains("pi 4×2 on 2 nodes ffm", "needs 4 CPUs on each node", "at most 2", "oversubscribe: true");
        assertThat(size(MAIN, Cells.oversubscribed(2, 4, 2))).isEmpty();
    }

    @Test
    void moreLargeNodesThanThereAre() {
        assertThat(size(BIG, Cells.missing(2, 2, 100, UNKNOWN)))
                .singleElement()
                .asString()
                .contains("2 nodes of 100 CPUs", "has 1 of them");
        assertThat(size(BIG, Cells.missing(1, 1, 100, UNKNOWN))).isEmpty();
    }

    @Test
    void whatIsMeasuredNeedsNoNodes() {
        assertThat(size(MAIN, Cells.measured(99, 99, 1, 1))).isEmpty();
    }

    private static List<String> time(long seconds, Standing cell) {
        JobOptions options = new JobOptions(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.of(seconds),
                OptionalInt.empty(),
                false,
                OptionalInt.empty(),
                List.of());
        JobPlan plan = JobPlan.of(List.of(cell), options, Cells.LAUNCH_SECONDS, Optional.of(MAIN));
        return new Lint().time(plan, List.of(cell), Optional.of(MAIN)).refusals();
    }

    @Test
    void timeBeyondThePartitions() {
        assertThat(time(3601, Cells.missing(1, 1, 1, UNKNOWN)))
                .singleElement()
                .asString()
                .contains("--time 01:00:01", "partition main", "at most 01:00:00", "--partition");
        assertThat(time(3600, Cells.missing(1, 1, 1, UNKNOWN))).isEmpty();
    }

    @Test
    void timeTooShortForALaunch() {
        assertThat(time(209, Cells.missing(1, 1, 1, UNKNOWN)))
                .singleElement()
                .asString()
                .contains("00:03:29", "may take 60 s", "limits.launch_seconds", "--time 00:04:00");
        assertThat(time(210, Cells.missing(1, 1, 1, UNKNOWN))).isEmpty();
        assertThat(time(60, Cells.missing(1, 1, 1, 20)))
                .singleElement()
                .asString()
                .contains("may take 25 s", "--time 00:03:00");
        assertThat(time(175, Cells.missing(1, 1, 1, 20))).isEmpty();
    }

    @Test
    void aStudyWithoutCells() {
        assertThat(new Lint().cells("empty", List.of()).refusals())
                .singleElement()
                .asString()
                .contains("study empty has no cell", "kernels");
        assertThat(new Lint().cells("none", List.of(Cells.skipped(2, 2, 1))).refusals())
                .singleElement()
                .asString()
                .contains("no cell of study none can run", "for a reason");
        assertThat(new Lint()
                        .cells("some", List.of(Cells.skipped(2, 2, 1), Cells.missing(1, 1, 1, 1)))
                        .refusals())
                .isEmpty();
    }

    @Test
    void anArrayLargerThanSlurmTakes() {
        List<Standing> cells = List.of(Cells.missing(1, 1, 1, 1), Cells.missing(1, 1, 2, 1), Cells.missing(1, 2, 1, 1));
        JobPlan plan = JobPlan.of(cells, JobOptions.NONE, 60, Optional.of(MAIN));
        assertThat(new Lint().arrays(plan, 3).refusals())
                .singleElement()
                .asString()
                .contains("3 tasks", "allows 2", "--array 2");
        assertThat(new Lint().arrays(plan, 4).refusals()).isEmpty();
    }

    private static List<String> files(Path output) {
        Path home = Path.of("").toAbsolutePath();
        return new Lint()
                .files(new StudyPlace(home, home.resolve("jobs/cluster.yaml"), output, Map.of()))
                .refusals();
    }

    /** Without what is said of a checkout that itself lies where each node has files of its own. */
    private static List<String> ofTheOutput(Path output) {
        return files(output).stream()
                .filter(refusal -> !refusal.contains("files of its own"))
                .toList();
    }

    @Test
    void anOutputFolderThatIsMissing() {
        assertThat(ofTheOutput(Path.of("target/nosuch/a.h5").toAbsolutePath()))
                .singleElement()
                .asString()
                .contains("target/nosuch does not exist", "mkdir -p", "--output");
        assertThat(ofTheOutput(Path.of("pom.xml/a.h5").toAbsolutePath()))
                .singleElement()
                .asString()
                .contains("is no folder");
        assertThat(ofTheOutput(Path.of("target/a.h5").toAbsolutePath())).isEmpty();
    }

    @Test
    void anOutputThatIsAFolder() {
        assertThat(ofTheOutput(Path.of("target").toAbsolutePath()))
                .singleElement()
                .asString()
                .contains("is a folder");
    }

    @Test
    void aFolderThatCannotBeWritten() {
        assertThat(ofTheOutput(Path.of("/proc/a.h5")))
                .singleElement()
                .asString()
                .contains("/proc cannot be written");
    }

    @Test
    void aFolderThatOtherNodesDoNotSee(@TempDir Path folder) throws IOException {
        assertThat(files(Path.of("/dev/shm/a.h5"))).anyMatch(refusal -> refusal.contains("files of its own"));
        assertThat(Lint.isPrivate(Files.createDirectories(folder.resolve("sub"))))
                .isEqualTo(folder.startsWith("/tmp"));
        assertThat(Lint.isPrivate(Path.of("/tmpdata/a"))).isFalse();
        StudyPlace known = new StudyPlace(
                Path.of("/dev/shm"),
                Path.of("/dev/shm/s.yaml"),
                Path.of("/dev/shm/a.h5"),
                Map.of("RXT_SHARED", "/dev/shm"));
        assertThat(new Lint().files(known).refusals()).as("all nodes see it").isEmpty();
    }

    private static List<String> more(String... words) {
        JobOptions options = JobOptions.parse(List.of()).over(JobOptions.NONE);
        JobOptions with = new JobOptions(
                options.partition(),
                options.account(),
                options.qos(),
                options.seconds(),
                options.array(),
                false,
                options.maxRunning(),
                List.of(words));
        return new Lint().more(with, Optional.of(MAIN)).refusals();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--nodes=3", "-N3", "-N", "--array=1-9", "--dependency=afterok:1", "--time=3", "-p", "--wrap=x"})
    void optionsThatThePlanSets(String word) {
        assertThat(more(word)).singleElement().asString().contains(word, "submit sets that itself");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--constraint=ib", "-Cssd", "--mail-type=END", "--reservation=r", "--mem=0", "--exclude=node2"})
    void otherOptionsPass(String word) {
        assertThat(more(word)).isEmpty();
    }

    @Test
    void aFeatureThatNoNodeHas() {
        assertThat(more("--constraint=gpu")).singleElement().asString().contains("gpu", "there are", "ib");
        assertThat(more("ib")).singleElement().asString().contains("'ib'", "is no option");
    }
}
