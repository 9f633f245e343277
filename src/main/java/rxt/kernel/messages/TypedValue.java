package rxt.kernel.messages;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/** A value with its type in memory of fixed width: none, a whole or real number, a truth, a text or bytes. */
final class TypedValue {
    /** Bytes before the content: type and length. */
    static final int HEAD = 16;

    private static final byte[] NOTHING = {};

    private static final int NONE = 0;
    private static final int LONG = 1;
    private static final int DOUBLE = 2;
    private static final int BOOLEAN = 3;
    private static final int TEXT = 4;
    private static final int BYTES = 5;

    private TypedValue() {}

    /**
     * Writes one.
     *
     * @throws IllegalArgumentException where it is longer than the memory, which stays as it was, or of another type
     */
    static void write(Object value, MemorySegment place) {
        switch (value) {
            case null -> write(NONE, NOTHING, place);
            case Long number -> write(LONG, number, place);
            case Double number -> write(DOUBLE, Double.doubleToLongBits(number), place);
            case Boolean truth -> write(BOOLEAN, truth ? 1L : 0L, place);
            case String text -> write(TEXT, text.getBytes(StandardCharsets.UTF_8), place);
            case byte[] bytes -> write(BYTES, bytes, place);
            default -> throw new IllegalArgumentException("no slot holds a " + value.getClass().getName());
        }
    }

    private static void write(int type, long number, MemorySegment place) {
        place.set(ValueLayout.JAVA_LONG, 0, type);
        place.set(ValueLayout.JAVA_LONG, Long.BYTES, Long.BYTES);
        place.set(ValueLayout.JAVA_LONG, HEAD, number);
    }

    private static void write(int type, byte[] content, MemorySegment place) {
        requireRoom(content.length, place);
        place.set(ValueLayout.JAVA_LONG, 0, type);
        place.set(ValueLayout.JAVA_LONG, Long.BYTES, content.length);
        MemorySegment.copy(content, 0, place, ValueLayout.JAVA_BYTE, HEAD, content.length);
    }

    /** As {@link #write} of what {@code from} holds. */
    static void copy(MemorySegment from, MemorySegment place) {
        long length = from.get(ValueLayout.JAVA_LONG, Long.BYTES);
        requireRoom(length, place);
        MemorySegment.copy(from, 0, place, 0, HEAD + length);
    }

    private static void requireRoom(long length, MemorySegment place) {
        if (length > place.byteSize() - HEAD) {
            throw new IllegalArgumentException("exceeds available storage of a slot"); // Python's words
        }
    }

    static Object read(MemorySegment place) {
        long number = place.get(ValueLayout.JAVA_LONG, HEAD);
        return switch ((int) place.get(ValueLayout.JAVA_LONG, 0)) {
            case NONE -> null;
            case LONG -> number;
            case DOUBLE -> Double.longBitsToDouble(number);
            case BOOLEAN -> number != 0;
            case TEXT -> new String(content(place), StandardCharsets.UTF_8);
            case BYTES -> content(place);
            default -> throw new IllegalStateException("no value in a slot");
        };
    }

    private static byte[] content(MemorySegment place) {
        return place.asSlice(HEAD, place.get(ValueLayout.JAVA_LONG, Long.BYTES)).toArray(ValueLayout.JAVA_BYTE);
    }
}
