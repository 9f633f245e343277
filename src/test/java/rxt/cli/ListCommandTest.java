package rxt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rxt.kernel.Catalogue;
import rxt.kernel.KernelType;
import rxt.kernel.Parameter;
import rxt.kernel.WeakScaling;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ListCommandTest {
    private static final KernelType FFT = new KernelType(
            "fft",
            "spectral",
            "discrete Fourier transform",
            "S9",
            List.of(
                    Parameter.whole("n", 64, 2, 4096, "points"),
                    Parameter.choice("window", "hann", List.of("hann", "none"), "taper")),
            WeakScaling.proportional("n"),
            _ -> null);

    @Test
    void textNamesEverythingAboutAKernel() {
        assertThat(ListCommand.text(List.of(FFT)))
                .contains(
                        "fft  (spectral)",
                        "discrete Fourier transform",
                        "from S9",
                        "n grows with the workers",
                        "no twin in C")
                .containsPattern("n +64 +points; a whole number from 2 to 4096")
                .containsPattern("window +hann +taper; one of hann, none");
    }

    @Test
    void aTwinIsNamed() {
        assertThat(ListCommand.text(List.of(FFT.withTwin(Map.of())))).contains("twin in C: src/reference/c/fft.c");
        JsonNode row = JsonMapper.shared()
                .readTree(ListCommand.json(List.of(FFT.withTwin(Map.of()))))
                .at("/rows/0");
        assertThat(row.get("twin").stringValue()).isEqualTo("fft.c");
    }

    @Test
    void theClaimsThatItDecidesAreNamedAndHowAStudyHasIt() {
        List<KernelType> chunks = List.of(Catalogue.named("chunks"));
        assertThat(ListCommand.text(chunks))
                .contains("decides C07: Too many chunks cost overhead")
                .contains("in a study: - {kernel: chunks, params: {items: 20000}}");
        JsonNode row = JsonMapper.shared().readTree(ListCommand.json(chunks)).at("/rows/0");
        assertThat(row.get("claims").stringValue()).isEqualTo("C07");
        assertThat(ListCommand.text(List.of(FFT)))
                .contains("in a study: - {kernel: fft, params: {n: 64}}")
                .doesNotContain("decides");
    }

    @Test
    void textFitsIntoEightyColumns() {
        assertThat(ListCommand.text(Catalogue.types()).lines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.stripTrailing()).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void jsonHasAFlatRowForEachParameter() {
        JsonNode rows =
                JsonMapper.shared().readTree(ListCommand.json(List.of(FFT))).get("rows");
        assertThat(rows).hasSize(2).allSatisfy(row -> assertThat(row).noneMatch(JsonNode::isContainer));
        assertThat(rows.get(0).get("kernel").stringValue()).isEqualTo("fft");
        assertThat(rows.get(0).get("default").longValue()).isEqualTo(64);
        assertThat(rows.get(1).get("allowed").stringValue()).isEqualTo("one of hann, none");
    }
}
