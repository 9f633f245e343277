package rxt.kernel.data;

import rxt.kernel.Digest;

/** The rows of {@link CsvFile}, by formula. */
final class CsvRow {
    private static final long VALUES = 2_000_000_000L;
    private static final int CENTS = 100_000;

    private CsvRow() {}

    static long value(long row) {
        return Long.remainderUnsigned(Digest.term(row, 1L), VALUES) - VALUES / 2;
    }

    static long cents(long row) {
        return Long.remainderUnsigned(Digest.term(row, 2L), CENTS);
    }

    /** With its end of line. */
    static String text(long row) {
        long cents = cents(row);
        return row + "," + value(row) + "," + cents / 100 + (cents % 100 < 10 ? ".0" : ".") + cents % 100 + "\n";
    }

    /** What a row adds to a checksum. */
    static long term(long row, long value, long cents) {
        return Digest.term(row, value * CENTS + cents);
    }

    static long term(long row) {
        return term(row, value(row), cents(row));
    }
}
