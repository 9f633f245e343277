package rxt.analysis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A launch that does not count.
 *
 * @param launch its number
 * @param fault why
 */
public record Refused(int launch, String fault) {
    /** All of them in words, each fault once: {@code launches 0, 1: no warm step; launch 4: wrong answer …}. */
    public static String words(List<Refused> all) {
        Map<String, List<String>> launches = all.stream()
                .collect(Collectors.groupingBy(
                        Refused::fault,
                        LinkedHashMap::new,
                        Collectors.mapping(refused -> String.valueOf(refused.launch), Collectors.toList())));
        return launches.entrySet().stream()
                .map(entry -> (entry.getValue().size() == 1 ? "launch " : "launches ")
                        + String.join(", ", entry.getValue()) + ": " + entry.getKey())
                .collect(Collectors.joining("; "));
    }
}
