package rxt.kernel.sparse;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;

/**
 * Reads a square, symmetric matrix from a Matrix Market file: {@code coordinate}, {@code real}, {@code integer} or {@code
 * pattern} (every entry 1), {@code general} or {@code symmetric} (the lower triangle alone). See Boisvert, Pozo, Remington,
 * "The Matrix Market Exchange Formats: Initial Design", NISTIR 5935, 1996.
 *
 * <p>Every fault is an {@link IllegalArgumentException} with file, line and column.
 */
final class MatrixMarket {
    private static final String HEADER =
            "%%MatrixMarket matrix coordinate, then real, integer or pattern, then general or symmetric";

    private static final int MOST = Integer.MAX_VALUE - 8;

    /** Whoever must agree to a matrix of that size before memory for it is asked for. */
    @FunctionalInterface
    interface Room {
        /**
         * Throws where there is no room.
         *
         * @param rows of the matrix
         * @param entries at most, those above the diagonal included
         */
        void require(int rows, int entries);
    }

    private final MatrixMarketLines lines;
    private final Room room;
    private String field = "";
    private boolean isSymmetric;
    private int size;
    private long sizeAt;
    private int most;
    private int count;
    private int[] rows = new int[1024];
    private int[] columns = new int[1024];
    private double[] values = new double[1024];
    /** Per entry where it stands in the file. */
    private long[] places = new long[1024];

    private MatrixMarket(MatrixMarketLines lines, Room room) {
        this.lines = lines;
        this.room = room;
    }

    /**
     * The whole matrix, each row's entries in the order of their columns.
     *
     * @param name of the file, for messages
     * @param room is asked once, after the line with the size
     */
    static SparseRows read(String name, InputStream bytes, Room room) throws IOException {
        MatrixMarket matrix = new MatrixMarket(new MatrixMarketLines(name, bytes), room);
        matrix.readHeader();
        matrix.readEntries();
        return matrix.compressed();
    }

    /** While it is read: entries and their places, orders, the result; and per row two starts. */
    static double heapBytes(int rows, int entries) {
        return 44.0 * entries + 8.0 * rows;
    }

    private void readHeader() throws IOException {
        lines.advance();
        for (String expected : new String[] {"%%matrixmarket", "matrix", "coordinate"}) {
            require(lines.word(HEADER), expected);
        }
        field = require(lines.word(HEADER), "real", "integer", "pattern");
        isSymmetric = require(lines.word(HEADER), "general", "symmetric").equals("symmetric");
        lines.end();
    }

    private String require(String word, String... allowed) {
        String lower = word.toLowerCase(Locale.ROOT);
        if (!Arrays.asList(allowed).contains(lower)) {
            throw lines.fault("'" + word + "' is not allowed here; the header is " + HEADER);
        }
        return lower;
    }

    private void readEntries() throws IOException {
        if (!lines.advanceToWords()) {
            throw lines.fault("the file ends before the line with rows, columns and entries");
        }
        size = (int) lines.whole("the number of rows", 1, MOST);
        sizeAt = lines.place();
        if (lines.whole("the number of columns", 1, MOST) != size) {
            throw lines.fault("the matrix is not square");
        }
        long entries = entries();
        lines.end();
        most = (int) Math.min(MOST, isSymmetric ? 2 * entries : entries);
        room.require(size, most);
        for (long read = 0; read < entries; read++) {
            if (!lines.advanceToWords()) {
                throw lines.fault("the file ends after " + read + " of " + entries + " entries");
            }
            readEntry();
        }
        if (lines.advanceToWords()) {
            throw lines.fault("there are more than the " + entries + " entries that line " + sizeLine()
                    + " tells; correct it, or take the rest out");
        }
    }

    /** Before anything is allocated by the number of rows: as many as there are places for, and enough for every row. */
    private long entries() {
        long entries = lines.whole("the number of entries", 0, MOST);
        long places = isSymmetric ? size * (size + 1L) / 2 : (long) size * size;
        if (entries > places) {
            throw lines.fault(entries + " entries are more than the " + places + " places that there are for them");
        }
        if (entries < (isSymmetric ? Math.ceilDiv(size, 2) : size)) {
            throw lines.fault(
                    entries + " entries leave some of the " + size + " rows without, so the matrix is singular");
        }
        return entries;
    }

