package rxt.record;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A cursor over the stored columns of a table: gives one row's values from the first column to the last. */
final class Row {
    private final ByteBuffer[] columns;
    private final int[] widths;
    private int row;
    private int column;

    Row(List<ColumnBytes> table) {
        columns = new ByteBuffer[table.size()];
        widths = new int[columns.length];
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
        int start = offset();
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
