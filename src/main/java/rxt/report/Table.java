package rxt.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Columns of text under headings, the first flush left, the others flush right. A cell may have several lines. Columns
 * that do not fit beside the others follow below, with the first column repeated.
 */
final class Table {
    private static final int INDENT = 2;
    private static final int GAP = 2;

    private final List<List<String[]>> rows = new ArrayList<>();
    private int columns;

    /** Adds a row, the headings first; lines of a cell are parted by line feeds. */
    Table row(List<String> cells) {
        columns = cells.size();
        rows.add(cells.stream().map(cell -> cell.split("\n", -1)).toList());
        return this;
    }

    Table row(String... cells) {
        return row(List.of(cells));
    }

    void print(Page page) {
        int[] widths = IntStream.range(0, columns).map(this::width).toArray();
        int from = 1;
        do {
            int to = from;
            int width = INDENT + widths[0];
            while (to < columns && (to == from || width + GAP + widths[to] <= Page.WIDTH)) {
                width += GAP + widths[to++];
            }
            for (List<String[]> row : rows) {
                print(page, row, widths, from, to);
            }
            from = to;
        } while (from < columns);
    }

    private int width(int column) {
        return rows.stream()
                .flatMap(row -> Arrays.stream(row.get(column)))
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    private static void print(Page page, List<String[]> row, int[] widths, int from, int to) {
        int lines = row.stream().mapToInt(cell -> cell.length).max().orElse(0);
        for (int l = 0; l < lines; l++) {
            StringBuilder line = new StringBuilder(" ".repeat(INDENT));
            String stub = part(row.getFirst(), l);
            line.append(stub).append(" ".repeat(widths[0] - stub.length()));
            for (int c = from; c < to; c++) {
                String text = part(row.get(c), l);
                line.append(" ".repeat(GAP + widths[c] - text.length())).append(text);
            }
            page.line(line.toString());
        }
    }

    private static String part(String[] cell, int line) {
        return line < cell.length ? cell[line] : "";
    }
}
