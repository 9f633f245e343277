package rxt.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import rxt.analysis.Sample;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measured times as an input file of Extra-P, in the newer of its two JSON formats: {@code parameters}, and
 * {@code measurements} by call path and metric, each a list of {@code point} and {@code values}.
 *
 * <p>Its parameters are those of {@code nodes}, {@code ranks} and {@code threads} that differ, since Extra-P cannot model
 * over a parameter of one value; its metric is {@code time}, in seconds. Extra-P takes the median or mean of a point's
 * values, and models from 5 points of each parameter on. Source: {@code docs/file-formats.md} of Extra-P 4.
 */
public final class ExtraP {
    private ExtraP() {}

    /**
     * The times of one split.
     *
     * @param nodes number of nodes
     * @param ranks number of ranks
     * @param threads threads of each rank
     * @param seconds repeated times of a step, at least one, each finite and above 0
     */
    public record Times(int nodes, int ranks, int threads, List<Double> seconds) {
        public Times {
            seconds = List.copyOf(seconds);
            if (seconds.isEmpty() || !seconds.stream().allMatch(Sample::isTime)) {
                throw new IllegalArgumentException("Extra-P needs times of " + ranks + "×" + threads
                        + ", each finite and above 0: leave out splits without a time");
            }
        }

        /** On one node. */
        public Times(int ranks, int threads, List<Double> seconds) {
            this(1, ranks, threads, seconds);
        }

        private List<Integer> split() {
            return List.of(nodes, ranks, threads);
        }
    }

    /**
     * The JSON text, numbers with all their digits.
     *
     * @param byCallPath the splits of each call path, such as a kernel or {@code kernel->region}; at least one
     * @throws IllegalArgumentException where Extra-P would refuse the file: nothing to model, a split given twice, or
     *     call paths with different splits
     */
    public static String of(Map<String, List<Times>> byCallPath) {
        Set<List<Integer>> splits = splits(byCallPath);
        List<Integer> varying = new ArrayList<>();
        List.of(0, 1, 2).forEach(axis -> {
            if (splits.stream().map(split -> split.get(axis)).distinct().count() > 1) {
                varying.add(axis);
            }
        });
        if (varying.isEmpty()) {
            throw new IllegalArgumentException("Extra-P needs two splits or more of each kernel: measure further ones");
        }
        Map<String, Object> measurements = new LinkedHashMap<>();
        byCallPath.forEach((path, times) -> measurements.put(
                path,
                Map.of("time", times.stream().map(t -> measurement(t, varying)).toList())));
        Map<String, Object> file = new LinkedHashMap<>();
        file.put(
                "parameters",
                varying.stream().map(List.of("nodes", "ranks", "threads")::get).toList());
        file.put("measurements", measurements);
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(file) + "\n";
    }

    private static Map<String, Object> measurement(Times times, List<Integer> varying) {
        Map<String, Object> measurement = new LinkedHashMap<>();
        measurement.put("point", varying.stream().map(times.split()::get).toList());
        measurement.put("values", times.seconds);
        return measurement;
    }

    private static Set<List<Integer>> splits(Map<String, List<Times>> byCallPath) {
        Set<List<Integer>> first = null;
        for (Map.Entry<String, List<Times>> path : byCallPath.entrySet()) {
            Set<List<Integer>> here = new HashSet<>();
            for (Times times : path.getValue()) {
                if (!here.add(times.split())) {
                    throw new IllegalArgumentException("Extra-P takes each split once; " + path.getKey() + " has "
                            + times.ranks + "×" + times.threads + " twice");
                }
            }
            if (first != null && !first.equals(here)) {
                throw new IllegalArgumentException("Extra-P needs the same splits of all call paths; those of "
                        + path.getKey() + " differ: write a file for each");
            }
            first = here;
        }
        return first == null ? Set.of() : first;
    }
}
