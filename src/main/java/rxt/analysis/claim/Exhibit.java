package rxt.analysis.claim;

import java.util.Optional;
import rxt.analysis.Interval;

/**
 * A measured cell behind a verdict, with the figure that was looked at: a bar of the claim's figure.
 *
 * @param cell number of the cell in the file
 * @param label what sets it apart, such as {@code variant=lock 1×2}
 * @param value the figure
 * @param interval where it lies, 95 %; absent with too few launches
 * @param unit such as {@code s}; "" for a count
 */
public record Exhibit(int cell, String label, double value, Optional<Interval> interval, String unit) {}
