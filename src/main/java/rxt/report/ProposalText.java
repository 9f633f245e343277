package rxt.report;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rxt.analysis.Analysis;
import rxt.analysis.Interval;
import rxt.analysis.LaunchSample;
import rxt.analysis.Point;
import rxt.analysis.Problem;
import rxt.analysis.ProblemAnalysis;
import rxt.analysis.Scaling;
import rxt.analysis.Summary;
import rxt.analysis.model.Fit;
import rxt.analysis.model.Forecast;
import rxt.analysis.model.SeriesModels;
import rxt.record.Cell;
import rxt.record.EnvironmentRow;

/**
 * A paragraph for the proposal of computing time, for each problem: the machine, the base case with its absolute time,
 * the largest job whose efficiency reaches a limit, how it falls beyond, and what the fitted law foretells.
 *
 * @param least efficiency that the job must reach, above 0
 */
public record ProposalText(double least) {
    /** The paragraphs, at most 80 columns wide. */
    public String of(Analysis analysis, Alphabet alphabet) {
        Page page = new Page();
        for (ProblemAnalysis problem : analysis.problems()) {
            page.paragraph(0, paragraph(problem)).blank();
        }
        return alphabet.adapt(page.toString());
    }

    private String paragraph(ProblemAnalysis analysis) {
        Problem problem = analysis.problem();
        String name = "The kernel " + problem.kernel()
                + parenthesis(Stream.of(problem.params(), problem.growing())
                        .filter(params -> !params.isEmpty())
                        .map(Problem::text)
                        .collect(Collectors.joining(", ")))
                + ", " + problem.scaling() + " scaling";
        Optional<Point> job = analysis.points().stream()
                .filter(p -> p.scaling().isPresent() && p.sample().isEligible())
                .filter(p -> p.scaling().orElseThrow().efficiency() >= least)
                .max(Comparator.<Point>comparingInt(p -> p.cell().workers())
                        .thenComparingDouble(p -> p.scaling().orElseThrow().efficiency()));
        if (job.isEmpty()) {
            return name + ": no measured job reaches an efficiency of " + Numbers.percent(least) + ".";
        }
        Point point = job.get();
        return name + ", was measured " + machine(point) + ". " + base(point) + " " + largest(point) + " "
                + beyond(analysis, point) + forecast(analysis, point);
    }

    private static String parenthesis(String text) {
        return text.isEmpty() ? "" : " (" + text + ")";
    }

    private static String machine(Point point) {
        return point.sample().launches().stream()
                .map(LaunchSample::environment)
                .map(ProposalText::machine)
                .distinct()
                .collect(Collectors.joining(" and ", "on ", ""));
    }

    private static String machine(EnvironmentRow row) {
        return row.cpuModel() + " (" + row.cores() + " logical CPUs a node, " + row.jvm() + ", " + row.library()
                + ", RxT " + row.rxtVersion() + " " + row.rxtCommit() + ")";
    }

    private static String base(Point point) {
        Scaling scaling = point.scaling().orElseThrow();
        return "A step of the base case, " + TransportTables.split(scaling.base()) + " (ranks × threads) through "
                + scaling.base().transport() + ", takes " + TimeScale.text(scaling.baseSeconds()) + ".";
    }

    private String largest(Point point) {
        Summary summary = point.summary().orElseThrow();
        Scaling scaling = point.scaling().orElseThrow();
        return "The largest measured job with an efficiency of at least " + Numbers.percent(least) + " uses "
                + TransportTables.count(point.cell().workers(), "core") + " as "
                + TransportTables.split(point.cell()) + ": " + TimeScale.text(summary.median())
                + " a step, speed-up " + Numbers.hundredths(scaling.speedup()) + text(scaling.interval())
                + ", efficiency " + Numbers.percent(scaling.efficiency()) + " (medians of "
                + TransportTables.count(summary.launches(), "launch").replace("launchs", "launches")
                + " with " + summary.steps() + " steps"
                + (scaling.interval().isPresent() ? "; 95 % interval by hierarchical bootstrap" : "") + ").";
    }

    private static String text(Optional<Interval> interval) {
        return interval.map(i -> " [" + Numbers.hundredths(i.low()) + ", " + Numbers.hundredths(i.high()) + "]")
                .orElse("");
    }

    /** The best efficiency of the next larger number of cores. */
    private static String beyond(ProblemAnalysis analysis, Point job) {
        List<Point> wider = analysis.points().stream()
                .filter(p -> p.scaling().isPresent() && p.sample().isEligible())
                .filter(p -> p.cell().workers() > job.cell().workers())
                .toList();
        return wider.stream()
                .min(Comparator.<Point>comparingInt(p -> p.cell().workers())
                        .thenComparingDouble(p -> -p.scaling().orElseThrow().efficiency()))
                .map(p -> "At " + p.cell().workers() + " cores it is "
                        + Numbers.percent(p.scaling().orElseThrow().efficiency()) + ".")
                .orElse("No larger job was measured.");
    }

    private static String forecast(ProblemAnalysis analysis, Point job) {
        SeriesModels models = SeriesModels.of(analysis, job.cell().transport(), List.of());
        StringBuilder text = new StringBuilder();
        ModelsText.choiceRefusal(models)
                .ifPresent(why -> text.append(" N").append(why.substring(1)).append('.'));
        for (Fit fit : models.fits()) {
            models.forecasts(fit).stream()
                    .findFirst()
                    .ifPresent(forecast -> text.append(
                            forecast(forecast, job.scaling().orElseThrow().base())));
        }
        return text.toString();
    }

    private static String forecast(Forecast forecast, Cell base) {
        Fit fit = forecast.fit();
        TimeScale scale = TimeScale.of(forecast.seconds());
        return " " + fit.law().title() + "'s law, fitted to " + fit.n() + " splits with a residual of "
                + Numbers.tenths(100 * fit.residualStandardError()) + " %, foretells "
                + TimeScale.text(forecast.seconds()) + " " + scale.number(forecast.interval()) + " on "
                + Math.round(forecast.workers()) + " cores, an efficiency of "
                + Numbers.percent(efficiency(forecast, base))
                + forecast.warning().map(warning -> " (" + warning + ")").orElse("") + ".";
    }

    /** As measured efficiencies are: per worker against the base case, here both by the law. */
    private static double efficiency(Forecast forecast, Cell base) {
        double perWorker = forecast.fit().speedup(forecast.ranks(), forecast.threads()) / forecast.workers();
        double perBaseWorker = forecast.fit().speedup(base.ranks(), base.threads()) / base.workers();
        return perWorker / perBaseWorker;
    }
}
