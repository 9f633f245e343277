package rxt.study.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import rxt.study.Standing;

class JobPlanTest {
    private static final double UNKNOWN = Double.NaN;
    private static final Optional<Partition> FOUR_NODES =
            Optional.of(Partition.parse(PartitionTest.PARTITIONS, PartitionTest.NODES.replace("down*", "idle"))
                    .getFirst());

    private static final List<Standing> CELLS = List.of(
            Cells.missing(1, 1, 2, UNKNOWN),
            Cells.missing(1, 2, 1, UNKNOWN),
            Cells.missing(2, 2, 2, UNKNOWN),
            Cells.missing(2, 4, 1, UNKNOWN),
            Cells.missing(2, 2, 1, UNKNOWN),
            Cells.missing(4, 4, 2, UNKNOWN));

    private static JobPlan plan(List<Standing> cells, JobOptions options) {
        return JobPlan.of(cells, options, 60, FOUR_NODES);
    }

    private static JobOptions options(OptionalLong seconds, OptionalInt array, boolean single) {
        return new JobOptions(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                seconds,
                array,
                single,
                OptionalInt.empty(),
                List.of());
    }

    @Test
    void cellsThatNeedEquallyManyNodesShareAnArray() {
        JobPlan plan = plan(CELLS, JobOptions.NONE);
        assertThat(plan.arrays()).extracting(ArrayJob::name).containsExactly("nodes-1", "nodes-2", "nodes-4");
        assertThat(plan.arrays()).extracting(ArrayJob::nodes).containsExactly(1, 2, 4);
        assertThat(plan.arrays()).extracting(ArrayJob::cpusPerNode).containsExactly(2, 2, 2);
        assertThat(plan.missing()).isEqualTo(6);
    }

    @Test
    void anArrayHasAsManyTasksAsRunSideBySideAndNoneWithoutACell() {
        assertThat(plan(CELLS, JobOptions.NONE).arrays())
                .extracting(ArrayJob::tasks)
                .containsExactly(2, 2, 1);
        JobOptions three = options(OptionalLong.empty(), OptionalInt.of(3), false);
        assertThat(plan(CELLS, three).arrays()).extracting(ArrayJob::tasks).containsExactly(2, 3, 1);
    }

    @Test
    void onlyPartsWithAMissingCellAreSent() {
        List<Standing> cells = List.of(
                Cells.measured(1, 1, 1, 2),
                Cells.missing(1, 1, 2, 2),
                Cells.measured(1, 2, 1, 2),
                Cells.missing(1, 2, 2, 2),
                Cells.measured(2, 2, 1, 2));
        JobPlan plan = plan(cells, JobOptions.NONE);
        assertThat(plan.arrays()).hasSize(1);
        assertThat(plan.arrays().getFirst().parts()).containsExactly(2, 4);
        assertThat(plan.arrays().getFirst().indices()).isEqualTo("2,4");
        assertThat(plan.arrays().getFirst().partsInAll()).isEqualTo(4);
    }

    @Test
    void nothingMissingIsNoJob() {
        assertThat(plan(List.of(Cells.measured(1, 1, 1, 2), Cells.skipped(2, 2, 1)), JobOptions.NONE)
                        .arrays())
                .isEmpty();
    }

    @Test
    void aSingleJobHasTheNodesOfTheLargestCell() {
        JobPlan plan = plan(CELLS, options(OptionalLong.empty(), OptionalInt.empty(), true));
        assertThat(plan.arrays()).hasSize(1);
        assertThat(plan.arrays().getFirst().nodes()).isEqualTo(4);
        assertThat(plan.arrays().getFirst().allCells()).isTrue();
        assertThat(plan.arrays().getFirst().partsInAll()).isEqualTo(1);
    }

    @Test
    void theTimeIsThatOfTheLongestPartByEarlierLaunchesWithAReserve() {
        // Part 1 of 2 has the first and the third cell: 2 · 10 launches of 9 s, half as much again, and the margin.
        List<Standing> cells = List.of(Cells.missing(2, 2, 1, 9), Cells.missing(2, 4, 1, 9), Cells.missing(2, 2, 2, 9));
        assertThat(plan(cells, JobOptions.NONE).arrays().getFirst().seconds()).isEqualTo(420);
    }

    @Test
    void theTimeIsByTheLimitOfALaunchWhereNoneWasMade() {
        assertThat(plan(CELLS, JobOptions.NONE).arrays().getFirst().seconds())
                .isEqualTo(13 * 60); // ten launches of 60 s, 150 s for start and end
    }

    /** Whatever plan made it: a task whose first launch does not fit would end at once, and be sent again for ever. */
    @Test
    void theTimeSufficesForTheLongestLaunchThatMayCome() {
        Standing slow = Cells.missing(2, 2, 1, 1000);
        Standing last = new Standing(slow.planned(), slow.state(), "", 9, 1, 1, 20, 200);
        JobPlan plan = JobPlan.of(List.of(last), JobOptions.NONE, 300, FOUR_NODES);
        assertThat(plan.arrays().getFirst().seconds()).isEqualTo(360);
        assertThat(new Lint().time(plan, List.of(last), FOUR_NODES).refusals()).isEmpty();
    }

    @Test
    void noMoreTimeIsAskedForThanThePartitionAllows() {
        JobPlan plan = JobPlan.of(CELLS, JobOptions.NONE, 3000, FOUR_NODES);
        assertThat(plan.arrays()).extracting(ArrayJob::seconds).containsOnly(3600L);
    }

    @Test
    void aTimeThatIsAskedForStaysAsItIs() {
        JobOptions ask = options(OptionalLong.of(7200), OptionalInt.empty(), false);
        assertThat(plan(CELLS, ask).arrays()).extracting(ArrayJob::seconds).containsOnly(7200L);
    }

    @Test
    void theLongestWaitIsAllTimeLimitsInSequence() {
        JobOptions ask = options(OptionalLong.of(600), OptionalInt.of(3), false);
        // Two tasks on a node each at once, three on two nodes in two turns, one on four; then the merge's 10 minutes.
        assertThat(plan(CELLS, ask).longestSeconds(ask, FOUR_NODES)).isEqualTo(600 + 2 * 600 + 600 + 600);
    }

    @Test
    void coreHoursCountWholeNodes() {
        List<Standing> cells = List.of(Cells.missing(4, 4, 1, 9));
        JobPlan plan = plan(cells, JobOptions.NONE);
        assertThat(plan.likelyCoreSeconds()).isCloseTo(10 * 9 * 4 * 2, Offset.offset(1e-9));
        assertThat(plan.arrays().getFirst().mostCoreSeconds(2))
                .isCloseTo(4.0 * 2 * plan.arrays().getFirst().seconds(), Offset.offset(1e-9));
    }

    @Test
    void partsAreWrittenAsRanges() {
        assertThat(ArrayJob.indices(List.of(1, 2, 3, 7, 9, 10))).isEqualTo("1-3,7,9-10");
        assertThat(Submission.parts("1-3,7,9-10")).containsExactly(1, 2, 3, 7, 9, 10);
    }
}
