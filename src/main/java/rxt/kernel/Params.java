package rxt.kernel;

import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A kernel's parameters, complete and checked: every parameter of its type has a value in its range. */
public final class Params {
    private final SequencedMap<String, Object> values;

    private Params(SequencedMap<String, Object> values) {
        this.values = values;
    }

    /**
     * The given texts over the defaults.
     *
     * @throws IllegalArgumentException on an unknown name or a value that is not allowed
     */
    public static Params of(List<Parameter> parameters, Map<String, String> texts) {
        SequencedMap<String, Object> values = new TreeMap<>();
        for (Parameter parameter : parameters) {
            String text = texts.get(parameter.name());
            values.put(parameter.name(), text == null ? parameter.defaultValue() : parameter.parse(text));
        }
        for (String name : texts.keySet()) {
            if (!values.containsKey(name)) {
                throw new IllegalArgumentException("no parameter '" + name + "'; there are " + values.keySet());
            }
        }
        return new Params(values);
    }

    /** A whole number that fits an {@code int}; the parameter's range must see to that. */
    public int intValue(String name) {
        return Math.toIntExact(longValue(name));
    }

    public long longValue(String name) {
        return (Long) value(name);
    }

    public double doubleValue(String name) {
        return (Double) value(name);
    }

    public String text(String name) {
        return (String) value(name);
    }

    public boolean flag(String name) {
        return (Boolean) value(name);
    }

    /** These parameters with one whole number replaced, as weak scaling does. */
    public Params with(String name, long value) {
        value(name);
        SequencedMap<String, Object> changed = new TreeMap<>(values);
        changed.put(name, value);
        return new Params(changed);
    }

    /** Name and text of every parameter, in alphabetical order. */
    public Map<String, String> texts() {
        return values.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, e -> String.valueOf(e.getValue()), (a, _) -> a, TreeMap::new));
    }

    private Object value(String name) {
        Object value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no parameter '" + name + "'; there are " + values.keySet());
        }
        return value;
    }
}
