package rxt.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import rxt.kernel.KernelType;
import rxt.kernel.Params;
import rxt.study.Study.Entry;

/**
 * One combination of the values that a study gives a kernel's parameters, and where they stand in its file.
 *
 * @param params complete
 * @param given value of each parameter that the study names, in its order
 */
record Point(Params params, SequencedMap<String, YamlNode> given) {

    /**
     * Every combination.
     *
     * @param node a mapping of parameters to values, or {@code null}
     */
    static List<Point> all(KernelType type, YamlNode node) {
        List<SequencedMap<String, YamlNode>> points = List.of(new LinkedHashMap<>());
        Map<String, YamlNode> values = node == null ? Map.of() : node.mapping();
        for (Map.Entry<String, YamlNode> parameter : values.entrySet()) {
            List<SequencedMap<String, YamlNode>> longer = new ArrayList<>();
            for (SequencedMap<String, YamlNode> point : points) {
                for (YamlNode value : parameter.getValue().list()) {
                    SequencedMap<String, YamlNode> next = new LinkedHashMap<>(point);
                    next.put(parameter.getKey(), value);
                    checked(type, parameter.getKey(), value);
                    longer.add(next);
                }
            }
            points = longer;
        }
        return points.stream()
                .map(given -> new Point(type.params(texts(given)), given))
                .toList();
    }

    private static void checked(KernelType type, String name, YamlNode value) {
        try {
            type.params(Map.of(name, value.text()));
        } catch (IllegalArgumentException e) {
            throw refusal(value, "kernel " + type.name(), e);
        }
    }

    private static Map<String, String> texts(Map<String, YamlNode> given) {
        return given.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().text()));
    }

    /**
     * Refuses what a kernel cannot be on one of its splits.
     *
     * @param entry with these parameters
     * @param place what is named where no value alone is to blame
     */
    void requireSplits(Entry entry, YamlNode place) {
        for (Split split : entry.splits()) {
            try {
                entry.on(split);
            } catch (IllegalArgumentException e) {
                throw refusal(
                        blamed(entry, split, place), "kernel " + entry.type().name() + " " + split, e);
            }
        }
    }

    /** The first value without which the others would do. */
    private YamlNode blamed(Entry entry, Split split, YamlNode place) {
        for (Map.Entry<String, YamlNode> one : given.entrySet()) {
            Map<String, String> others = texts(given);
            others.remove(one.getKey());
            if (allows(entry.with(entry.type().params(others)), split)) {
                return one.getValue();
            }
        }
        return place;
    }

    private static boolean allows(Entry entry, Split split) {
        try {
            entry.on(split);
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static StudyException refusal(YamlNode node, String what, IllegalArgumentException why) {
        return new StudyException(node.refused(what + ": " + why.getMessage()).getMessage(), why);
    }
}
