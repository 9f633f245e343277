package rxt.analysis.claim;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import rxt.analysis.Bootstrap;
import rxt.analysis.CellSample;
import rxt.analysis.Interval;
import rxt.analysis.LaunchSample;
import rxt.analysis.MedianInterval;
import rxt.analysis.Sample;
import rxt.record.Cell;
import rxt.record.EnvironmentRow;
import rxt.record.ObservationRow;

/**
 * A measured cell whose launches count.
 *
 * @param sample its times
 * @param bootstrap how far their median strays
 * @param observations what its kernel found, by launch that counts
 */
record Witness(CellSample sample, Bootstrap bootstrap, Map<Integer, List<ObservationRow>> observations) {
    /** How the figures of a launch's ranks become one. */
    enum Over {
        SUM,
        LARGEST,
        SMALLEST
    }

    /** What its first launch ran on. */
    EnvironmentRow environment() {
        return sample.launches().getFirst().environment();
    }

    Cell cell() {
        return sample.cell();
    }

    String param(String name) {
        return cell().params().getOrDefault(name, "");
    }

    double number(String name) {
        try {
            return Double.parseDouble(param(name));
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** Median over the launches of the median step, in seconds. */
    double seconds() {
        return Sample.ofMedians(
                        sample.launches().stream().map(LaunchSample::steps).toList())
                .median();
    }

    /** That figure of every launch, of those ranks that can tell it. */
    double[] observed(String name, Over ranks) {
        return sample.launches().stream()
                .mapToDouble(launch -> {
                    double[] values = observations.getOrDefault(launch.launch().launch(), List.of()).stream()
                            .filter(row -> row.name().equals(name))
                            .mapToDouble(ObservationRow::value)
                            .filter(value -> !Double.isNaN(value))
                            .toArray();
                    return values.length == 0 ? Double.NaN : combined(values, ranks);
                })
                .filter(value -> !Double.isNaN(value))
                .toArray();
    }

    private static double combined(double[] values, Over ranks) {
        double result = values[0];
        for (int i = 1; i < values.length; i++) {
            result = switch (ranks) {
                case SUM -> result + values[i];
                case LARGEST -> Math.max(result, values[i]);
                case SMALLEST -> Math.min(result, values[i]);
            };
        }
        return result;
    }

    /** Its time as a bar of a figure. */
    Exhibit time(String... apart) {
        Sample medians = Sample.ofMedians(
                sample.launches().stream().map(LaunchSample::steps).toList());
        Optional<Interval> interval = MedianInterval.of(medians);
        return new Exhibit(sample.number(), label(apart), seconds(), interval, "s");
    }

    /** Another figure of it as a bar. */
    Exhibit figure(double value, String unit, String... apart) {
        return new Exhibit(sample.number(), label(apart), value, Optional.empty(), unit);
    }

    /** Those parameters and the split. */
    String label(String... apart) {
        String params = List.of(apart).stream()
                .filter(name -> !param(name).isEmpty())
                .map(name -> name + "=" + param(name))
                .collect(Collectors.joining(", "));
        return cell().kernel() + " " + (params.isEmpty() ? "" : params + " ") + cell().split();
    }
}
