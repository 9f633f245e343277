package rxt.kernel.messages;

import java.lang.foreign.MemorySegment;
import java.util.function.BooleanSupplier;

/**
 * One direction of a pipe between two threads, for one message at a time: copied in by the one endpoint, copied out by the
 * other, and nobody else.
 */
final class Pipe {
    private final MemorySegment slot;
    private final BooleanSupplier empty = this::isEmpty;
    private final BooleanSupplier filled = this::isFull;
    private long bytes;
    private volatile boolean full;

    /** @param room bytes of the longest message */
    Pipe(long room) {
        slot = MemorySegment.ofArray(new long[Math.toIntExact(Math.ceilDiv(room, (long) Long.BYTES))]);
    }

    /** Waits until the message before has been taken. */
    void put(MemorySegment message) {
        Patience.until("room in a pipe", empty);
        bytes = message.byteSize();
        MemorySegment.copy(message, 0, slot, 0, bytes);
        full = true;
    }

    /** Whether {@link #take} would not wait. */
    boolean isFull() {
        return full;
    }

    private boolean isEmpty() {
        return !full;
    }

    /** Waits for a message and answers its length in bytes. */
    long take(MemorySegment message) {
        Patience.until("a message in a pipe", filled);
        long taken = bytes;
        MemorySegment.copy(slot, 0, message, 0, taken);
        full = false;
        return taken;
    }
}
