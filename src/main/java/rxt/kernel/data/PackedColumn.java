package rxt.kernel.data;

import java.util.Arrays;
import rxt.kernel.Digest;

/** All strings' bytes one behind the other, and where each begins: two arrays, and two for the results, used again. */
final class PackedColumn implements StringColumn {
    /** A result has no more bytes than three times its string, nor than the width that is filled up to. */
    private static final int GROWTH = 3;

    private final long first;
    private final int count;
    private final byte[] bytes;
    private final int[] offsets;
    private final byte[] results;
    private final int[] resultOffsets;
    private final int[] numbers;
    private boolean isText;

    PackedColumn(StringSource source, long from, long to) {
        first = from;
        count = Math.toIntExact(to - from);
        offsets = new int[count + 1];
        byte[] room = new byte[64];
        for (int i = 0; i < count; i++) {
            byte[] string = source.bytes(from + i);
            if (offsets[i] + string.length > room.length) {
                room = Arrays.copyOf(room, Math.toIntExact(room.length * 3L / 2));
            }
            System.arraycopy(string, 0, room, offsets[i], string.length);
            offsets[i + 1] = offsets[i] + string.length;
        }
        bytes = Arrays.copyOf(room, offsets[count]);
        results = new byte[GROWTH * bytes.length + StringBytes.WIDTH * count];
        resultOffsets = new int[count + 1];
        numbers = new int[count];
    }

    /** So many strings' results have less than 2³¹ bytes. */
    static long mostStrings(int longest) {
        return (Integer.MAX_VALUE - 8L) / ((long) GROWTH * longest + StringBytes.WIDTH);
    }

    @Override
    public void apply(StringOperation operation) {
        isText = operation.givesText();
        if (operation.isBytewise()) {
            int end = operation.byteText.write(bytes, 0, bytes.length, results, 0);
            System.arraycopy(offsets, 0, resultOffsets, 0, count);
            resultOffsets[count] = end;
        } else if (isText) {
            applyText(operation.byteText);
        } else {
            applyNumber(operation.byteNumber);
        }
    }

    private void applyText(StringOperation.ByteText operation) {
        int at = 0;
        for (int i = 0; i < count; i++) {
            at = operation.write(bytes, offsets[i], offsets[i + 1], results, at);
            resultOffsets[i + 1] = at;
        }
    }

    private void applyNumber(StringOperation.ByteNumber operation) {
        for (int i = 0; i < count; i++) {
            numbers[i] = operation.of(bytes, offsets[i], offsets[i + 1]);
        }
    }

    @Override
    public long sum() {
        return isText ? sumOfTexts() : sumOfNumbers();
    }

    private long sumOfTexts() {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            int length = resultOffsets[i + 1] - resultOffsets[i];
            sum += StringColumn.sumTerm(first + i, length, length == 0 ? 0 : results[resultOffsets[i + 1] - 1]);
        }
        return sum;
    }

    private long sumOfNumbers() {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += StringColumn.sumTerm(first + i, numbers[i]);
        }
        return sum;
    }

    @Override
    public long hash() {
        long hash = 0;
        for (int i = 0; i < count; i++) {
            long value = numbers[i];
            if (isText) {
                value = (long) resultOffsets[i + 1] - resultOffsets[i];
                for (int j = resultOffsets[i]; j < resultOffsets[i + 1]; j++) {
                    value = 31 * value + results[j];
                }
            }
            hash += Digest.term(first + i, value);
        }
        return hash;
    }

    @Override
    public long bytes() {
        return bytes.length;
    }
}
