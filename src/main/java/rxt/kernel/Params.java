package rxt.kernel;

import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A kernel's parameters, complete and checked: every parameter of its type has a value in its range. */
public final class Params {
    private final List<Parameter> parameters;
    private final SequencedMap<String, Object> values;

    private Params(List<Parameter> parameters, SequencedMap<String, Object> values) {
        this.parameters = parameters;
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
        return new Params(List.copyOf(parameters), values);
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

    /**
     * These parameters with one whole number replaced, as weak scaling does.
     *
     * @throws IllegalArgumentException on an unknown name or a value out of the parameter's range
     */
    public Params with(String name, long value) {
        Map<String, String> texts = new TreeMap<>(texts());
        value(name);
        texts.put(name, Long.toString(value));
        return of(parameters, texts);
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
