package rxt.analysis;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import rxt.record.LaunchRow;

/**
 * The times of one measured cell in a few figures; all times in seconds.
 *
 * <p>Launches are independent of each other, steps of one launch are not: so the median is that of the launches' medians,
 * and its interval counts launches. An interval of all steps pooled would be far too narrow where launches differ.
 *
 * @param median of the medians of the launches' steady steps
 * @param interval exact 95 % interval of that median; absent below 6 launches
 * @param p95 the time that 95 % of the steps do not exceed
 * @param maximum the slowest step
 * @param steps number of warm steps
 * @param launches number of launches
 * @param outliers steps beyond median ± 3 (P90 − P10) of their launch
 * @param cold median over the launches of the time from process start to first step; absent where not recorded
 * @param firstStep median over the launches of the first step; absent where not recorded
 */
public record Summary(
        double median,
        Optional<Interval> interval,
        double p95,
        double maximum,
        int steps,
        int launches,
        int outliers,
        OptionalDouble cold,
        OptionalDouble firstStep) {

    /** The summary of a measured cell whose times together are {@code pooled}. */
    static Summary of(CellSample cell, Sample pooled) {
        Sample medians = Sample.ofMedians(
                cell.launches().stream().map(LaunchSample::steps).toList());
        return new Summary(
                medians.median(),
                MedianInterval.of(medians),
                pooled.percentile(95),
                pooled.maximum(),
                pooled.size(),
                cell.launches().size(),
                cell.launches().stream().mapToInt(l -> l.steps().outliers()).sum(),
                launchMedian(cell, LaunchRow::coldSeconds),
                launchMedian(cell, LaunchRow::firstStepSeconds));
    }

    private static OptionalDouble launchMedian(CellSample cell, ToDoubleFunction<LaunchRow> seconds) {
        double[] times = cell.launches().stream()
                .mapToDouble(l -> seconds.applyAsDouble(l.launch()))
                .filter(Sample::isTime)
                .toArray();
        return times.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Sample.of(times).median());
    }
}
