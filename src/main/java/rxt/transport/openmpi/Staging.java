package rxt.transport.openmpi;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/** Off-heap memory for messages from and to the Java heap: blocks of 2ⁿ bytes, kept for the next message. */
final class Staging {
    private static final int SMALLEST = 64;

    private final List<Deque<MemorySegment>> free = IntStream.range(0, Long.SIZE)
            .<Deque<MemorySegment>>mapToObj(n -> new ArrayDeque<>())
            .toList();

    /** A block of at least so many bytes, with any content. */
    synchronized MemorySegment take(long bytes) {
        long length = Math.max(SMALLEST, Long.highestOneBit(Math.max(bytes, 1) * 2 - 1));
        MemorySegment block = freeOf(length).pollLast();
        return block != null ? block : Arena.ofAuto().allocate(length, SMALLEST);
    }

    synchronized void giveBack(MemorySegment block) {
        freeOf(block.byteSize()).addLast(block);
    }

    private Deque<MemorySegment> freeOf(long length) {
        return free.get(Long.numberOfTrailingZeros(length));
    }
}
