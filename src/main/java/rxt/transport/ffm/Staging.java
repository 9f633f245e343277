package rxt.transport.ffm;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** Off-heap memory for messages from and to the Java heap: blocks of 2ⁿ bytes, kept for the next message. */
final class Staging {
    /** log₂ of the shortest block's bytes. */
    private static final int SMALLEST = 6;

    private static final long KEPT_BYTES = 256L << 20;

    private final long mostBytes;
    private final MemorySegment[][] free = new MemorySegment[Long.SIZE][0];
    private final int[] blocks = new int[Long.SIZE];
    private long keptBytes;

    Staging() {
        this(KEPT_BYTES);
    }

    /**
     * @param mostBytes what is kept, of all lengths together; blocks given back by other threads than take them would
     *     pile up
     */
    Staging(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** A block of at least so many bytes, with any content. */
    MemorySegment take(long bytes) {
        int n = Long.SIZE - Long.numberOfLeadingZeros(Math.max(bytes, 1L << SMALLEST) - 1);
        int count = blocks[n];
        if (count == 0) {
            return Arena.ofAuto().allocate(1L << n, 1L << SMALLEST);
        }
        blocks[n] = count - 1;
        keptBytes -= 1L << n;
        return free[n][count - 1];
    }

    /** Keeps a block for the next message; one too many is left to the garbage collector. */
    void giveBack(MemorySegment block) {
        if (keptBytes + block.byteSize() > mostBytes) {
            return;
        }
        int n = Long.numberOfTrailingZeros(block.byteSize());
        int count = blocks[n];
        if (count == free[n].length) {
            free[n] = Arrays.copyOf(free[n], Math.max(2 * count, 4));
        }
        free[n][count] = block;
        blocks[n] = count + 1;
        keptBytes += 1L << n;
    }
}
