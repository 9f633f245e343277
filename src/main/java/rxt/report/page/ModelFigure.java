package rxt.report.page;

import static rxt.report.page.Option.object;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoublePredicate;
import rxt.analysis.model.Fit;
import rxt.analysis.model.Forecast;
import rxt.analysis.model.Mark;
import rxt.analysis.model.SeriesModels;
import rxt.analysis.model.TimePoint;
import rxt.report.TimeScale;

/**
 * Times over workers with the law that is chosen: its curve as far as was measured, then dashed with the forecast band;
 * the other laws that were fitted, thin. Where none is chosen, a figure for each law that was fitted.
 */
final class ModelFigure {
    private static final int HEIGHT = 380;
    private static final String LAW = "#808890";

    private final Section section;
    private final SeriesModels models;
    private final Fit fit;
    private final TimeScale scale;
    private final LawPath path;
    private final List<Integer> threads;

    private ModelFigure(Section section, SeriesModels models, Fit fit) {
        this.section = section;
        this.models = models;
        this.fit = fit;
        this.scale = Option.scale(section.cells(models.transport()));
        this.path = LawPath.of(models, fit);
        this.threads = fit.curve().points().stream()
                .map(TimePoint::threads)
                .distinct()
                .sorted()
                .toList();
    }

    /** The law of one transport, all laws where none is chosen; empty where none could be fitted. */
    static List<Figure> of(Section section, SeriesModels models) {
        return models.fits().stream()
                .filter(fit -> !models.forecasts(fit).isEmpty())
                .map(fit -> new ModelFigure(section, models, fit).figure())
                .toList();
    }

    private boolean isChosen() {
        return models.choice().isPresent();
    }

    private String standing() {
        return isChosen()
                ? ", chosen by AICc"
                : models.best().isPresent() ? ", the only law fitted" : ", one of several; " + models.choiceRefusal();
    }

    private Figure figure() {
        String law = fit.law().title();
        return new Figure(
                "law-" + (models.best().isPresent() ? "" : law.toLowerCase(Locale.ROOT) + "-") + models.transport(),
                "Scaling law " + law + ", " + models.transport(),
                "Line: " + law + path.words()
                        + standing()
                        + "; dashed, with the 95 % band of a further measurement: beyond what was measured; shaded: "
                        + "beyond twice of it, do not rely on it."
                        + (models.fits().size() > 1 ? " Dotted: the other laws." : "")
                        + " Hollow: left out of the fit.",
                HEIGHT,
                option());
    }

    private Map<String, Object> option() {
        Map<String, Object> option = Option.base();
        option.put("grid", object("left", 84, "right", 24, "top", 44, "bottom", 48));
        option.put("legend", object("top", 4, "type", "scroll", "itemGap", 14));
        Map<String, Object> x = Option.axis("log", "workers (ranks × threads)", 28);
        x.put("logBase", 2);
        option.put("xAxis", x);
        Map<String, Object> y = Option.axis("log", "time of a step, " + scale.unit(), 64);
        y.put("logBase", 2);
        y.put("axisLabel", object("formatter", Option.function("short")));
        option.put("yAxis", y);
        List<Object> series = new ArrayList<>();
        series.add(band());
        models.fits().stream().filter(other -> other != fit).map(this::other).forEach(series::add);
        series.add(law(w -> w <= path.measured(), "solid"));
        series.add(beyond());
        for (int i = 0; i < threads.size(); i++) {
            series.add(points(i));
            if (fit.law().isHybrid()) {
                series.add(line(i));
            }
        }
        series.add(forecasts());
        option.put("series", series);
        return option;
    }

    private List<Object> curve(Fit of, DoublePredicate where) {
        return path.workers().stream()
                .filter(where::test)
                .<Object>map(w -> List.of(w, of.seconds(path.ranks(w), path.threads(w)) * scale.perSecond()))
                .toList();
    }

    private Map<String, Object> law(DoublePredicate where, String type) {
        return object(
                "type",
                "line",
                "name",
                fit.law().title(),
                "data",
                curve(fit, where),
                "symbol",
                "none",
                "silent",
                true,
                "color",
                LAW,
                "lineStyle",
                object("width", 2.5, "type", type));
    }

