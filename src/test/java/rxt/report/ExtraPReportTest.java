package rxt.report;

import static org.assertj.core.api.Assertions.assertThat;
import static rxt.analysis.SyntheticStudy.gemm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rxt.analysis.Analysis;
import rxt.analysis.SyntheticStudy;
import rxt.record.Cell;
import rxt.record.RankRow;
import rxt.record.StudyFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Which times go to which call path. */
class ExtraPReportTest {
    private static final RankRow.Timer TIMER = new RankRow.Timer(5e-8, 1e-9, "tsc");

    private final SyntheticStudy study = new SyntheticStudy();

    @Test
    void problemsThatDifferHaveCallPathsOfTheirOwn() {
        for (int ranks = 1; ranks <= 2; ranks++) {
            measured(new Cell("pi", Map.of(), ranks, 1, "ffm", "forkjoin", "none", "strong"));
            measured(new Cell("pi", Map.of(), ranks, 1, "ffm", "spin", "none", "strong"));
            measured(new Cell("pi", Map.of(), ranks, 1, "ffm", "spin", "compact", "strong"));
            measured(gemm(ranks, 1, "ffm"));
            for (int darts : new int[] {100, 1000}) {
                measured(SyntheticStudy.weakPi(ranks, 1, darts));
            }
        }
        assertThat(paths(study.file()).propertyNames())
                .containsExactlyInAnyOrder(
                        "pi(team forkjoin, pinned none, ffm)",
                        "pi(team spin, pinned none, ffm)",
                        "pi(team spin, pinned compact, ffm)",
                        "gemm(n=768, ffm)",
                        "pi(seed=1, darts=100..200, local)",
                        "pi(seed=1, darts=1000..2000, local)");
    }

    @Test
    void threadsOfOneJvmAndProcessesAreNotMixed() {
        study.cell(gemm(1, 1, "mpj")).launch(SyntheticStudy::sharedJvm, 1);
        study.cell(gemm(2, 1, "mpj")).launch(SyntheticStudy::sharedJvm, 1);
        study.cell(gemm(4, 1, "mpj")).launch(SyntheticStudy::sharedJvm, 1);
        assertThat(points(study.file())).isEqualTo("[1][2][4]");
        measured(gemm(8, 1, "mpj"));
        assertThat(points(study.file())).isEqualTo("[1][8]");
    }

    @Test
    void wronglyBoundSplitsAreLeftOut() {
        for (int threads = 1; threads <= 4; threads *= 2) {
            measured(new Cell("gemm", Map.of(), 1, threads, "mpj", "forkjoin", "compact", "strong"));
        }
        StudyFile file = study.file();
        List<RankRow> ranks = new ArrayList<>();
        for (int launch = 0; launch < 3; launch++) {
            String cpus = List.of("0", "0;1", "0;1;1;2").get(launch);
            ranks.add(new RankRow(launch, 0, "n", 1, "0-3", cpus, 1, 0, 0, 0, 0, 1, TIMER));
        }
        StudyFile bound =
                new StudyFile(file.header(), file.cells(), file.launches(), file.samples(), ranks, file.environments());
        assertThat(points(bound)).isEqualTo("[1][2]");
    }

    private void measured(Cell cell) {
        study.cell(cell).launch(1);
    }

    private static JsonNode paths(StudyFile file) {
        return JsonMapper.shared().readTree(ExtraPReport.of(Analysis.of(file))).get("measurements");
    }

    private static String points(StudyFile file) {
        StringBuilder points = new StringBuilder();
        paths(file).iterator().next().get("time").forEach(time -> points.append(time.get("point")));
        return points.toString();
    }
}
