package rxt.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static rxt.analysis.SyntheticStudy.gemm;
import static rxt.report.page.Drawings.figure;
import static rxt.report.page.Drawings.perUnit;
import static rxt.report.page.Drawings.series;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import rxt.analysis.Analysis;
import rxt.analysis.SyntheticStudy;
import rxt.analysis.model.Fit;
import rxt.analysis.model.Forecast;
import rxt.analysis.model.SeriesModels;
import rxt.record.StudyFile;
import tools.jackson.databind.JsonNode;

/** The scaling law that is drawn is the one that is fitted: curve, band, forecasts, warning. */
class LawFigureTest {
    private static final double DIGITS = 2e-5;

    @Test
    void theLawChosenIsDrawnAsItIsFitted() throws IOException {
        StudyFile file = PageStudy.rich();
        Analysis analysis = Analysis.of(file);
        SeriesModels models = SeriesModels.of(analysis.problems().getFirst(), "ffm", List.of());
        String page = HtmlReport.of(file, analysis, List.of());
        Fit fit = models.best().orElseThrow();
        // Up to eight workers are not oversubscribed, and forecasts end at four times as many.
        check(figure(page, "1-gemm-law-ffm"), models, fit, 8, 32);
    }

    @Test
    void withoutAChoiceEachLawHasItsFigure() throws IOException {
        SyntheticStudy study = new SyntheticStudy();
        for (int w : new int[] {1, 2, 4, 8}) {
            study.cell(gemm(w, 1, "ffm"))
                    .around((1 + 0.02 * (w - 1) + 0.02 * w * (w - 1)) / w * (1 + 0.02 * (w % 3)), 6, 10);
        }
        Analysis analysis = Analysis.of(study.file());
        SeriesModels models = SeriesModels.of(analysis.problems().getFirst(), "ffm", List.of());
        String page = HtmlReport.of(study.file(), analysis, List.of());
        assertThat(models.fits()).hasSize(2);
        for (Fit fit : models.fits()) {
            String name = "1-gemm-law-" + (fit.law().title().equals("USL") ? "usl" : "amdahl") + "-ffm";
            check(figure(page, name), models, fit, 8, 32);
        }
        assertThat(page)
                .contains("4 splits are fitted, and choosing between Amdahl and USL needs 6 or more")
                .contains("forecasts of each law", "Line: USL, one of several", "Line: Amdahl, one of several")
                .doesNotContain(", chosen", "the only law fitted", "fastest at");
    }

    private static void check(JsonNode figure, SeriesModels models, Fit fit, int measured, int end) {
        double unit = perUnit(figure, "yAxis");
        List<Forecast> forecasts = models.forecasts(fit);
        double threads = fit.law().isHybrid() ? forecasts.getLast().threads() : 1;
        String law = fit.law().title();
        JsonNode band = series(figure, "custom", law).getFirst().get("data");
        assertThat(band).hasSizeGreaterThan(40);
        for (JsonNode drawn : band) {
            double workers = drawn.get(0).asDouble();
            Forecast forecast = fit.forecast(workers / threads, threads);
            near(drawn.get(1), forecast.interval().low() / unit);
            near(drawn.get(2), forecast.interval().high() / unit);
            assertThat(drawn.get(1).asDouble()).isLessThan(drawn.get(2).asDouble());
        }
        List<JsonNode> lines = series(figure, "line", law);
        assertThat(lines).hasSize(2);
        for (JsonNode line : lines) {
            assertThat(line.get("data")).hasSizeGreaterThan(20);
            for (JsonNode drawn : line.get("data")) {
                near(drawn.get(1), fit.seconds(drawn.get(0).asDouble() / threads, threads) / unit);
            }
        }
        assertThat(lines.get(1).at("/markArea/data/0/0/xAxis").asDouble()).isEqualTo(2 * measured);
        assertThat(lines.get(1).at("/markArea/data/0/1/xAxis").asDouble()).isEqualTo(end);
        JsonNode marks = series(figure, "scatter", "forecast").getFirst().get("data");
        assertThat(marks).hasSameSizeAs(forecasts);
        for (int i = 0; i < forecasts.size(); i++) {
            near(
                    marks.get(i).at("/value/0"),
                    forecasts.get(i).ranks() * forecasts.get(i).threads());
            near(marks.get(i).at("/value/1"), forecasts.get(i).seconds() / unit);
        }
    }

    private static void near(JsonNode drawn, double real) {
        assertThat(drawn.asDouble()).isCloseTo(real, within(DIGITS * Math.abs(real)));
    }
}
