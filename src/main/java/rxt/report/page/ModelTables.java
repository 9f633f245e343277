package rxt.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import rxt.analysis.Interval;
import rxt.analysis.model.Choice;
import rxt.analysis.model.Coefficient;
import rxt.analysis.model.Fit;
import rxt.analysis.model.Forecast;
import rxt.analysis.model.KarpFlatt;
import rxt.analysis.model.SeriesModels;
import rxt.report.ModelsText;
import rxt.report.Numbers;
import rxt.report.SteadyText;
import rxt.report.TimeScale;

/**
 * The scaling laws of one problem and transport as tables: those fitted, those refused, forecasts, serial fractions.
 *
 * @param number place of the laws in the list {@code models} of {@code analyze --format json}
 * @param models the laws
 */
record ModelTables(int number, SeriesModels models) {
    private static final int MOST_COEFFICIENTS = 3;
    private static final int MOST_FRACTIONS = 24;

    List<HtmlTable> all() {
        return List.of(laws(), refused(), forecasts(), karpFlatt());
    }

    private String pointer(String list) {
        return "/models/" + number + "/" + list;
    }

    private HtmlTable laws() {
        List<List<Entry>> rows = new ArrayList<>();
        for (Fit fit : models.fits()) {
            int row = rows.size();
            List<Entry> entries = new ArrayList<>(List.of(
                    Entry.words(fit.law().title() + (row == 0 && models.choice().isPresent() ? ", chosen" : "")),
                    standing(fit, row, c -> Numbers.tenths(c.delta()), "delta_aicc"),
                    standing(fit, row, c -> Numbers.percent(c.weight()), "weight"),
                    new Entry(SteadyText.percent(fit.residualStandardError()), row, "residual_standard_error"),
                    new Entry(String.valueOf(fit.n()), row, "n")));
            for (int i = 0; i < MOST_COEFFICIENTS; i++) {
                entries.add(
                        i < fit.coefficients().size()
                                ? coefficient(fit.coefficients().get(i), row, "coefficients/" + i)
                                : Entry.empty());
            }
            rows.add(entries);
        }
        return new HtmlTable(
                ModelsText.heading(models),
                List.of(
                        "law",
                        "ΔAICc",
                        "weight",
                        "residual",
                        "n",
                        "γ, steps or work per second [95 %]",
                        "1st coefficient [95 %]",
                        "2nd coefficient [95 %]"),
                rows,
                pointer("laws"));
    }

    private Entry standing(Fit fit, int row, Function<Choice.Candidate, String> text, String column) {
        return models.standing(fit)
                .map(candidate -> new Entry(text.apply(candidate), row, column))
                .orElse(Entry.empty());
    }

    private static Entry coefficient(Coefficient c, int row, String at) {
        String bound = switch (c.hit()) {
            case NONE -> "";
            case LOWER -> ", at its lower bound";
            case UPPER -> ", at its upper bound";
        };
        Interval interval = c.interval();
        return new Entry(
                c.symbol() + " " + Numbers.text(c.value()) + " [" + Numbers.text(interval.low()) + ", "
                        + Numbers.text(interval.high()) + "]" + bound,
                row,
                at + "/value " + at + "/low " + at + "/high");
    }

    /** Reasons once each, since too few points refuse all laws alike. */
    private HtmlTable refused() {
        List<List<String>> rows = new ArrayList<>();
        ModelsText.choiceRefusal(models).ifPresent(why -> rows.add(List.of("choice", why)));
        models.refused().forEach((law, reason) -> rows.add(List.of(law.title(), reason)));
        if (!models.karpFlattRefusal().isEmpty()) {
            rows.add(List.of("Karp–Flatt", models.karpFlattRefusal()));
        }
        return HtmlTable.ofWords(
                models.transport() + ": laws not fitted or not chosen", List.of("law", "reason"), rows);
    }

    private HtmlTable forecasts() {
        List<List<Entry>> rows = new ArrayList<>();
        for (Forecast forecast : models.forecasts()) {
            TimeScale scale = TimeScale.of(forecast.seconds());
            rows.add(List.of(
                    Entry.words(forecast.fit().law().title()),
                    Entry.words(Math.round(forecast.ranks()) + "×" + Math.round(forecast.threads())),
                    new Entry(
                            TimeScale.text(forecast.seconds()) + " " + scale.number(forecast.interval()),
                            rows.size(),
                            "seconds low high"),
                    Entry.words(forecast.warning().orElse(""))));
        }
        return new HtmlTable(
                models.transport() + ": forecasts"
                        + (models.choiceRefusal().isEmpty() ? "" : " of each law; " + models.choiceRefusal()),
                List.of("law", "split", "time of a step [95 % of a further measurement]", "warning"),
                rows,
                pointer("forecasts"));
    }

    private HtmlTable karpFlatt() {
        List<KarpFlatt.Entry> entries =
                models.karpFlatt().map(KarpFlatt::entries).orElse(List.of());
        List<List<Entry>> rows = new ArrayList<>();
        for (KarpFlatt.Entry entry : entries.subList(0, Math.min(entries.size(), MOST_FRACTIONS))) {
            String interval = entry.interval()
                    .map(i -> " [" + Numbers.thousandths(i.low()) + ", " + Numbers.thousandths(i.high()) + "]")
                    .orElse("");
            rows.add(List.of(
                    Entry.words(entry.point().split()),
                    new Entry(
                            Numbers.thousandths(entry.e()) + interval,
                            rows.size(),
                            "e" + (interval.isEmpty() ? "" : " low high"))));
        }
        return new HtmlTable(
                models.transport() + ": Karp–Flatt serial fractions"
                        + models.karpFlatt()
                                .map(k -> "; " + ModelsText.trend(k))
                                .orElse("")
                        + (entries.size() > rows.size()
                                ? "; the first " + rows.size() + " of " + entries.size() + " splits, by workers"
                                : ""),
                List.of("split", "serial fraction"),
                rows,
                pointer("karp_flatt/entries"));
    }
}
