package rxt.transport.local;

import java.lang.foreign.MemorySegment;
import rxt.spmd.VectorType;

/** Copies between a message, whose elements are contiguous, and a buffer laid out as a vector type, or contiguous too. */
final class Strided {
    private Strided() {}

    /** Copies the blocks of {@code type} in {@code from} to the beginning of {@code message}. */
    static void pack(MemorySegment from, VectorType type, MemorySegment message) {
        long block = (long) type.blockLength() * type.element().bytes();
        long stride = (long) type.stride() * type.element().bytes();
        for (int b = 0; b < type.count(); b++) {
            MemorySegment.copy(from, b * stride, message, b * block, block);
        }
    }

    /**
     * Copies {@code length} bytes of a message, which may end in the middle of the type.
     *
     * @param type layout of {@code to}, null for a contiguous one
     */
    static void unpack(MemorySegment message, long at, MemorySegment to, VectorType type, long length) {
        if (type == null) {
            MemorySegment.copy(message, at, to, 0, length);
            return;
        }
        long block = (long) type.blockLength() * type.element().bytes();
        long stride = (long) type.stride() * type.element().bytes();
        for (int b = 0; b * block < length; b++) {
            MemorySegment.copy(message, at + b * block, to, b * stride, Math.min(block, length - b * block));
        }
    }
}
