package rxt.report;

import static org.assertj.core.api.Assertions.assertThat;
import static rxt.analysis.SyntheticStudy.gemm;

import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import rxt.analysis.Analysis;
import rxt.analysis.SyntheticStudy;
import rxt.analysis.model.Fit;
import rxt.analysis.model.SeriesModels;
import rxt.analysis.model.Usl;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is said of scaling laws is what the points support. */
class LawTextTest {
    /** Times that only USL follows, fastest at 7 workers. */
    private static double retrograde(int w) {
        return (1 + 0.02 * (w - 1) + 0.02 * w * (w - 1)) / w;
    }

    private static double serial(int w) {
        return 0.1 + 0.9 / w;
    }

    @Test
    void fourAndFiveSplitsChooseNoLaw() {
        for (int[] splits : new int[][] {{1, 2, 4, 8}, {1, 2, 4, 6, 8}}) {
            Analysis analysis = study(LawTextTest::retrograde, splits);
            String reason = splits.length + " splits are fitted, and choosing between Amdahl and USL needs 6 or more";
            assertThat(text(analysis))
                    .contains("no law is chosen: " + reason + "; each law foretells on its own")
                    .contains("Amdahl foretells 16×1", "USL foretells 16×1")
                    .doesNotContain("fastest at");
            JsonNode model = model(analysis);
            assertThat(model.get("forecast_by").isNull()).isTrue();
            assertThat(model.get("choice_refused").asString()).contains(reason);
            assertThat(model.at("/laws/0/weight").isNull()).isTrue();
            assertThat(model.get("forecasts").findValuesAsString("law"))
                    .containsExactly("Amdahl", "Amdahl", "USL", "USL");
            assertThat(new ProposalText(0.5).of(analysis, Alphabet.UNICODE).replaceAll("\\s+", " "))
                    .contains("No law is chosen: " + reason, "Amdahl's law", "USL's law");
        }
    }

    @Test
    void thePeakIsNamedWhereThePointsShowIt() {
        Analysis shown = study(LawTextTest::retrograde, 1, 2, 3, 4, 6, 8, 12);
        assertThat(text(shown))
                .contains("USL: fastest at 7 workers, slower beyond")
                .doesNotContain("beyond; warning");
        assertThat(model(shown).at("/laws/0/peak_workers").asDouble()).isBetween(6.9, 7.1);
        // Contention alone: β is 0 within its interval, wherever its estimate happens to put a peak.
        assertThat(text(study(w -> serial(w) * (1 + 0.002 * (w % 3)), 1, 2, 3, 4, 6, 8, 12)))
                .contains("USL")
                .doesNotContain("fastest at");
    }

    /** USL cannot be told from the best law, and its β has a value, but might as well be 0. */
    @Test
    void noPeakWhereTheIntervalHoldsNone() {
        Random random = new Random(5);
        int undecided = 0;
        for (int trial = 0; trial < 60; trial++) {
            Analysis analysis = study(
                    w -> (1 + 0.1 * (w - 1) + 0.001 * w * (w - 1)) / w * Math.exp(0.03 * random.nextGaussian()),
                    IntStream.rangeClosed(1, 12).toArray());
            SeriesModels models = SeriesModels.of(analysis.problems().getFirst(), "ffm", List.of());
            Fit usl = models.fits().stream()
                    .filter(fit -> fit.law() instanceof Usl)
                    .findFirst()
                    .orElseThrow();
            boolean isSupported = models.standing(usl).orElseThrow().isSupported();
            boolean isShown = usl.coefficient("β").interval().low() > 0;
            assertThat(models.peak().isPresent()).isEqualTo(isSupported && isShown);
            undecided += isSupported && !isShown && usl.coefficient("β").value() > 0 ? 1 : 0;
        }
        assertThat(undecided).isPositive();
    }

    /** Rule 15: a peak beyond twice the measured range is a forecast like another. */
    @Test
    void aPeakFarOutIsWarnedOf() {
        Analysis far = study(w -> (1 + 0.02 * (w - 1) + 0.0005 * w * (w - 1)) / w, 1, 2, 4, 6, 8, 10, 12);
        assertThat(text(far))
                .contains("USL: fastest at 44 workers, slower beyond; warning: beyond twice the measured range");
        assertThat(model(far).at("/laws/0/peak_warning").asString()).contains("12 workers");
    }

    /** Amdahl's law with f = 0.1 against 2×1: twice 0.55 over 0.1 + 0.9/w, per worker; against one worker it is less. */
    @Test
    void aProposalHoldsForecastsAgainstTheMeasuredBase() {
        String text = new ProposalText(0.5)
                .of(study(LawTextTest::serial, 2, 4, 6, 8, 10, 12, 16), Alphabet.UNICODE)
                .replaceAll("\\s+", " ");
        assertThat(text).contains("base case, 2×1");
        Matcher efficiency =
                Pattern.compile("on 32 cores, an efficiency of (\\d+) %").matcher(text);
        assertThat(efficiency.find()).as(text).isTrue();
        double expected = 100 * 2 * 0.55 / (0.1 + 0.9 / 32) / 32;
        assertThat(expected).isBetween(26.8, 26.9);
        assertThat(efficiency.group(1)).isEqualTo("27");
    }

    private static Analysis study(IntToDoubleFunction seconds, int... ranks) {
        SyntheticStudy study = new SyntheticStudy();
        for (int w : ranks) {
            study.cell(gemm(w, 1, "ffm")).around(seconds.applyAsDouble(w), 6, 10);
        }
        return Analysis.of(study.file());
    }

    private static String text(Analysis analysis) {
        return TextReport.of(analysis, Alphabet.UNICODE).replaceAll("\\s+", " ");
    }

    private static JsonNode model(Analysis analysis) {
        return JsonMapper.shared().readTree(JsonReport.of(analysis)).at("/models/0");
    }
}
