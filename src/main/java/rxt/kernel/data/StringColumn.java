package rxt.kernel.data;

import java.nio.charset.StandardCharsets;
import rxt.kernel.Digest;

/**
 * Some of the strings of a column, and what became of them. String i is a decimal number with an exponent among up to two
 * blanks before and one behind: 7 is {@code " 7e7 "}.
 */
sealed interface StringColumn permits PackedColumn, ObjectColumn {
    /** One operation on all of them. */
    void apply(StringOperation operation);

    /** Of all results of the operation applied last, of texts by length and last byte: which needs all, and is soon done. */
    long sum();

    /** All results of the operation applied last, by every byte: Σ {@link Digest#term} of the string's number and its hash. */
    long hash();

    /** Bytes that the strings have. */
    long bytes();

    /** One result's part of {@link #sum}. */
    static long sumTerm(long string, int length, int last) {
        return (2 * string + 1) * (length * 256L + last);
    }

    /** One number's part of {@link #sum}. */
    static long sumTerm(long string, int number) {
        return (2 * string + 1) * number;
    }

    /** The strings from {@code from} to {@code to} in that layout. */
    static StringColumn of(String layout, long from, long to) {
        return layout.equals("packed") ? new PackedColumn(from, to) : new ObjectColumn(from, to);
    }

    static String string(long number) {
        return " ".repeat((int) (number % 3)) + number + "e" + number % 10 + (number % 2 == 0 ? "" : " ");
    }

    static byte[] bytes(long number) {
        return string(number).getBytes(StandardCharsets.US_ASCII);
    }
}
