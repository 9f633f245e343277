package rxt.study;

import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A node of a YAML document that knows its place, so that every refusal names file, line and key.
 *
 * @param place file and line, such as {@code jobs/laptop.yaml:12}
 * @param path keys from the root, such as {@code grid.ranks}; "" for the root
 * @param value a {@code SequencedMap<String, YamlNode>}, a {@code List<YamlNode>} or the text of a scalar
 */
record YamlNode(String place, String path, Object value) {

    /** The entries of a mapping whose keys must be among {@code allowed}. */
    Map<String, YamlNode> mapping(Set<String> allowed) {
        Map<String, YamlNode> entries = mapping();
        for (Map.Entry<String, YamlNode> entry : entries.entrySet()) {
            if (!allowed.contains(entry.getKey())) {
                throw entry.getValue().refused("unknown key; allowed here: " + String.join(", ", allowed));
            }
        }
        return entries;
    }

    /** The entries of a mapping with any keys. */
    @SuppressWarnings("unchecked") // YamlReader alone builds nodes, and only of the three kinds
    Map<String, YamlNode> mapping() {
        if (!(value instanceof SequencedMap<?, ?>)) {
            throw refused("a mapping (key: value) must stand here, not " + shown());
        }
        return (Map<String, YamlNode>) value;
    }

    /** The items of a list; a single value counts as a list of one. Never empty. */
    @SuppressWarnings("unchecked") // as in mapping()
    List<YamlNode> list() {
        if (value instanceof List<?> items) {
            if (items.isEmpty()) {
                throw refused("the list is empty; give at least one value");
            }
            return (List<YamlNode>) items;
        }
        return List.of(this);
    }

    /** A scalar, as it was written. */
    String text() {
        if (!(value instanceof String text)) {
            throw refused("a single value must stand here, not " + shown());
        }
        return text;
    }

    /** A scalar that is one of {@code allowed}. */
    String oneOf(List<String> allowed) {
        if (!allowed.contains(text())) {
            throw refused("'" + text() + "' is not allowed; allowed: " + String.join(", ", allowed));
        }
        return text();
    }

    /** A whole number in a range; {@code 1_000} is read as 1000. */
    long wholeNumber(long min, long max) {
        try {
            long number = Long.parseLong(text().replace("_", ""));
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new StudyException(message(outside(min, max)), e);
        }
        throw refused(outside(min, max));
    }

    int intNumber(int min, int max) {
        return Math.toIntExact(wholeNumber(min, max));
    }

    /** A number above 0 and at most {@code max}. */
    double positiveNumber(double max, String unit) {
        String allowed = "'" + text() + "' is not allowed; allowed: " + unit + ", above 0 and at most " + max;
        try {
            double number = Double.parseDouble(text().replace("_", ""));
            if (number > 0 && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new StudyException(message(allowed), e);
        }
        throw refused(allowed);
    }

    boolean flag() {
        return Boolean.parseBoolean(oneOf(List.of("true", "false")));
    }

    /** A refusal of this node, with its place and key. */
    StudyException refused(String why) {
        return new StudyException(message(why));
    }

    private String message(String why) {
        return place + ": " + (path.isEmpty() ? "" : "key '" + path + "': ") + why;
    }

    private String outside(long min, long max) {
        return "'" + text() + "' is not allowed; allowed: a whole number from " + min + " to " + max;
    }

    private String shown() {
        return switch (value) {
            case String text -> text.isEmpty() ? "nothing" : "'" + text + "'";
            case List<?> items -> "a list of " + items.size();
            default -> "a mapping of " + mapping().keySet().stream().collect(Collectors.joining(", "));
        };
    }
}
