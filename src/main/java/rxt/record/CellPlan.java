package rxt.record;

/**
 * What a study wants of one cell.
 *
 * @param cell the cell
 * @param launches launches that make it complete, 0 where it is left out on purpose
 * @param otherwise its status where launches are missing and none failed: {@link CellStatus#SKIPPED} or
 *     {@link CellStatus#INTERRUPTED}
 * @param reason the reason that goes with it
 * @param targetWidth see {@link Repeated}
 * @param end why it wants no more launches
 */
public record CellPlan(
        Cell cell, int launches, CellStatus otherwise, String reason, double targetWidth, Repeated.End end) {}
