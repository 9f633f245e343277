package rxt.transport.openmpi;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/**
 * Byte buffers that stand for addresses, which is all the library's native methods take from a buffer: the latest of
 * each of some addresses is kept, so that a message from memory used before makes none.
 *
 * <p>They keep no memory alive; whoever uses one holds on to the segment.
 */
final class Pointers {
    private static final int KEPT = 256;

    private final Pointer[] table = new Pointer[KEPT];

    private record Pointer(long address, ByteBuffer buffer) {}

    /** A buffer at the beginning of an off-heap segment. */
    ByteBuffer to(MemorySegment segment) {
        long address = segment.address();
        int slot = (int) ((address ^ (address >>> 12)) >>> 3) & (KEPT - 1);
        Pointer found = table[slot];
        if (found == null || found.address != address) {
            // Threads that race for a slot each get the right buffer: a record's fields are final.
            found = new Pointer(address, at(address));
            table[slot] = found;
        }
        return found.buffer;
    }

    /** One byte long: the library takes its counts from elsewhere. */
    @SuppressWarnings("restricted")
    static ByteBuffer at(long address) {
        return MemorySegment.ofAddress(address).reinterpret(1).asByteBuffer();
    }
}
