package rxt.record.steady;

/**
 * Steps between two change points, outliers among them not counted in its figures.
 *
 * @param from its first step
 * @param to the step after its last
 * @param mean of its times, in seconds
 * @param variance of its times divided by the median of the series, without unit
 */
public record Segment(int from, int to, double mean, double variance) {}
