package rxt.record;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * One group of a results file: equally long columns, and how a row becomes a record again.
 *
 * @param <F> the record that is the whole file
 * @param <R> the record that is a row
 * @param name name of the group
 * @param description one line
 * @param rows the rows of a file
 * @param columns in the order in which {@code row} takes them
 * @param row makes the record of one row
 * @param since the version of the format that has it first; before it there are no rows
 */
record Table<F, R>(
        String name,
        String description,
        Function<F, List<R>> rows,
        List<Column<R>> columns,
        Function<Row, R> row,
        int since) {

    /** A group of all versions. */
    Table(String name, String description, Function<F, List<R>> rows, List<Column<R>> columns, Function<Row, R> row) {
        this(name, description, rows, columns, row, 1);
    }

    /**
     * The records of stored columns.
     *
     * @throws IllegalArgumentException where a text is not what its column holds
     */
    List<R> decode(List<ColumnBytes> cells, int rows) {
        Row cursor = new Row(cells);
        List<R> records = new ArrayList<>(rows);
        for (int i = 0; i < rows; i++) {
            cursor.moveTo(i);
            records.add(row.apply(cursor));
        }
        return records;
    }
}
