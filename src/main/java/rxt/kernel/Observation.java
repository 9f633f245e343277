package rxt.kernel;

import java.util.List;
import java.util.stream.Stream;

/**
 * A figure that a rank found beside its answer and its time, such as lost updates, a latency or a number of waves.
 *
 * @param name words that stay the same from version to version, such as {@code lost updates}; once per rank
 * @param unit such as {@code s} or {@code byte}, or "" for a count
 * @param value a number: what cannot be told is no observation
 */
public record Observation(String name, String unit, double value) {
    /** Those that can be told: whose value is neither NaN nor infinite, as that of a quotient by nothing is. */
    public static List<Observation> told(Observation... all) {
        return Stream.of(all).filter(one -> Double.isFinite(one.value)).toList();
    }
}
