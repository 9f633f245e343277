package rxt.measure.core;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Message buffers of 64-bit words. */
final class Payload {
    static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG;

    private static final int CACHE_LINE_BYTES = 64;

    private Payload() {}

    /** A new buffer, all zero; {@code buffer} is {@code heap}, anything else is off-heap. */
    static MemorySegment allocate(long bytes, String buffer) {
        return buffer.equals("heap")
                ? MemorySegment.ofArray(new long[Math.toIntExact(bytes / Long.BYTES)])
                : Arena.ofAuto().allocate(bytes, CACHE_LINE_BYTES);
    }

    /** A new buffer of words that are their index. */
    static MemorySegment numbered(long bytes, String buffer) {
        MemorySegment words = allocate(bytes, buffer);
        for (long i = 0; i < bytes / Long.BYTES; i++) {
            words.setAtIndex(WORD, i, i);
        }
        return words;
    }

    /** How many words from {@code first} on, but the first of each message, are not their index in it. */
    static long wrong(MemorySegment words, long messageBytes) {
        long length = messageBytes / Long.BYTES;
        long wrong = 0;
        for (long i = 0; i < words.byteSize() / Long.BYTES; i++) {
            long index = i % length;
            wrong += index != 0 && words.getAtIndex(WORD, i) != index ? 1 : 0;
        }
        return wrong;
    }
}
