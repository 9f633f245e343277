package rxt.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static rxt.analysis.SyntheticStudy.gemm;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import rxt.analysis.Analysis;
import rxt.analysis.Point;
import rxt.analysis.Scaling;
import rxt.analysis.SyntheticStudy;
import rxt.analysis.answer.Answers;
import rxt.analysis.model.SeriesModels;
import rxt.record.Cell;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A study over 1, 2 and 4 nodes; a worker's work takes 8 s, and each further node costs 0.02 s more. */
class NodesReportTest {
    private static final List<Integer> ONE_TWO = List.of(1, 2);

    private static Cell on(int nodes, int ranksPerNode, int threads) {
        return new Cell(
                "gemm", Map.of("n", "768"), nodes, nodes * ranksPerNode, threads, "ffm", "forkjoin", "none", "strong");
    }

    private static double seconds(Cell cell) {
        return 8.0 / cell.workers() + 0.02 * (cell.nodes() - 1) + 0.01 * (cell.threads() - 1);
    }

    private static Analysis analysis() {
        SyntheticStudy study = new SyntheticStudy();
        for (int nodes : List.of(4, 1, 2)) {
            for (int ranks : ONE_TWO) {
                for (int threads : ONE_TWO) {
                    Cell cell = on(nodes, ranks, threads);
                    study.cell(cell).around(seconds(cell), 6, 10);
                }
            }
        }
        return Analysis.of(study.file());
    }

    private static Point at(Analysis analysis, Cell cell) {
        return analysis.points().stream()
                .filter(p -> p.cell().equals(cell))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theBaseCaseIsOneByOneOnOneNode() {
        Analysis analysis = analysis();
        assertThat(analysis.problems()).hasSize(1);
        assertThat(analysis.points()).allSatisfy(point -> {
            Scaling scaling = point.scaling().orElseThrow();
            assertThat(scaling.base()).isEqualTo(on(1, 1, 1));
            assertThat(scaling.speedup()).isCloseTo(8 / seconds(point.cell()), within(1e-2));
        });
    }

    @Test
    void cellsThatDifferInNodesOnlyAreTwo() {
        Analysis analysis = analysis();
        assertThat(at(analysis, on(2, 1, 2)).summary().orElseThrow().median()).isCloseTo(2.03, within(1e-3));
        assertThat(at(analysis, on(1, 2, 2)).summary().orElseThrow().median()).isCloseTo(2.01, within(1e-3));
    }

    @Test
    void theTableHasARowForEachNumberOfNodesAndRanks() {
        String text = TextReport.of(analysis(), Alphabet.UNICODE);
        assertThat(text.lines()).allMatch(line -> line.length() <= 80);
        assertThat(text.lines().map(String::stripLeading))
                .anyMatch(line -> line.matches("1 node, 1 rank each +8000 +4010"))
                .anyMatch(line -> line.matches("2 nodes, 1 rank each +4020 +2030"))
                .anyMatch(line -> line.matches("4 nodes, 2 ranks each +1060 +\\* 570\\.0"))
                .anyMatch(line -> line.startsWith("8×2 on 4 nodes "));
        assertThat(text.replaceAll("\\s+", " ")).contains("Best: 8 ranks × 2 threads on 4 nodes (ffm), ");
        String oneNode = TextReport.of(
                Analysis.of(new SyntheticStudy()
                        .cell(gemm(2, 1, "ffm"))
                        .around(1, 6, 10)
                        .file()),
                Alphabet.UNICODE);
        assertThat(oneNode).contains("  2 ranks").doesNotContain("node");
    }

    /** On the other nodes alike: 4×1 on 2 nodes and on 4 are two points of the same curve. */
    @Test
    void lawsAreFittedToTheWorkersOfAllNodes() {
        Analysis analysis = analysis();
        SeriesModels models = SeriesModels.of(analysis.problems().getFirst(), "ffm", List.of());
        assertThat(models.curve().points()).hasSize(12);
        assertThat(models.fits())
                .isNotEmpty()
                .allSatisfy(fit -> assertThat(fit.n()).isEqualTo(12));
        assertThat(models.forecasts().getFirst().ranks()).isEqualTo(16);
        assertThat(models.karpFlatt().orElseThrow().entries())
                .extracting(entry -> entry.point().split())
                .contains("2×2 on 2 nodes", "2×2", "8×2 on 4 nodes");
    }

    @Test
    void rowsForProgramsHaveNodes() {
        Analysis analysis = analysis();
        JsonNode json = JsonMapper.shared().readTree(JsonReport.of(analysis));
        assertThat(json.get("rows").valueStream().map(row -> row.get("nodes").asInt() + ":" + row.get("ranks")))
                .startsWith("1:1", "1:1", "1:2")
                .endsWith("4:8", "4:8")
                .hasSize(12);
        JsonNode best = json.get("answers").get(0).get("best");
        assertThat(best.get("nodes").asInt()).isEqualTo(4);
        assertThat(MarkdownReport.of(analysis)).contains("| 8×2 on 4 nodes | ffm |");
        assertThat(ExtraPReport.of(analysis)).contains("\"nodes\", \"ranks\", \"threads\"");
    }

    @Test
    void theNaturalChoicesOfSeveralNodesAreRanksAloneAndOneRankANode() {
        SyntheticStudy study = new SyntheticStudy();
        Stream.of(on(1, 1, 1), on(4, 2, 1), on(4, 1, 2))
                .forEach(cell -> study.cell(cell).around(seconds(cell), 6, 10));
        assertThat(Answers.of(Analysis.of(study.file())).getFirst().costs())
                .extracting(cost -> cost.choice() + " " + cost.point().cell().split())
                .contains("RANKS_ALONE 8×1 on 4 nodes", "THREADS_ALONE 4×2 on 4 nodes");
        assertThat(TextReport.of(Analysis.of(study.file()), Alphabet.UNICODE).replaceAll("\\s+", " "))
                .contains("one rank a node, the worst, 4×2 on 4 nodes (ffm), 1.01");
    }

    /** Twice the nodes with more than twice the speed is marked; the mutant, without the axis of nodes, does not see it. */
    @Test
    void efficiencyThatRisesFromFewerNodesIsFlagged() {
        SyntheticStudy study = new SyntheticStudy();
        study.cell(on(1, 1, 1)).around(8, 6, 10);
        study.cell(on(1, 2, 1)).around(7, 6, 10);
        study.cell(on(2, 2, 1)).around(2.5, 6, 10);
        Analysis analysis = Analysis.of(study.file());
        assertThat(at(analysis, on(1, 2, 1)).scaling().orElseThrow().flag()).isEqualTo(Scaling.Flag.NONE);
        assertThat(at(analysis, on(2, 2, 1)).scaling().orElseThrow().flag()).isEqualTo(Scaling.Flag.RISING);
    }
}
