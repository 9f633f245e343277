package rxt.analysis;

import rxt.record.Cell;

/**
 * A measured cell with its summary and its bootstrap.
 *
 * @param sample the times
 * @param summary their figures
 * @param bootstrap replicates of the median
 */
record Measurement(CellSample sample, Summary summary, Bootstrap bootstrap) {
    static Measurement of(CellSample sample, Resampler resampler) {
        var launches = sample.launches().stream().map(LaunchSample::steps).toList();
        return new Measurement(
                sample, Summary.of(sample, Sample.union(launches)), resampler.bootstrap(sample.number(), launches));
    }

    int number() {
        return sample.number();
    }

    Cell cell() {
        return sample.cell();
    }

    int workers() {
        return cell().workers();
    }

    double median() {
        return summary.median();
    }

    boolean isEligible() {
        return sample.isEligible();
    }
}
