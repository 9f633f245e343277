package rxt.report;

import java.util.Comparator;
import java.util.List;
import rxt.record.Cell;

/**
 * A row of a grid of ranks × threads, in tables and figures alike.
 *
 * @param nodes number of nodes
 * @param ranks ranks on all of them
 * @param title what stands before it: the ranks, where the grid has several numbers of nodes these and the ranks of each
 */
public record GridRow(int nodes, int ranks, String title) {
    private static final Comparator<Cell> BY_NODES =
            Comparator.comparingInt(Cell::nodes).thenComparingInt(Cell::ranks);

    /** The rows of the grid that holds these cells, by nodes and ranks. */
    public static List<GridRow> of(List<Cell> cells) {
        boolean hasNodes = cells.stream().map(Cell::nodes).distinct().count() > 1;
        return cells.stream()
                .sorted(BY_NODES)
                .map(cell -> new GridRow(cell.nodes(), cell.ranks(), title(cell, hasNodes)))
                .distinct()
                .toList();
    }

    private static String title(Cell cell, boolean hasNodes) {
        return hasNodes || cell.nodes() > 1
                ? TransportTables.count(cell.nodes(), "node") + ", "
                        + TransportTables.count(cell.ranksPerNode(), "rank") + " each"
                : TransportTables.count(cell.ranks(), "rank");
    }

    /** Whether that cell stands in it. */
    public boolean holds(Cell cell) {
        return cell.nodes() == nodes && cell.ranks() == ranks;
    }
}
