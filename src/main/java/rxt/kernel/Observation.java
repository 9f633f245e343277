package rxt.kernel;

/**
 * A figure that a rank found beside its answer and its time, such as lost updates, a latency or a number of waves.
 *
 * @param name words that stay the same from version to version, such as {@code lost updates}; once per rank
 * @param unit such as {@code s} or {@code byte}, or "" for a count
 * @param value NaN where it cannot be told
 */
public record Observation(String name, String unit, double value) {}
