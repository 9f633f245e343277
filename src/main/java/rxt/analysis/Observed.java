package rxt.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rxt.record.ObservationRow;
import rxt.record.StudyFile;

/**
 * What the ranks of a cell found beside their time, over all its launches that count.
 *
 * @param name such as {@code lost updates}
 * @param unit such as {@code s}, or "" for a count
 * @param median of the figures of the ranks of all launches, each a number
 * @param least of them
 * @param most of them
 */
public record Observed(String name, String unit, double median, double least, double most) {
    /** By number of the cell, those of which something was found, in the order of the kernel. */
    static Map<Integer, List<Observed>> of(StudyFile file, List<CellSample> cells) {
        Map<Integer, List<ObservationRow>> rows = new HashMap<>();
        for (ObservationRow row : file.breakdown().observations()) {
            if (!Double.isNaN(row.value())) {
                rows.computeIfAbsent(row.launch(), _ -> new ArrayList<>()).add(row);
            }
        }
        Map<Integer, List<Observed>> observed = new HashMap<>();
        for (CellSample cell : cells) {
            Map<String, List<ObservationRow>> byName = new LinkedHashMap<>();
            for (LaunchSample launch : cell.launches()) {
                rows.getOrDefault(launch.launch().launch(), List.of())
                        .forEach(row -> byName.computeIfAbsent(row.name(), _ -> new ArrayList<>())
                                .add(row));
            }
            if (!byName.isEmpty()) {
                observed.put(
                        cell.number(),
                        byName.values().stream().map(Observed::of).toList());
            }
        }
        return observed;
    }

    private static Observed of(List<ObservationRow> rows) {
        double[] sorted =
                rows.stream().mapToDouble(ObservationRow::value).sorted().toArray();
        int half = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
        ObservationRow first = rows.getFirst();
        return new Observed(first.name(), first.unit(), median, sorted[0], sorted[sorted.length - 1]);
    }
}
