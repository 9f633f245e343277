package rxt.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MergeTest {
    private static final Cell PI = Examples.cell("pi", 1, 1);
    private static final Cell GEMM = Examples.cell("gemm", 1, 2);

    private static StudyFile complete(Cell cell, int launch, int attempt, boolean valid, String node) {
        return new StudyFile(
                Examples.HEADER,
                List.of(new CellRow(0, cell, valid ? CellStatus.MEASURED : CellStatus.INVALID, "")),
                List.of(Examples.launch(launch, 0, attempt, valid)),
                List.of(new SampleRow(0, 0, launch + attempt / 10.0, false), new SampleRow(0, 1, 0.5, true)),
                List.of(Examples.rank(0, 0)),
                List.of(Examples.environment(0, node)),
                Examples.breakdown(0, 0));
    }

    private static StudyFile failed(Cell cell, int launch, int attempt, CellStatus status, String reason) {
        LaunchRow row = new LaunchRow(
                launch, 0, attempt, "2026-11-21T09:00:00Z", 3, 0, 0, false, "", "", "", "", 137, false, false, -1);
        return new StudyFile(
                Examples.HEADER,
                List.of(new CellRow(0, cell, status, reason)),
                List.of(row),
                List.of(),
                List.of(),
                List.of());
    }

    private static CellPlan plan(Cell cell, int launches) {
        return new CellPlan(cell, launches, CellStatus.INTERRUPTED, "the sweep was ended", 0.05, Repeated.End.NARROW);
    }

    private static Merge.Result merge(List<CellPlan> plans, StudyFile... shards) {
        return Merge.merge(Examples.HEADER, plans, List.of(shards));
    }

    private static CellRow onlyCell(Merge.Result result) {
        assertThat(result.file().cells()).hasSize(1);
        return result.file().cells().getFirst();
    }

    @Test
    void rowsAreNumberedByPlanRepetitionAndAttempt() {
        Merge.Result result = merge(
                List.of(plan(PI, 2), plan(GEMM, 1)),
                complete(GEMM, 0, 0, true, "b"),
                complete(PI, 1, 1, true, "b"),
                failed(PI, 1, 0, CellStatus.HUNG, "no progress"),
                complete(PI, 0, 0, true, "a"));
        StudyFile file = result.file();
        assertThat(file.cells()).extracting(CellRow::cell).containsExactly(0, 1);
        assertThat(file.cells()).extracting(CellRow::what).containsExactly(PI, GEMM);
        assertThat(file.cells()).extracting(CellRow::status).containsOnly(CellStatus.MEASURED);
        assertThat(file.launches()).extracting(LaunchRow::launch).containsExactly(0, 1, 2, 3);
        assertThat(file.launches()).extracting(LaunchRow::cell).containsExactly(0, 0, 0, 1);
        assertThat(file.launches()).extracting(LaunchRow::attempt).containsExactly(0, 0, 1, 0);
        assertThat(file.launches()).extracting(LaunchRow::environment).containsExactly(0, -1, 1, 1);
        assertThat(file.samples()).extracting(SampleRow::launch).containsExactly(0, 0, 2, 2, 3, 3);
        assertThat(file.samples()).extracting(SampleRow::seconds).containsExactly(0.0, 0.5, 1.1, 0.5, 0.0, 0.5);
        assertThat(file.ranks()).extracting(RankRow::launch).containsExactly(0, 2, 3);
        assertThat(file.breakdown())
                .isEqualTo(Breakdown.join(
                        List.of(Examples.breakdown(0, 0), Examples.breakdown(2, 0), Examples.breakdown(3, 0))));
        assertThat(file.environments()).containsExactly(Examples.environment(0, "a"), Examples.environment(1, "b"));
        assertThat(result.superseded()).isZero();
        assertThat(result.unplanned()).isZero();
    }

    @Test
    void theOrderOfShardsDoesNotMatter() {
        List<StudyFile> shards = new ArrayList<>();
        for (int launch = 0; launch < 4; launch++) {
            for (Cell cell : List.of(PI, GEMM)) {
                shards.add(complete(cell, launch, 1, true, "node " + launch % 2));
                shards.add(complete(cell, launch, 2, true, "node 3"));
                shards.add(failed(cell, launch, 0, CellStatus.FAILED, "exit"));
            }
        }
        List<CellPlan> plans = List.of(plan(GEMM, 4), plan(PI, 4));
        Merge.Result first = Merge.merge(Examples.HEADER, plans, shards);
        assertThat(first.superseded()).isEqualTo(8);
        for (int seed = 0; seed < 10; seed++) {
            Collections.shuffle(shards, new Random(seed));
            assertThat(Merge.merge(Examples.HEADER, plans, shards)).isEqualTo(first);
        }
    }

    @Test
    void theLowestCompleteAttemptWins() {
        Merge.Result result = merge(
                List.of(plan(PI, 1)),
                complete(PI, 0, 3, true, "a"),
                complete(PI, 0, 1, true, "a"),
                failed(PI, 0, 0, CellStatus.FAILED, "killed"),
                failed(PI, 0, 2, CellStatus.FAILED, "killed"));
        assertThat(result.superseded()).isEqualTo(1);
        assertThat(result.file().launches()).extracting(LaunchRow::attempt).containsExactly(0, 1, 2);
        assertThat(result.file().samples().getFirst().seconds()).isEqualTo(0.1);
        assertThat(onlyCell(result).status()).isEqualTo(CellStatus.MEASURED);
    }

    @Test
    void oneWrongAnswerMakesTheCellInvalid() {
        Merge.Result result =
                merge(List.of(plan(PI, 3)), complete(PI, 0, 0, true, "a"), complete(PI, 1, 0, false, "a"));
        assertThat(onlyCell(result))
                .isEqualTo(new CellRow(0, PI, CellStatus.INVALID, "darts inside: expected 785398 ± 12, actual NaN"));
    }

    @Test
    void aMissingLaunchThatFailedSaysWhy() {
        Merge.Result result = merge(
                List.of(plan(PI, 2)),
                complete(PI, 0, 1, true, "a"),
                failed(PI, 0, 0, CellStatus.FAILED, "mended by the next attempt"),
                failed(PI, 1, 0, CellStatus.FAILED, "rank 0 exited with 3"),
                failed(PI, 1, 1, CellStatus.HUNG, "no progress for 60 s"));
        assertThat(onlyCell(result)).isEqualTo(new CellRow(0, PI, CellStatus.HUNG, "no progress for 60 s"));
    }

    @Test
    void aFailureThatWasMadeGoodDoesNotExplainAMissingLaunch() {
        Merge.Result result = merge(
                List.of(plan(PI, 2)),
                complete(PI, 0, 1, true, "a"),
                failed(PI, 0, 0, CellStatus.FAILED, "mended by the next attempt"));
        assertThat(onlyCell(result)).isEqualTo(new CellRow(0, PI, CellStatus.INTERRUPTED, "the sweep was ended"));
    }

    @Test
    void aCellLeftOutStaysInTheFile() {
        CellPlan skipped = new CellPlan(GEMM, 0, CellStatus.SKIPPED, "2 CPUs are too few", 0.05, Repeated.End.NONE);
        assertThat(onlyCell(merge(List.of(skipped))))
                .isEqualTo(new CellRow(0, GEMM, CellStatus.SKIPPED, "2 CPUs are too few"));
    }

    @Test
    void whatThePlanDoesNotNameIsLeftOutAndCounted() {
        Merge.Result result =
                merge(List.of(plan(PI, 1)), complete(PI, 0, 0, true, "a"), complete(GEMM, 0, 0, true, "a"));
        assertThat(result.unplanned()).isEqualTo(1);
        assertThat(result.file().launches()).hasSize(1);
        assertThat(onlyCell(result).status()).isEqualTo(CellStatus.MEASURED);
    }

    @Test
    void moreLaunchesThanWantedCount() {
        Merge.Result result = merge(List.of(plan(PI, 1)), complete(PI, 0, 0, true, "a"), complete(PI, 1, 0, true, "a"));
        assertThat(result.file().launches()).hasSize(2);
        assertThat(onlyCell(result).status()).isEqualTo(CellStatus.MEASURED);
    }

    @Test
    void launchesForDriftStandLastAndDoNotStandInForOthers() {
        StudyFile drift = complete(PI, LaunchSpec.FIRST_FOR_DRIFT, 0, true, "a");
        Merge.Result result =
                merge(List.of(plan(PI, 2)), drift, complete(PI, 1, 0, true, "a"), complete(PI, 0, 0, true, "a"));
        assertThat(onlyCell(result).repeated()).isEqualTo(new Repeated(0.05, Repeated.End.NARROW, 1));
        assertThat(result.file().samples().getLast().launch()).isEqualTo(2);
        assertThat(result.file().samples().get(4).seconds())
                .as("its first step says which it is")
                .isEqualTo(LaunchSpec.FIRST_FOR_DRIFT);
        assertThat(onlyCell(merge(List.of(plan(PI, 2)), drift, complete(PI, 0, 0, true, "a")))
                        .status())
                .isEqualTo(CellStatus.INTERRUPTED);
        StudyFile failed = failed(PI, LaunchSpec.FIRST_FOR_DRIFT + 1, 0, CellStatus.FAILED, "killed");
        assertThat(onlyCell(merge(List.of(plan(PI, 1)), drift, complete(PI, 0, 0, true, "a"), failed))
                        .status())
                .as("the cell is measured all the same")
                .isEqualTo(CellStatus.MEASURED);
        StudyFile wrong = complete(PI, LaunchSpec.FIRST_FOR_DRIFT + 1, 0, false, "a");
        assertThat(onlyCell(merge(List.of(plan(PI, 1)), complete(PI, 0, 0, true, "a"), wrong))
                        .status())
                .as("a wrong answer is one")
                .isEqualTo(CellStatus.INVALID);
    }

    @Test
    void badInputIsRefused() {
        assertThatThrownBy(() -> merge(List.of(plan(PI, 1), plan(PI, 2))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("planned twice");
        assertThatThrownBy(() -> merge(List.of(plan(PI, 1)), Examples.full()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a shard has one cell and one launch, this one 2 and 3");
    }
}
