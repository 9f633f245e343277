package rxt.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import rxt.analysis.Interval;
import rxt.analysis.ProblemAnalysis;
import rxt.analysis.model.Choice;
import rxt.analysis.model.Coefficient;
import rxt.analysis.model.Fit;
import rxt.analysis.model.Forecast;
import rxt.analysis.model.Growth;
import rxt.analysis.model.KarpFlatt;
import rxt.analysis.model.Mark;
import rxt.analysis.model.SeriesModels;

/**
 * The scaling laws of one problem and transport for people: a table of those fitted, why the others are not, the serial
 * fractions, the forecasts.
 *
 * @param models the laws
 * @param targets the splits to foretell that somebody asked for
 */
public record ModelsText(SeriesModels models, List<SeriesModels.Target> targets) {
    static ModelsText of(ProblemAnalysis problem, String transport, List<SeriesModels.Target> targets) {
        return new ModelsText(SeriesModels.of(problem, transport, targets), targets);
    }

    void print(Page page) {
        if (models.curve().points().isEmpty()) {
            return;
        }
        page.paragraph(0, heading(models));
        if (!models.fits().isEmpty()) {
            table(page);
        }
        refused(page);
        karpFlatt(page);
        peak(page);
        models.forecasts().forEach(forecast -> page.paragraph(2, text(forecast)));
        if (models.forecasts().isEmpty() && !targets.isEmpty()) {
            page.paragraph(
                    2,
                    "not foretold, for want of a law: "
                            + targets.stream()
                                    .map(split -> split.ranks() + "×" + split.threads())
                                    .collect(Collectors.joining(", ")));
        }
    }

    /** What the laws of a series were fitted to. */
    public static String heading(SeriesModels models) {
        return models.transport() + ": scaling laws over "
                + TransportTables.count(models.curve().clean().size(), "split") + leftOut(models)
                + (models.sharedJvm() ? "; ranks are threads of one JVM" : "");
    }

    private static String leftOut(SeriesModels models) {
        String counts = models.curve().leftOut().entrySet().stream()
                .map(e -> e.getValue() + " " + words(e.getKey()))
                .collect(Collectors.joining(", "));
        return counts.isEmpty() ? "" : ", left out: " + counts;
    }

    private static String words(Mark mark) {
        return mark.name().toLowerCase(Locale.ROOT).replace('_', ' ').replace("jvm", "JVM");
    }

    private void table(Page page) {
        Table table = new Table().row("law", "ΔAICc", "weight", "residual", "n", "coefficients [95 %]");
        for (Fit fit : models.fits()) {
            table.row(
                    fit.law().title(),
                    models.standing(fit).map(s -> Numbers.tenths(s.delta())).orElse("-"),
                    models.standing(fit)
                            .map(Choice.Candidate::weight)
                            .map(Numbers::percent)
                            .orElse("-"),
                    Numbers.tenths(100 * fit.residualStandardError()) + " %",
                    String.valueOf(fit.n()),
                    fit.coefficients().stream().map(ModelsText::text).collect(Collectors.joining("\n")));
        }
        table.print(page);
    }

    private static String text(Coefficient c) {
        String bound = switch (c.hit()) {
            case NONE -> "";
            case LOWER -> ", at its bound 0";
            case UPPER -> ", at its upper bound";
        };
        return c.symbol() + " " + Numbers.text(c.value()) + " " + text(c.interval()) + bound;
    }

    private static String text(Interval interval) {
        return "[" + Numbers.text(interval.low()) + ", " + Numbers.text(interval.high()) + "]";
    }

    /** Reasons once each, since too few points refuse all laws alike. */
    private void refused(Page page) {
        if (models.fits().isEmpty() && models.curve().clean().size() < Fit.FEWEST_POINTS) {
            page.paragraph(
                    2,
                    "no law is fitted: " + Fit.FEWEST_POINTS + " splits or more are needed, and "
                            + models.curve().clean().size() + " may be fitted");
            return;
        }
        choiceRefusal(models).ifPresent(why -> page.paragraph(2, why));
        models.refused().values().stream().distinct().forEach(reason -> page.paragraph(2, reason));
    }

    /** Why none of several laws is chosen, and what that means for forecasts. */
    public static Optional<String> choiceRefusal(SeriesModels models) {
        return Optional.of(models.choiceRefusal())
                .filter(why -> !why.isEmpty())
                .map(why -> why + "; each law foretells on its own, and any of them may be wrong");
    }

    private void karpFlatt(Page page) {
        if (models.karpFlatt().isEmpty()) {
            return;
        }
        KarpFlatt karpFlatt = models.karpFlatt().get();
        page.paragraph(
                2,
                "Karp–Flatt serial fraction "
                        + karpFlatt.entries().stream()
                                .map(e -> e.point().split() + " " + Numbers.thousandths(e.e()))
                                .collect(Collectors.joining(", "))
                        + "; " + trend(karpFlatt));
    }

    /** What the serial fractions do as workers are added. */
    public static String trend(KarpFlatt karpFlatt) {
        return switch (karpFlatt.trend()) {
            case UNKNOWN -> "too few splits to tell a trend";
            case CONSTANT -> "constant within its interval: a serial part";
            case RISING -> "rising: overhead that grows with the workers";
            case FALLING -> "falling: scaling that is too good, inspect";
        };
    }

    private void peak(Page page) {
        models.peak()
                .ifPresent(peak -> page.paragraph(
                        2,
                        (models.curve().growth() == Growth.WEAK ? "USL: most work per time at " : "USL: fastest at ")
                                + TransportTables.count((int) Math.round(peak.workers()), "worker")
                                + (models.curve().growth() == Growth.WEAK ? ", less beyond" : ", slower beyond")
                                + warning(peak)));
    }

    private String text(Forecast forecast) {
        Fit fit = forecast.fit();
        TimeScale scale = TimeScale.of(forecast.seconds());
        return fit.law().title() + " foretells " + Math.round(forecast.ranks()) + "×"
                + Math.round(forecast.threads()) + ": " + TimeScale.text(forecast.seconds()) + " "
                + scale.number(forecast.interval()) + ", speed-up over one worker "
                + Numbers.hundredths(fit.speedup(forecast.ranks(), forecast.threads()))
                + warning(forecast);
    }

    private static String warning(Forecast forecast) {
        return forecast.warning().map(warning -> "; warning: " + warning).orElse("");
    }
}
