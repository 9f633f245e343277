package rxt.record;

/**
 * A row of the group {@code cells}.
 *
 * @param cell number of the cell, from 0
 * @param what the cell
 * @param status what became of it
 * @param reason why it is not measured, or ""
 */
public record CellRow(int cell, Cell what, CellStatus status, String reason) {}
