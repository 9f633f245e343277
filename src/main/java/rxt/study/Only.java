package rxt.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rxt.kernel.Catalogue;
import rxt.kernel.Spelling;
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
        return wanted.entrySet().stream().allMatch(entry -> entry.getValue().contains(value(cell, entry.getKey())));
    }

    /** What the cell has of one of the keys. */
    private static String value(Cell cell, String key) {
        return switch (key) {
            case "kernel" -> cell.kernel();
            case "nodes" -> String.valueOf(cell.nodes());
            case "ranks" -> String.valueOf(cell.ranks());
            case "threads" -> String.valueOf(cell.threads());
            case "transport" -> cell.transport();
            default -> throw new IllegalArgumentException("no key '" + key + "'; there are " + KEYS);
        };
    }

    /**
     * Refuses what names none of these cells, and a value that none has even where others match.
     *
     * @throws StudyException naming what there is, of a kernel what may have been meant
     */
    void refuseEmpty(String study, List<Cell> cells) {
        wanted.forEach((key, values) -> {
            List<String> known =
                    cells.stream().map(cell -> value(cell, key)).distinct().toList();
            for (String value : values) {
                if (!known.contains(value)) {
                    throw new StudyException("--only " + key + "=" + value + ": study " + study + " has no such " + key
                            + hint(key, value, known) + " It has: " + String.join(" ", known));
                }
            }
        });
        if (cells.stream().noneMatch(this::accepts)) {
            throw new StudyException("--only matches no cell: study " + study + " has each of these values, but none"
                    + " together; --dry-run lists its cells");
        }
    }

    private static String hint(String key, String value, List<String> known) {
        if (!key.equals("kernel")) {
            return ".";
        }
        if (Catalogue.types().stream().anyMatch(type -> type.name().equals(value))) {
            return ", though there is one in the catalogue (jobs/rxt list " + value
                    + "), for another study or one of your own.";
        }
        return Spelling.nearest(value, known)
                .map(name -> "; did you mean kernel=" + name + "?")
                .orElse(".");
    }
}
