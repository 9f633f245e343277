package rxt.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rxt.record.Cell;

/**
 * {@code --only kernel=pi,kernel=gemm,ranks=2}: cells that match one value of every key named.
 *
 * @param wanted allowed values by key
 */
public record Only(Map<String, List<String>> wanted) {
    private static final List<String> KEYS = List.of("kernel", "nodes", "ranks", "threads", "transport");

    /**
     * Reads the option.
     *
     * @throws StudyException naming the word that is wrong and the keys there are
     */
    public static Only parse(List<String> words) {
        Map<String, List<String>> wanted = new LinkedHashMap<>();
        for (String word : words) {
            String[] parts = word.split("=", 2);
            if (parts.length != 2 || !KEYS.contains(parts[0])) {
                throw new StudyException("--only " + word + ": must be key=value; keys: " + String.join(", ", KEYS)
                        + ", such as --only kernel=pi,ranks=2");
            }
            wanted.computeIfAbsent(parts[0], _ -> new ArrayList<>()).add(parts[1]);
        }
        return new Only(wanted);
    }

    /** Whether the cell is wanted. */
    public boolean accepts(Cell cell) {
        Map<String, String> values = Map.of(
                "kernel", cell.kernel(),
                "nodes", String.valueOf(cell.nodes()),
                "ranks", String.valueOf(cell.ranks()),
                "threads", String.valueOf(cell.threads()),
                "transport", cell.transport());
        return wanted.entrySet().stream().allMatch(entry -> entry.getValue().contains(values.get(entry.getKey())));
    }
}
