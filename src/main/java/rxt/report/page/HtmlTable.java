package rxt.report.page;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A table of the page: plain HTML, for readers and printers that see no figure.
 *
 * @param caption what it holds
 * @param headings one for each column
 * @param rows fields of each row, as many as headings; the first one names the row
 * @param of the list in {@code analyze --format json} whose rows it shows, as a JSON pointer
 */
record HtmlTable(String caption, List<String> headings, List<List<Entry>> rows, String of) {
    /** The list of the cells. */
    private static final String CELLS = "/rows";

    HtmlTable(String caption, List<String> headings, List<List<Entry>> rows) {
        this(caption, headings, rows, CELLS);
    }

    HtmlTable {
        headings = List.copyOf(headings);
        rows = List.copyOf(rows);
        for (List<Entry> row : rows) {
            if (row.size() != headings.size()) {
                throw new IllegalArgumentException(
                        "table '" + caption + "': " + row.size() + " fields under " + headings.size() + " headings");
            }
        }
    }

    /** The same without columns in which no row says anything. */
    HtmlTable withoutEmptyColumns() {
        int[] told = IntStream.range(0, headings.size())
                .filter(c -> rows.stream().anyMatch(row -> !row.get(c).text().isEmpty()))
                .toArray();
        return new HtmlTable(
                caption,
                Arrays.stream(told).mapToObj(headings::get).toList(),
                rows.stream()
                        .map(row -> Arrays.stream(told).mapToObj(row::get).toList())
                        .toList(),
                of);
    }

    /** The list that it shows; null for that of the cells, the ordinary one. */
    String pointer() {
        return of.equals(CELLS) ? null : of;
    }

    /** The row of {@code analyze --format json} that a row shows; null where it shows none. */
    String source(List<Entry> row) {
        return row.stream()
                .filter(entry -> !entry.isWords())
                .map(entry -> String.valueOf(entry.row()))
                .findFirst()
                .orElse(null);
    }

    /** The columns of {@code analyze --format json} that a column shows; null where it shows words. */
    String columns(int column) {
        return rows.stream()
                .map(row -> row.get(column).columns())
                .max(Comparator.comparingInt(String::length))
                .filter(columns -> !columns.isEmpty())
                .orElse(null);
    }

    /** A table of words. */
    static HtmlTable ofWords(String caption, List<String> headings, List<List<String>> rows) {
        return new HtmlTable(
                caption,
                headings,
                rows.stream()
                        .map(row -> row.stream().map(Entry::words).toList())
                        .toList());
    }
}
