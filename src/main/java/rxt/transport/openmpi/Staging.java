package rxt.transport.openmpi;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

/** Off-heap memory for messages from and to the Java heap: blocks of 2ⁿ bytes, kept for the next message. */
final class Staging {
    private static final int SMALLEST = 64;

    /** log₂ of the longest block that is kept without a lock: one of each length, less than 128 MiB together. */
    private static final int LONGEST_FIRST = 26;

    private static final long KEPT_BYTES = 256L << 20;

    final Pointers pointers = new Pointers();

    private final long mostBytes;

    /** One block of each length that takes no lock. */
    private final AtomicReferenceArray<Block> first = new AtomicReferenceArray<>(Long.SIZE);

    private final List<Deque<Block>> others = IntStream.range(0, Long.SIZE)
            .<Deque<Block>>mapToObj(n -> new ArrayDeque<>())
            .toList();
    private long otherBytes;

    Staging() {
        this(KEPT_BYTES);
    }

    /**
     * @param mostBytes what is kept of all lengths together, besides one block of each length up to 64 MiB
     */
    Staging(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /**
     * Memory, and the buffer that stands for it.
     *
     * @param memory 2ⁿ bytes
     */
    record Block(MemorySegment memory, ByteBuffer pointer) {
        private static Block of(long bytes) {
            MemorySegment memory = Arena.ofAuto().allocate(bytes, SMALLEST);
            return new Block(memory, memory.asSlice(0, SMALLEST).asByteBuffer());
        }

        private int power() {
            return Long.numberOfTrailingZeros(memory.byteSize());
        }
    }

    /** A block of at least so many bytes, with any content. */
    Block take(long bytes) {
        long length = Math.max(SMALLEST, Long.highestOneBit(Math.max(bytes, 1) * 2 - 1));
        int power = Long.numberOfTrailingZeros(length);
        Block block = first.getAndSet(power, null);
        if (block == null) {
            synchronized (this) {
                block = others.get(power).pollLast();
                otherBytes -= block != null ? length : 0;
            }
        }
        return block != null ? block : Block.of(length);
    }

    /** Keeps a block for the next message; one too many is left to the garbage collector. */
    void giveBack(Block block) {
        int power = block.power();
        if (power <= LONGEST_FIRST && first.compareAndSet(power, null, block)) {
            return;
        }
        long bytes = block.memory().byteSize();
        synchronized (this) {
            if (otherBytes + bytes <= mostBytes) {
                others.get(power).addLast(block);
                otherBytes += bytes;
            }
        }
    }
}
