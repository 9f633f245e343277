package rxt.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import rxt.analysis.Interval;
import rxt.analysis.ProblemAnalysis;
import rxt.analysis.model.Choice;
import rxt.analysis.model.Coefficient;
import rxt.analysis.model.Fit;
import rxt.analysis.model.Forecast;
import rxt.analysis.model.KarpFlatt;
import rxt.analysis.model.SeriesModels;
import rxt.analysis.model.Usl;

/** The scaling laws of a study for programs: an object for each problem and transport; null where there is no value. */
public final class ModelRows {
    private ModelRows() {}

    /** The laws of each series; {@code targets} are the splits to foretell, the default ones without any. */
    static List<Map<String, Object>> of(List<ProblemAnalysis> problems, List<SeriesModels.Target> targets) {
        List<Map<String, Object>> rows = new ArrayList<>();
        int number = 0;
        for (ProblemAnalysis problem : problems) {
            number++;
            for (String transport : problem.transports()) {
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("problem", number);
                row.put("kernel", problem.problem().kernel());
                row.put("scaling", problem.problem().scaling());
                row.put("transport", transport);
                row.putAll(of(SeriesModels.of(problem, transport, targets)));
                rows.add(row);
            }
        }
        return rows;
    }

    /** One series. */
    public static Map<String, Object> of(SeriesModels models) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("shared_jvm", models.sharedJvm());
        row.put("points", models.curve().clean().size());
        row.put("left_out", models.curve().leftOut());
        row.put("laws", models.fits().stream().map(fit -> law(models, fit)).toList());
        Map<String, Object> refused = new LinkedHashMap<>();
        models.refused().forEach((law, reason) -> refused.put(law.title(), reason));
        row.put("refused", refused);
        row.put("choice_refused", models.choiceRefusal());
        row.put("karp_flatt", models.karpFlatt().map(ModelRows::karpFlatt).orElse(null));
        row.put("karp_flatt_refused", models.karpFlattRefusal());
        row.put("forecast_by", models.best().map(fit -> fit.law().title()).orElse(null));
        row.put(
                "forecasts",
                models.forecasts().stream().map(ModelRows::forecast).toList());
        return row;
    }

    private static Map<String, Object> law(SeriesModels models, Fit fit) {
        Optional<Choice.Candidate> standing = models.standing(fit);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("law", fit.law().title());
        row.put("n", fit.n());
        row.put("degrees_of_freedom", fit.degreesOfFreedom());
        row.put("residual_standard_error", fit.residualStandardError());
        row.put("residuals", fit.residuals());
        row.put("aicc", fit.aicc().isPresent() ? fit.aicc().getAsDouble() : null);
        row.put("delta_aicc", standing.map(Choice.Candidate::delta).orElse(null));
        row.put("weight", standing.map(Choice.Candidate::weight).orElse(null));
        row.put(
                "coefficients",
                fit.coefficients().stream().map(ModelRows::coefficient).toList());
        if (fit.law() instanceof Usl) {
            row.put("peak_workers", models.peak().map(Forecast::workers).orElse(null));
            row.put("peak_warning", models.peak().flatMap(Forecast::warning).orElse(null));
            row.put("limit_per_second", finite(Usl.limit(fit)));
        }
        return row;
    }

    private static Map<String, Object> coefficient(Coefficient c) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("symbol", c.symbol());
        row.put("meaning", c.meaning());
        row.put("value", c.value());
        row.put("standard_error", finite(c.standardError()));
        interval(row, c.interval());
        row.put("bound", c.hit() == Coefficient.Hit.NONE ? null : c.hit().name().toLowerCase(Locale.ROOT));
        return row;
    }

    private static Map<String, Object> karpFlatt(KarpFlatt karpFlatt) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("trend", karpFlatt.trend().name().toLowerCase(Locale.ROOT));
        row.put("slope_low", karpFlatt.slope().map(Interval::low).orElse(null));
        row.put("slope_high", karpFlatt.slope().map(Interval::high).orElse(null));
        List<Map<String, Object>> entries = new ArrayList<>();
        for (KarpFlatt.Entry entry : karpFlatt.entries()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("nodes", entry.point().nodes());
            one.put("ranks", entry.point().ranks());
            one.put("threads", entry.point().threads());
            one.put("e", entry.e());
            one.put("low", entry.interval().map(Interval::low).orElse(null));
            one.put("high", entry.interval().map(Interval::high).orElse(null));
            entries.add(one);
        }
        row.put("entries", entries);
        return row;
    }

    private static Map<String, Object> forecast(Forecast forecast) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("law", forecast.fit().law().title());
        row.put("ranks", forecast.ranks());
        row.put("threads", forecast.threads());
        row.put("seconds", forecast.seconds());
        interval(row, forecast.interval());
        row.put("warning", forecast.warning().orElse(null));
        return row;
    }

    private static void interval(Map<String, Object> row, Interval interval) {
        row.put("low", finite(interval.low()));
        row.put("high", finite(interval.high()));
    }

    /** JSON has no infinity. */
    private static Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
