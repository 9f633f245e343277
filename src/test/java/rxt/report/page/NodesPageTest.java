package rxt.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rxt.analysis.Analysis;
import rxt.analysis.SyntheticStudy;
import rxt.record.Cell;
import rxt.record.StudyFile;
import rxt.report.Rows;

/** The figures of a study over several nodes: fields, lines and labels tell them apart. */
class NodesPageTest {
    private final StudyFile file = study();
    private final Analysis analysis = Analysis.of(file);
    private final Section section = Section.of(1, "", analysis.problems().getFirst(), Rows.of(analysis), 0);

    private static StudyFile study() {
        SyntheticStudy study = new SyntheticStudy();
        for (int nodes : List.of(1, 2, 4)) {
            for (int ranks : List.of(1, 2)) {
                for (int threads : List.of(1, 2)) {
                    int workers = nodes * ranks * threads;
                    study.cell(new Cell(
                                    "gemm",
                                    Map.of("n", "768"),
                                    nodes,
                                    nodes * ranks,
                                    threads,
                                    "ffm",
                                    "forkjoin",
                                    "none",
                                    "strong"))
                            .around(1.0 / workers + 0.01 * nodes + 0.002 * threads, 6, 10);
                }
            }
        }
        return study.file();
    }

    @SuppressWarnings("unchecked") // as Option builds them
    private static List<Map<String, Object>> series(Figure figure) {
        return (List<Map<String, Object>>) figure.option().get("series");
    }

    @Test
    @SuppressWarnings("unchecked") // as Option builds them
    void everyCellHasAFieldOfItsOwnInTheHeatMap() {
        Figure map = HeatMap.of(section, "ffm");
        Map<String, Object> ranks = (Map<String, Object>) map.option().get("yAxis");
        assertThat((List<String>) ranks.get("data"))
                .containsExactly(
                        "1 node, 1 rank each",
                        "1 node, 2 ranks each",
                        "2 nodes, 1 rank each",
                        "2 nodes, 2 ranks each",
                        "4 nodes, 1 rank each",
                        "4 nodes, 2 ranks each");
        List<Map<String, Object>> fields =
                (List<Map<String, Object>>) series(map).getFirst().get("data");
        assertThat(fields).hasSize(12);
        assertThat(fields)
                .extracting(field -> ((List<Object>) field.get("value")).subList(0, 2))
                .doesNotHaveDuplicates();
    }

    @Test
    void aLineGoesOverTheNodesAtOneSplitOfEach() {
        Figure speedup = ScalingFigure.speedup(section, "ffm");
        assertThat(series(speedup).stream()
                        .filter(line -> "line".equals(line.get("type")))
                        .map(line -> line.get("name") + " " + ((List<?>) line.get("data")).size()))
                .containsExactly("ideal 2", "1×1 a node 3", "2×1 a node 3", "1×2 a node 3", "2×2 a node 3");
    }

    @Test
    void thePageNamesTheNodes() {
        assertThat(HtmlReport.of(file, analysis, List.of()))
                .contains("8×2 on 4 nodes ffm", "Best: 8 ranks × 2 threads on 4 nodes (ffm)");
    }
}