    private long sizeLine() {
        return MatrixMarketLines.line(sizeAt);
    }

    private void readEntry() {
        int row = (int) lines.whole("a row", 1, size) - 1;
        long place = lines.place();
        int column = (int) lines.whole("a column", 1, size) - 1;
        if (isSymmetric && column > row) {
            throw lines.fault("entry (" + (row + 1) + ", " + (column + 1)
                    + ") lies above the diagonal; a symmetric matrix" + " gives the lower triangle alone");
        }
        double value = switch (field) {
            case "real" -> lines.real("a value");
            case "integer" -> lines.whole("a value", -(1L << 53), 1L << 53);
            default -> 1;
        };
        lines.end();
        add(row, column, value, place);
        if (isSymmetric && column < row) {
            add(column, row, value, place);
        }
    }

    private void add(int row, int column, double value, long place) {
        if (count == rows.length) {
            if (count == MOST) {
                throw lines.fault(place, "the matrix has more entries than an array of Java holds");
            }
            int capacity = (int) Math.min(most, 2L * count);
            rows = Arrays.copyOf(rows, capacity);
            columns = Arrays.copyOf(columns, capacity);
            values = Arrays.copyOf(values, capacity);
            places = Arrays.copyOf(places, capacity);
        }
        rows[count] = row;
        columns[count] = column;
        values[count] = value;
        places[count++] = place;
    }

    private SparseRows compressed() {
        int[] asRead = new int[count];
        Arrays.setAll(asRead, i -> i);
        int[] byRow = sorted(sorted(asRead, columns), rows);
        requireOnce(byRow);
        requireSymmetry(byRow, sorted(sorted(asRead, rows), columns));
        int[] start = starts(rows);
        for (int row = 0; row < size; row++) {
            if (start[row] == start[row + 1]) {
                throw lines.fault(sizeAt, "row " + (row + 1) + " has no entry, so the matrix is singular");
            }
        }
        int[] columnsByRow = new int[count];
        double[] valuesByRow = new double[count];
        for (int i = 0; i < count; i++) {
            columnsByRow[i] = columns[byRow[i]];
            valuesByRow[i] = values[byRow[i]];
        }
        return new SparseRows(start, columnsByRow, valuesByRow);
    }

    /** Per row or column the number of entries before it. */
    private int[] starts(int[] keys) {
        int[] start = new int[size + 1];
        for (int i = 0; i < count; i++) {
            start[keys[i] + 1]++;
        }
        Arrays.parallelPrefix(start, Integer::sum);
        return start;
    }

    /** Entries in the order of their keys; those of equal keys stay in the order given. */
    private int[] sorted(int[] entries, int[] keys) {
        int[] next = starts(keys);
        int[] result = new int[count];
        for (int entry : entries) {
            result[next[keys[entry]]++] = entry;
        }
        return result;
    }

    private void requireOnce(int[] byRow) {
        for (int i = 1; i < count; i++) {
            int a = byRow[i - 1];
            int b = byRow[i];
            if (rows[a] == rows[b] && columns[a] == columns[b]) {
                throw lines.fault(Math.max(places[a], places[b]), text(b) + " is given a second time");
            }
        }
    }

    /** In the order of rows the matrix must read as in the order of columns. */
    private void requireSymmetry(int[] byRow, int[] byColumn) {
        for (int i = 0; i < count; i++) {
            int a = byRow[i];
            int b = byColumn[i];
            int order = rows[a] != columns[b] ? rows[a] - columns[b] : columns[a] - rows[b];
            if (order != 0 || values[a] != values[b]) {
                int lonely = order <= 0 ? a : b;
                throw lines.fault(
                        places[lonely],
                        text(lonely) + " = " + values[lonely] + " has no equal at (" + (columns[lonely] + 1) + ", "
                                + (rows[lonely] + 1) + "), so the matrix is not symmetric");
            }
        }
    }

    private String text(int entry) {
        return "entry (" + (rows[entry] + 1) + ", " + (columns[entry] + 1) + ")";
    }
}
