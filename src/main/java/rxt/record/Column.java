package rxt.record;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * One column of a table: what the file says about it and how a row gives its value.
 *
 * @param <R> the record that is a row of the table
 * @param name name of the dataset
 * @param type what it holds
 * @param units such as {@code s}, or "" where it has none
 * @param description one line
 * @param value the row's value: an {@code Integer}, {@code Long}, {@code Double}, {@code Boolean} or {@code String}
 * @param since the version of the format that has it first
 * @param before the value of every row of a file of a version before that
 */
record Column<R>(
        String name,
        Type type,
        String units,
        String description,
        Function<R, Object> value,
        int since,
        Optional<Object> before) {

    /** A column of all versions. */
    Column(String name, Type type, String units, String description, Function<R, Object> value) {
        this(name, type, units, description, value, 1, Optional.empty());
    }

    /**
     * The same column, which files before that version do not have.
     *
     * @param valueBefore what its rows hold there
     */
    Column<R> since(int version, Object valueBefore) {
        return new Column<>(name, type, units, description, value, version, Optional.of(valueBefore));
    }

    /** This column of a file of a version that has none. */
    ColumnBytes encodeBefore(int rows) {
        return new Column<Object>(name, type, units, description, _ -> before.orElseThrow())
                .encode(Collections.nCopies(rows, ""));
    }

    /** What a column can hold; each is stored little-endian. */
    enum Type {
        INT32(Integer.BYTES),
        INT64(Long.BYTES),
        FLOAT64(Double.BYTES),
        /** One byte, 0 or 1, as the enumeration FALSE, TRUE that h5py reads as {@code bool}. */
        BOOL(1),
        /** UTF-8 as long as the longest text of the column, shorter ones filled up with zero bytes. */
        TEXT(0);

        /** Bytes of a value; 0 where the column decides. */
        final int bytes;

        Type(int bytes) {
            this.bytes = bytes;
        }

        /** The word in the documentation. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The stored form of this column of those rows.
     *
     * @throws IllegalArgumentException where a value is null or all together exceed 2 GiB
     */
    ColumnBytes encode(List<R> rows) {
        if (type == Type.TEXT) {
            return encodeText(rows);
        }
        byte[] bytes = allocate(rows.size(), type.bytes);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (R row : rows) {
            switch (of(row)) {
                case Integer number -> buffer.putInt(number);
                case Long number -> buffer.putLong(number);
                case Double number -> buffer.putDouble(number);
                case Boolean flag -> buffer.put((byte) (flag ? 1 : 0));
                default -> throw new IllegalStateException(name + " is not of type " + type.word());
            }
        }
        return new ColumnBytes(bytes, type.bytes);
    }

    private ColumnBytes encodeText(List<R> rows) {
        byte[][] texts = new byte[rows.size()][];
        int width = 1;
        int i = 0;
        for (R row : rows) {
            texts[i] = utf8((String) of(row));
            width = Math.max(width, texts[i++].length);
        }
        byte[] bytes = allocate(texts.length, width);
        for (int row = 0; row < texts.length; row++) {
            System.arraycopy(texts[row], 0, bytes, row * width, texts[row].length);
        }
        return new ColumnBytes(bytes, width);
    }

    /** UTF-8 without zero bytes, which end a text in HDF5. */
    static byte[] utf8(String text) {
        return text.replace('\0', '\uFFFD').getBytes(StandardCharsets.UTF_8);
    }

    private Object of(R row) {
        return Objects.requireNonNull(value.apply(row), () -> "no value for column '" + name + "' in " + row);
    }

    private byte[] allocate(int rows, int width) {
        long bytes = (long) rows * width;
        if (bytes > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("column '" + name + "' would take " + bytes + " bytes; at most 2 GiB");
        }
        return new byte[(int) bytes];
    }
}
