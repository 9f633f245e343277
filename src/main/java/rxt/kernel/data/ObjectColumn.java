package rxt.kernel.data;

import java.nio.charset.StandardCharsets;
import rxt.kernel.Digest;

/** Every string an object, and every result a new one. */
final class ObjectColumn implements StringColumn {
    private final long first;
    private final String[] strings;
    private final String[] results;
    private final int[] numbers;
    private boolean isText;

    ObjectColumn(StringSource source, long from, long to) {
        first = from;
        int count = Math.toIntExact(to - from);
        strings = new String[count];
        for (int i = 0; i < count; i++) {
            strings[i] = new String(source.bytes(from + i), StandardCharsets.US_ASCII);
        }
        results = new String[count];
        numbers = new int[count];
    }

    @Override
    public void apply(StringOperation operation) {
        isText = operation.givesText();
        for (int i = 0; i < strings.length; i++) {
            if (isText) {
                results[i] = operation.text.apply(strings[i]);
            } else {
                numbers[i] = operation.number.applyAsInt(strings[i]);
            }
        }
    }

    @Override
    public long sum() {
        long sum = 0;
        for (int i = 0; i < strings.length; i++) {
            sum += isText ? sumTerm(i, results[i]) : StringColumn.sumTerm(first + i, numbers[i]);
        }
        return sum;
    }

    private long sumTerm(int i, String result) {
        int length = result.length();
        return StringColumn.sumTerm(first + i, length, length == 0 ? 0 : result.charAt(length - 1));
    }

    @Override
    public long hash() {
        long hash = 0;
        for (int i = 0; i < strings.length; i++) {
            long value = numbers[i];
            if (isText) {
                value = results[i].length();
                for (int j = 0; j < results[i].length(); j++) {
                    value = 31 * value + results[i].charAt(j);
                }
            }
            hash += Digest.term(first + i, value);
        }
        return hash;
    }

    @Override
    public long bytes() {
        long bytes = 0;
        for (String string : strings) {
            bytes += string.length();
        }
        return bytes;
    }
}
