package rxt.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rxt.analysis.Analysis;
import rxt.analysis.SyntheticStudy;
import rxt.analysis.TimedStudy;
import rxt.record.Breakdown;
import rxt.record.CallRow;
import rxt.record.RankRow;
import rxt.record.RegionRow;
import rxt.record.StudyFile;

/** Efficiencies as people and programs see them. */
class EfficiencyTableTest {
    private static final RankRow.Timer TIMER = new RankRow.Timer(5e-8, 1e-9, "tsc");

    private static Analysis analysis() {
        StudyFile file = new SyntheticStudy()
                .cell(SyntheticStudy.gemm(1, 1, "local"))
                .launch(20)
                .cell(SyntheticStudy.gemm(2, 4, "local"))
                .launch(10)
                .file();
        Breakdown breakdown = new Breakdown(
                List.of(new CallRow(1, 0, "", "allreduce", 1, 2, 0, 0), new CallRow(1, 1, "", "allreduce", 1, 5, 0, 0)),
                List.of(new RegionRow(1, 0, "smooth", 5, 6, 5, 15), new RegionRow(1, 1, "smooth", 5, 4, 3, 12)),
                List.of(),
                List.of());
        List<RankRow> ranks = List.of(rank(0, 0, 20, 0, 20), rank(1, 0, 10, 2, 17), rank(1, 1, 9, 5, 12));
        return Analysis.of(new StudyFile(
                file.header(), file.cells(), file.launches(), file.samples(), ranks, file.environments(), breakdown));
    }

    private static RankRow rank(int launch, int rank, double elapsed, double messages, double useful) {
        return new RankRow(launch, rank, "n", 1, "0", "0", elapsed, messages, useful, 0, 0, 1, TIMER);
    }

    @Test
    void theTableFitsAndSaysWhy() {
        for (Alphabet alphabet : Alphabet.values()) {
            String text = TextReport.of(analysis(), alphabet);
            assertThat(text.lines())
                    .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
            assertThat(text.lines().map(line -> line.strip().replaceAll("\\s+", " ")))
                    .contains("split global comput. parallel r.bal. r.comm. t.serial t.region t.bal.")
                    .contains(alphabet.adapt("2×4 25! 69! 36! 75! 80 88 81 85"))
                    .contains(alphabet.adapt("split parallel, median of all launches [95 %]"))
                    .contains(alphabet.adapt("2×4 36"));
            assertThat(text.replaceAll("\\s+", " "))
                    .contains(alphabet.adapt(
                            "2×4: ranks lose 20 % to allreduce; threads lose 10 % to scheduling in region smooth"));
        }
    }

    /** The factors are one launch's and have no interval; that of all launches' median stands by itself. */
    @Test
    void theIntervalStandsBesideItsMedian() {
        TimedStudy timed = new TimedStudy();
        timed.study.cell(SyntheticStudy.gemm(1, 2, "local"));
        for (int launch = 0; launch < 9; launch++) {
            timed.study.launch(1 + launch);
            timed.rank(launch, 0, 1 + launch);
            double efficiency = launch == 4 ? 0.5 : 0.8 + launch / 100.0;
            timed.regions.add(new RegionRow(launch, 0, "a", 1, 1 + launch, 1 + launch, 2 * (1 + launch) * efficiency));
        }
        String text = TextReport.of(Analysis.of(timed.file()), Alphabet.UNICODE);
        assertThat(text.lines().map(line -> line.strip().replaceAll("\\s+", " ")))
                .contains("1×2 50! 100 50! 100 100 100 100 50!", "1×2 83 [80, 87]");
    }

    @Test
    void rowsHaveEveryFactor() {
        Map<String, Object> row = Rows.of(analysis()).get(1);
        assertThat(row)
                .containsEntry("parallel_efficiency", 29.0 / 80)
                .containsEntry("rank_parallel_efficiency", 6.0 / 10)
                .containsEntry("thread_parallel_efficiency", 29.0 / 48)
                .containsEntry("computation_scaling", 20.0 / 29)
                .containsEntry("global_efficiency", 20.0 / 80)
                .containsEntry("useful_seconds", 29.0)
                .containsEntry("core_seconds", 80.0)
                .containsEntry("parallel_efficiency_of_launches", 29.0 / 80)
                .containsEntry("parallel_efficiency_of_launches_low", null)
                .doesNotContainKey("parallel_efficiency_low");
    }
}
