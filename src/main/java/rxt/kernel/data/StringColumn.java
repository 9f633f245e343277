package rxt.kernel.data;

import rxt.kernel.Digest;

/** Some of the strings of a {@link StringSource} in one layout, and what became of them. */
sealed interface StringColumn permits PackedColumn, ObjectColumn {
    /** One operation on all of them. */
    void apply(StringOperation operation);

    /** Of all results of the operation applied last, of texts by length and last byte: which needs all, and is soon done. */
    long sum();

    /**
     * All results of the operation applied last, by every byte: Σ {@link Digest#term} of the string's number and its
     * hash.
     */
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

    /** The source's strings from {@code from} to {@code to} in that layout. */
    static StringColumn of(String layout, StringSource source, long from, long to) {
        return layout.equals("packed") ? new PackedColumn(source, from, to) : new ObjectColumn(source, from, to);
    }
}
