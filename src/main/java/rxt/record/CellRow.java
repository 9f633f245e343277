package rxt.record;

/**
 * A row of the group {@code cells}.
 *
 * @param cell number of the cell, from 0
 * @param what the cell
 * @param status what became of it
 * @param reason why it is not measured, or ""
 * @param repeated how often it was to be launched, and why no more
 */
public record CellRow(int cell, Cell what, CellStatus status, String reason, Repeated repeated) {
    /** A cell of which it is not known how it was to be repeated, such as that of a shard. */
    public CellRow(int cell, Cell what, CellStatus status, String reason) {
        this(cell, what, status, reason, Repeated.NONE);
    }
}
