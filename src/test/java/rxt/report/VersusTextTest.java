package rxt.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rxt.analysis.versus.ContestResult;
import rxt.analysis.versus.SyntheticVersus;
import rxt.analysis.versus.VersusAnalysis;
import rxt.record.VersusFile;
import rxt.report.page.VersusReport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class VersusTextTest {
    private static final VersusFile FILE =
            SyntheticVersus.file(SyntheticVersus.contest("ping-pong", 8, 1, "off-heap", "ffm"), 6, 2, 0, new Random(1));

    @Test
    void theTableSaysTheVerdictWithin80Columns() {
        VersusFile widest = SyntheticVersus.file(
                SyntheticVersus.contest("region+barrier+reduction", 0, 2, "none", "spin"), 6, 0.5, 0, new Random(2));
        for (VersusFile file : List.of(FILE, widest)) {
            String text = VersusText.of(file, VersusAnalysis.of(file), Alphabet.UNICODE);
            assertThat(text.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(Page.WIDTH));
        }
        String text = VersusText.of(FILE, VersusAnalysis.of(FILE), Alphabet.UNICODE);
        assertThat(text).contains("ffm over Open MPI, against C over Open MPI", "≤ 1.15 FAIL", "0 of 1 bars reached");
        assertThat(text).containsPattern("ping-pong 8 B off-heap +\\S+ +\\S+ +2\\.\\d\\d \\[1\\.\\d\\d, 2\\.\\d\\d\\]");
    }

    @Test
    void aVoidRowShowsWhy() {
        VersusFile wrong = SyntheticVersus.with("the payload is wrong", FILE);
        assertThat(VersusText.of(wrong, VersusAnalysis.of(wrong), Alphabet.ASCII))
                .contains("<=1.15 FAIL", "- the payload is wrong");
    }

    @Test
    void caveatsAreInTheLegendAndInJson() {
        VersusFile local = SyntheticVersus.file(
                SyntheticVersus.contest("ping-pong", 8, 1, "off-heap", "local"), 6, 2, 0, new Random(3));
        assertThat(VersusText.of(local, VersusAnalysis.of(local), Alphabet.UNICODE))
                .contains("ping-pong 8 B off-heap u ", "u: RxT's ranks are threads of one JVM");
        assertThat(JsonMapper.shared()
                        .readTree(VersusJson.of(local, VersusAnalysis.of(local)))
                        .at("/rows/0/note")
                        .asString())
                .contains("not bound to cores");
    }

    @Test
    void jsonHasTheColumnsOfTheIssue() {
        JsonNode row = JsonMapper.shared()
                .readTree(VersusJson.of(FILE, VersusAnalysis.of(FILE)))
                .get("rows")
                .get(0);
        assertThat(row.get("name").asString()).isEqualTo("ping-pong 8 B off-heap");
        assertThat(row.get("transport").asString()).isEqualTo("ffm");
        assertThat(row.get("low").asDouble()).isLessThan(row.get("ratio").asDouble());
        assertThat(row.get("high").asDouble()).isGreaterThan(row.get("ratio").asDouble());
        assertThat(row.get("bar").asDouble()).isEqualTo(1.15);
        assertThat(row.get("pass").asBoolean()).isFalse();
    }

    @Test
    void kernelsHaveMillisecondsASplitAndTheirMean() {
        VersusFile kernel = SyntheticVersus.file(SyntheticVersus.kernel("triad"), 6, 1.5, 0, new Random(4));
        List<ContestResult> results = VersusAnalysis.of(kernel);
        String text = VersusText.of(kernel, results, Alphabet.UNICODE);
        assertThat(text)
                .contains("C (ms)", "triad 1×1", "triad bandwidth 1×1", "≥ 0.95 FAIL")
                .containsPattern("geometric mean +- +- +1\\.");
        assertThat(text.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(Page.WIDTH));
        JsonNode rows =
                JsonMapper.shared().readTree(VersusJson.of(kernel, results)).get("rows");
        assertThat(rows.get(0).get("name").asString()).isEqualTo("triad");
        assertThat(rows.get(0).get("split").asString()).isEqualTo("1x1");
        assertThat(rows.get(0).get("bar").asDouble()).isEqualTo(1.2);
        assertThat(rows.get(0).get("pass").asBoolean()).isFalse();
        assertThat(rows.get(2).get("name").asString()).isEqualTo("geometric mean");
        assertThat(rows.get(2).get("c_seconds").isNull()).isTrue();
    }

    @Test
    void thePageHasTheFigureAndEveryRow() {
        VersusFile kernel = SyntheticVersus.file(SyntheticVersus.kernel("triad"), 6, 1.5, 0, new Random(4));
        String page = VersusReport.of(kernel, VersusAnalysis.of(kernel));
        assertThat(page)
                .contains("data-figure=\"versus\"", "triad bandwidth 1×1", "geometric mean", "id=\"drawings\"")
                .contains("0 of 3 bars reached")
                .doesNotContain("http://", "https://");
    }

    @Test
    void aFileComesBackAsItWas(@TempDir Path folder) {
        assertThat(VersusFile.isAt(folder.resolve("versus.h5"))).isFalse();
        FILE.commit(folder.resolve("versus.h5"));
        assertThat(VersusFile.isAt(folder.resolve("versus.h5"))).isTrue();
        assertThat(VersusFile.read(folder.resolve("versus.h5"))).isEqualTo(FILE);
    }
}
