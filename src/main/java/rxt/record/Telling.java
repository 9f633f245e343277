package rxt.record;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What tells cells of one kernel apart, in few words: the parameters that differ among them. */
public final class Telling {
    /** The parameter whose values say by themselves what they are. */
    private static final String PLAIN = "variant";

    private static final String CUT = "…";

    private Telling() {}

    /** Each cell's kernel, split and transport with what tells it from others of its kernel. */
    public static Map<Cell, String> labels(Collection<Cell> cells) {
        Map<String, List<Cell>> kernels = cells.stream().collect(Collectors.groupingBy(Cell::kernel));
        Map<Cell, String> labels = new LinkedHashMap<>();
        cells.forEach(cell -> labels.put(cell, (cell.label() + " " + words(cell, kernels.get(cell.kernel()))).strip()));
        return labels;
    }

    private static String words(Cell cell, List<Cell> ofKernel) {
        Map<String, String> apart = apart(
                particulars(cell), ofKernel.stream().map(Telling::particulars).toList());
        if (cell.scaling().equals("weak")) {
            // What has grown with the workers is told by their number already.
            List<Map<String, String>> asLarge = ofKernel.stream()
                    .filter(other -> other.workers() == cell.workers())
                    .map(Cell::params)
                    .toList();
            Map<String, String> grown = new TreeMap<>(cell.params());
            grown.keySet().removeAll(apart(cell.params(), asLarge).keySet());
            apart.keySet().removeAll(grown.keySet());
        }
        return words(apart);
    }

    private static Map<String, String> particulars(Cell cell) {
        return particulars(cell.params(), cell.scaling(), cell.team(), cell.pinning());
    }

    /** Parameters and how they are run, as one map. */
    public static Map<String, String> particulars(
            Map<String, String> params, String scaling, String team, String pinning) {
        Map<String, String> all = new TreeMap<>(params);
        all.put("scaling", scaling);
        all.put("team", team);
        all.put("pinning", pinning);
        return all;
    }

    /** Of {@code own} what not all of {@code others} have alike. */
    public static Map<String, String> apart(Map<String, String> own, Collection<Map<String, String>> others) {
        Map<String, String> apart = new TreeMap<>(own);
        apart.entrySet()
                .removeIf(entry ->
                        others.stream().allMatch(other -> entry.getValue().equals(other.get(entry.getKey()))));
        return apart;
    }

    /** In one line, the variant first and without its name: {@code library permits=2}. */
    public static String words(Map<String, String> params) {
        List<String> words = new ArrayList<>();
        if (params.containsKey(PLAIN)) {
            words.add(params.get(PLAIN));
        }
        params.entrySet().stream()
                .filter(param -> !param.getKey().equals(PLAIN))
                .forEach(param -> words.add(param.getKey() + "=" + param.getValue()));
        return String.join(" ", words);
    }

    /** {@code text} in at most {@code width} characters, which end in … where it is longer. */
    public static String cut(String text, int width) {
        return text.length() <= width
                ? text
                : text.substring(0, Math.max(0, width - 1)).stripTrailing() + CUT;
    }
}
