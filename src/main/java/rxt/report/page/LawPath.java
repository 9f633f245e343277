package rxt.report.page;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import rxt.analysis.model.Fit;
import rxt.analysis.model.Forecast;
import rxt.analysis.model.SeriesModels;
import rxt.analysis.model.TimePoint;

/**
 * The splits along which a law is drawn: those of the forecasts, so by ranks or by threads, from the fewest workers to
 * the farthest forecast. A law of the number of workers alone is drawn over them from 1 on.
 *
 * @param fit the law
 * @param near the nearest forecast
 * @param far the farthest one
 */
record LawPath(Fit fit, Forecast near, Forecast far) {
    private static final int STEPS = 24;

    static LawPath of(SeriesModels models, Fit fit) {
        List<Forecast> forecasts = models.forecasts(fit);
        return new LawPath(fit, forecasts.getFirst(), forecasts.getLast());
    }

    private boolean isByRanks() {
        return near.threads() == far.threads();
    }

    /** Such as {@code  for 4 threads a rank}; "" where only the number of workers counts. */
    String words() {
        if (!fit.law().isHybrid()) {
            return "";
        }
        return isByRanks()
                ? " for " + Math.round(far.threads()) + " threads a rank"
                : " for " + Math.round(far.ranks()) + " ranks";
    }

    /** Most workers measured that the law was fitted to. */
    int measured() {
        return fit.curve().clean().stream().mapToInt(TimePoint::workers).max().orElseThrow();
    }

    /** Workers of the farthest forecast. */
    double end() {
        return far.workers();
    }

    double ranks(double workers) {
        if (!fit.law().isHybrid()) {
            return workers; // Only their product counts.
        }
        return isByRanks() ? workers / far.threads() : far.ranks();
    }

    double threads(double workers) {
        return fit.law().isHybrid() ? workers / ranks(workers) : 1;
    }

    /** Numbers of workers, the most measured among them. */
    List<Double> workers() {
        double begin = 1;
        if (fit.law().isHybrid()) {
            begin = isByRanks() ? far.threads() : far.ranks();
        }
        double middle = Math.max(begin, measured());
        return Stream.concat(between(begin, middle), between(middle, end()).skip(1))
                .toList();
    }

    private static Stream<Double> between(double from, double to) {
        return IntStream.rangeClosed(0, STEPS)
                .mapToObj(i -> i == STEPS ? to : from * Math.pow(to / from, (double) i / STEPS));
    }
}
