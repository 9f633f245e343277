package rxt.kernel;

import java.util.List;

/**
 * One parameter of a kernel: its type is that of its default.
 *
 * @param name key in the study file
 * @param defaultValue a {@code Long}, {@code Double}, {@code String} or {@code Boolean}
 * @param min smallest allowed number; not used for text
 * @param max largest allowed number; not used for text
 * @param choices allowed texts; empty for any
 * @param meaning one line for {@code rxt list}, with the unit
 */
public record Parameter(
        String name, Object defaultValue, double min, double max, List<String> choices, String meaning) {
    public static Parameter whole(String name, long defaultValue, long min, long max, String meaning) {
        return new Parameter(name, defaultValue, min, max, List.of(), meaning);
    }

    public static Parameter real(String name, double defaultValue, double min, double max, String meaning) {
        return new Parameter(name, defaultValue, min, max, List.of(), meaning);
    }

    public static Parameter choice(String name, String defaultValue, List<String> choices, String meaning) {
        return new Parameter(name, defaultValue, 0, 0, List.copyOf(choices), meaning);
    }

    public static Parameter flag(String name, boolean defaultValue, String meaning) {
        return new Parameter(name, defaultValue, 0, 0, List.of("true", "false"), meaning);
    }

    /** What may stand here, in words: {@code a whole number from 1 to 100}. */
    public String allowed() {
        return switch (defaultValue) {
            case Long _ -> String.format("a whole number from %d to %d", (long) min, (long) max);
            case Double _ -> "a number from " + min + " to " + max;
            default -> choices.isEmpty() ? "a text" : "one of " + String.join(", ", choices);
        };
    }

    /**
     * Reads a value of this parameter.
     *
     * @throws IllegalArgumentException naming the parameter, the value and what is allowed
     */
    public Object parse(String text) {
        try {
            Object value = switch (defaultValue) {
                case Long _ -> Long.valueOf(text.replace("_", ""));
                case Double _ -> Double.valueOf(text.replace("_", ""));
                case Boolean _ -> choices.contains(text) ? Boolean.valueOf(text) : null;
                default -> choices.isEmpty() || choices.contains(text) ? text : null;
            };
            if (value != null && (!(value instanceof Number number) || inRange(number.doubleValue()))) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(refusal(text), e);
        }
        throw new IllegalArgumentException(refusal(text));
    }

    private boolean inRange(double value) {
        return value >= min && value <= max;
    }

    private String refusal(String text) {
        return "parameter '" + name + "' cannot be '" + text + "'; allowed: " + allowed();
    }
}
