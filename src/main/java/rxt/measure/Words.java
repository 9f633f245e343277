package rxt.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A cursor over the words of a message between ranks, parted by zero characters. */
final class Words {
    private final String[] words;
    private int next;

    Words(String text) {
        words = text.split("\0", -1);
    }

    String text() {
        return words[next++];
    }

    int int32() {
        return Integer.parseInt(text());
    }

    long int64() {
        return Long.parseLong(text());
    }

    double float64() {
        return Double.parseDouble(text());
    }

    /** As many rows as the next word says, each made of the words that follow. */
    <R> List<R> rows(Supplier<R> row) {
        int count = int32();
        List<R> rows = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            rows.add(row.get());
        }
        return rows;
    }
}
