package rxt.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rxt.analysis.versus.SyntheticVersus;
import rxt.analysis.versus.VersusAnalysis;
import rxt.record.VersusFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class VersusTextTest {
    private static final VersusFile FILE =
            SyntheticVersus.file(SyntheticVersus.contest("ping-pong", 8, 1, "off-heap", "ffm"), 6, 2, 0, new Random(1));

    @Test
    void theTableSaysTheVerdictWithin80Columns() {
        VersusFile widest = SyntheticVersus.file(
                SyntheticVersus.contest("region+barrier+reduction", 0, 2, "none", "spin"), 6, 0.5, 0, new Random(2));
        for (VersusFile file : java.util.List.of(FILE, widest)) {
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
    void aFileComesBackAsItWas(@TempDir Path folder) {
        FILE.commit(folder.resolve("versus.h5"));
        assertThat(VersusFile.read(folder.resolve("versus.h5"))).isEqualTo(FILE);
    }
}
