package rxt.record;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A cursor over the stored columns of a table: gives one row's values from the first column to the last. A text that
 * repeats the one above it, as most do, is the same object, so that a million rows fit into a small heap.
 */
final class Row {
    private final ByteBuffer[] columns;
    private final int[] widths;
    private final String[] above;
    private final int[] rowsAbove;
    private int row;
    private int column;

    Row(List<ColumnBytes> table) {
        columns = new ByteBuffer[table.size()];
        widths = new int[columns.length];
        above = new String[columns.length];
        rowsAbove = new int[columns.length];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = ByteBuffer.wrap(table.get(i).bytes).order(ByteOrder.LITTLE_ENDIAN);
            widths[i] = table.get(i).width;
        }
    }

    /** Goes to the first column of that row. */
    void moveTo(int number) {
        row = number;
        column = 0;
    }

    int int32() {
        return columns[column].getInt(offset());
    }

    long int64() {
        return columns[column].getLong(offset());
    }

    double float64() {
        return columns[column].getDouble(offset());
    }

    boolean bool() {
        return columns[column].get(offset()) != 0;
    }

    String text() {
        byte[] bytes = columns[column].array();
        int width = widths[column];
        int at = column;
        int start = offset();
        int before = rowsAbove[at] * width;
        if (above[at] == null || !Arrays.equals(bytes, start, start + width, bytes, before, before + width)) {
            above[at] = text(bytes, start, width);
        }
        rowsAbove[at] = row;
        return above[at];
    }

    private static String text(byte[] bytes, int start, int width) {
        int end = start + width;
        while (end > start && bytes[end - 1] == 0) {
            end--;
        }
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    private int offset() {
        return row * widths[column++];
    }
}
