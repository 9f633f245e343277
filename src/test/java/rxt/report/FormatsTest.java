package rxt.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rxt.analysis.SyntheticStudy.gemm;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rxt.analysis.Analysis;
import rxt.analysis.SyntheticStudy;
import rxt.record.Cell;
import rxt.record.CellStatus;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FormatsTest {
    /** Every character that LaTeX or Markdown takes for markup, and one that no font has. */
    private static final String NASTY = "a_b&c%$#{}~^\\<>|\"*`[x]🚀";

    @Test
    void markdownKeepsEveryCellAndEscapesMarkup() {
        String text = MarkdownReport.of(nasty());
        List<String> table = text.lines().filter(line -> line.startsWith("|")).toList();
        assertThat(table).hasSize(4);
        // Bars that are not escaped are those between cells, as many in each line.
        assertThat(table)
                .allMatch(line ->
                        line.replace("\\|", "").chars().filter(c -> c == '|').count() == 9);
        assertThat(text).contains("a\\_b&c%$\\#{}~^".replace("~", "\\~"), "hung: no progress \\| none");
    }

    @Test
    void latexEscapesEverythingItWouldTakeForMarkup() {
        assertThat(LatexReport.escaped(NASTY))
                .isEqualTo("a\\_b\\&c\\%\\$\\#\\{\\}\\textasciitilde{}\\textasciicircum{}\\textbackslash{}"
                        + "\\textless{}\\textgreater{}\\textbar{}\\textquotedbl{}*`[x]U+1F680");
        assertThat(LatexReport.escaped("2×1 µs ≥ é\nnext")).isEqualTo("2$\\times$1 $\\mu$s $\\ge$ é next");
        String text = LatexReport.of(nasty());
        assertThat(text).contains("\\toprule", "\\midrule", "\\bottomrule").doesNotContain("🚀");
        assertThat(text.lines().filter(line -> line.startsWith("1$\\times$1")))
                .singleElement()
                .asString()
                .endsWith(" \\\\");
        assertThat(text).contains("\\multicolumn{6}{p{0.6\\linewidth}}{hung: no progress \\textbar{} none}");
    }

    @Test
    void aLongLatexTableIsCut() {
        SyntheticStudy study = new SyntheticStudy();
        for (int threads = 1; threads <= 90; threads++) {
            study.cell(gemm(1, threads, "ffm")).around(1.0 / threads, 3, 6);
        }
        String text = LatexReport.of(Analysis.of(study.file()));
        assertThat(text.split("\\\\begin\\{table\\}", -1)).hasSize(4);
        assertThat(text.lines().filter(line -> line.matches("1\\$\\\\times\\$\\d+ &.*")))
                .hasSize(90);
    }

    @Test
    void theProposalNamesTheLargestJobThatIsEfficientEnough() {
        Analysis analysis = Analysis.of(new SyntheticStudy()
                .cell(gemm(1, 1, "ffm"))
                .around(8, 6, 10)
                .cell(gemm(2, 1, "ffm"))
                .around(4.2, 6, 10)
                .cell(gemm(4, 1, "ffm"))
                .around(2.5, 6, 10)
                .cell(gemm(4, 2, "ffm"))
                .around(2, 6, 10)
                .file());
        assertThat(proposal(analysis, 0.7))
                .contains("takes 8.000 s", "uses 4 cores as 4×1: 2.500 s a step, speed-up 3.20", "efficiency 80 %")
                .contains("At 8 cores it is 50 %.", "on Zen 4", "6 launches with 60 steps", "foretells");
        assertThat(proposal(analysis, 0.5)).contains("uses 8 cores", "No larger job was measured.");
        assertThat(proposal(analysis, 1.01)).contains("no measured job reaches an efficiency of 101 %");
    }

    private static String proposal(Analysis analysis, double least) {
        return new ProposalText(least).of(analysis, Alphabet.UNICODE).replaceAll("\\s+", " ");
    }

    @Test
    void extraPGetsTheMedianOfEachLaunch() {
        Analysis analysis = Analysis.of(new SyntheticStudy()
                .cell(gemm(1, 1, "ffm"))
                .launch(1, 2, 3)
                .launch(4, 4, 4)
                .cell(gemm(2, 1, "ffm"))
                .launch(1)
                .cell(gemm(4, 1, "ffm"))
                .launch(SyntheticStudy::oversubscribed, 9)
                .file());
        JsonNode time = JsonMapper.shared()
                .readTree(ExtraPReport.of(analysis))
                .get("measurements")
                .get("gemm(n=768, ffm)")
                .get("time");
        assertThat(time).hasSize(2);
        assertThat(time.get(0).get("values").toString()).isEqualTo("[2.0,4.0]");
        assertThatThrownBy(() -> ExtraPReport.of(nasty())).hasMessageContaining("--only kernel=NAME");
    }

    @Test
    void jsonHasAnswersAndModelsBesideItsRows() {
        JsonNode json = JsonMapper.shared().readTree(JsonReport.of(ReportStudy.analysis()));
        assertThat(json.get("answers")).hasSize(2);
        assertThat(json.get("answers").get(0).get("best").get("transport").asString())
                .isEqualTo("openmpi");
        assertThat(json.get("models")).hasSize(3);
        assertThat(json.get("models").get(0).get("refused").get("Amdahl").asString())
                .contains("3 points");
    }

    private static Analysis nasty() {
        Cell cell = new Cell(NASTY, Map.of("x", NASTY), 1, 1, "ffm", "forkjoin", "none", "strong");
        Cell hung = new Cell(NASTY, Map.of("x", NASTY), 2, 1, "ffm", "forkjoin", "none", "strong");
        return Analysis.of(new SyntheticStudy()
                .cell(cell)
                .around(1, 3, 6)
                .cell(hung, CellStatus.HUNG, "no progress | none")
                .file());
    }
}
