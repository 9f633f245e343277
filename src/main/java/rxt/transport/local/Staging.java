package rxt.transport.local;

import java.lang.foreign.MemorySegment;

/** Memory that any thread may touch, used again, in place of a segment that only its own thread may touch. */
final class Staging {
    private byte[] array = {};
    private MemorySegment room = MemorySegment.ofArray(array);

    /** Exactly {@code bytes} bytes, until the next call. */
    MemorySegment room(long bytes) {
        if (array.length < bytes) {
            array = new byte[Math.toIntExact(bytes)];
        }
        if (room.byteSize() != bytes) {
            room = MemorySegment.ofArray(array).asSlice(0, bytes);
        }
        return room;
    }

    /** A copy, until the next call. */
    MemorySegment copyOf(MemorySegment segment) {
        return room(segment.byteSize()).copyFrom(segment);
    }
}
