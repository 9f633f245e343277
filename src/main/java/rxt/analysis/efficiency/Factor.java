package rxt.analysis.efficiency;

import java.util.List;
import java.util.Optional;

/**
 * An efficiency and those whose product it is.
 *
 * @param name in plain words
 * @param value 1 is no loss; above 1 is legal
 * @param parts none where it is no product
 */
public record Factor(String name, double value, List<Factor> parts) {
    private static final double ALERT_BELOW = 0.8;

    public Factor {
        parts = List.copyOf(parts);
    }

    static Factor of(String name, double numerator, double denominator, Factor... parts) {
        return new Factor(name, denominator == 0 ? 1 : numerator / denominator, List.of(parts));
    }

    /** Whether it is so low that somebody should look. */
    public boolean alert() {
        return isAlert(value);
    }

    /** Whether an efficiency is so low. */
    public static boolean isAlert(double efficiency) {
        return efficiency < ALERT_BELOW;
    }

    /** The factor of that name, itself or below. */
    public Factor at(String wanted) {
        return find(wanted)
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' has no part '" + wanted + "'"));
    }

    /** The factor of that name, itself or below; absent where there is none. */
    public Optional<Factor> find(String wanted) {
        if (name.equals(wanted)) {
            return Optional.of(this);
        }
        return parts.stream().flatMap(part -> part.find(wanted).stream()).findFirst();
    }
}