    private Map<String, Object> beyond() {
        Map<String, Object> line = law(w -> w >= path.measured(), "dashed");
        line.put(
                "markArea",
                object(
                        "silent",
                        true,
                        "itemStyle",
                        object("color", "#D55E0018"),
                        "data",
                        List.of(List.of(object("xAxis", 2 * path.measured()), object("xAxis", path.end())))));
        return line;
    }

    private Map<String, Object> other(Fit other) {
        return object(
                "type",
                "line",
                "name",
                other.law().title(),
                "data",
                curve(other, w -> true),
                "symbol",
                "none",
                "silent",
                true,
                "color",
                LAW,
                "lineStyle",
                object("width", 1, "type", "dotted"));
    }

    private Map<String, Object> band() {
        List<Object> data = new ArrayList<>();
        for (double w : path.workers()) {
            Forecast forecast = fit.forecast(path.ranks(w), path.threads(w));
            if (Double.isFinite(forecast.interval().high())) {
                data.add(List.of(
                        w,
                        forecast.interval().low() * scale.perSecond(),
                        forecast.interval().high() * scale.perSecond()));
            }
        }
        return object(
                "type",
                "custom",
                "name",
                fit.law().title(),
                "silent",
                true,
                "clip",
                true,
                "renderItem",
                Option.function("band"),
                "encode",
                object("x", 0, "y", List.of(1, 2)),
                "color",
                LAW,
                "data",
                data);
    }

    private Map<String, Object> points(int i) {
        int t = threads.get(i);
        List<Object> data = new ArrayList<>();
        for (Shown cell : section.cells(models.transport())) {
            if (cell.cell().threads() == t && cell.isMeasured()) {
                Map<String, Object> mark = object(
                        "value",
                        List.of(cell.cell().workers(), cell.known("median_seconds") * scale.perSecond()),
                        "row",
                        cell.row());
                if (mark(cell) != Mark.CLEAN) {
                    mark.put("symbol", Option.hollow(i));
                }
                data.add(mark);
            }
        }
        return object(
                "type",
                "scatter",
                "name",
                Option.threads(t),
                "data",
                data,
                "symbol",
                Option.shape(i),
                "symbolSize",
                9,
                "color",
                Option.colour(i));
    }

    /** What a law that tells ranks from threads says of that number of threads, as far as was measured. */
    private Map<String, Object> line(int i) {
        int t = threads.get(i);
        List<Object> data = fit.curve().clean().stream()
                .filter(point -> point.threads() == t)
                .sorted(Comparator.comparingInt(TimePoint::ranks))
                .<Object>map(point -> List.of(point.workers(), fit.seconds(point.ranks(), t) * scale.perSecond()))
                .toList();
        return object(
                "type",
                "line",
                "name",
                Option.threads(t),
                "data",
                data,
                "symbol",
                "none",
                "silent",
                true,
                "color",
                Option.colour(i),
                "lineStyle",
                object("width", 1));
    }

    private Mark mark(Shown cell) {
        return fit.curve().points().stream()
                .filter(p -> p.nodes() == cell.cell().nodes()
                        && p.ranks() == cell.cell().ranks()
                        && p.threads() == cell.cell().threads())
                .findFirst()
                .orElseThrow()
                .mark();
    }

    private Map<String, Object> forecasts() {
        List<Object> data = new ArrayList<>();
        for (Forecast forecast : models.forecasts(fit)) {
            List<String> lines = new ArrayList<>(List.of(
                    "forecast " + Math.round(forecast.ranks()) + "×" + Math.round(forecast.threads()),
                    TimeScale.text(forecast.seconds()) + " "
                            + TimeScale.of(forecast.seconds()).number(forecast.interval())));
            forecast.warning().ifPresent(lines::add);
            data.add(object(
                    "value", List.of(forecast.workers(), forecast.seconds() * scale.perSecond()), "lines", lines));
        }
        return object(
                "type",
                "scatter",
                "name",
                "forecast",
                "data",
                data,
                "symbol",
                "emptyDiamond",
                "symbolSize",
                11,
                "color",
                LAW);
    }
}
