package rxt.transport.ffm;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Origin buffers that the library may still read or write, and their staged memory; threads may call at once.
 *
 * <p>An origin comes here after the call that began its transfer, and a completion ends only those that were here
 * before it began: of one that another thread adds meanwhile, nobody knows whether the library is done with it.
 */
final class Origins {
    private MemorySegment[] buffers = new MemorySegment[16];
    private MemorySegment[] memories = new MemorySegment[16];
    private int[] targets = new int[16];
    private boolean[] filled = new boolean[16];
    private long[] numbers = new long[16];
    private int size;
    private long added;

    /** Divides those added until now from those to come; to be taken before a call that completes. */
    synchronized long mark() {
        return added;
    }

    /** One that is in the library's hands from now on. */
    synchronized void add(MemorySegment buffer, MemorySegment memory, int target, boolean fill) {
        if (size == buffers.length) {
            buffers = Arrays.copyOf(buffers, 2 * size);
            memories = Arrays.copyOf(memories, 2 * size);
            targets = Arrays.copyOf(targets, 2 * size);
            filled = Arrays.copyOf(filled, 2 * size);
            numbers = Arrays.copyOf(numbers, 2 * size);
        }
        buffers[size] = buffer;
        memories[size] = memory;
        targets[size] = target;
        filled[size] = fill;
        numbers[size] = added++;
        size++;
    }

    /** The library is done with those before the mark: of one target, or all where {@code target} is −1. */
    synchronized void complete(Scratch scratch, int target, long mark) {
        int kept = 0;
        for (int k = 0; k < size; k++) {
            if (numbers[k] >= mark || (target >= 0 && targets[k] != target)) {
                buffers[kept] = buffers[k];
                memories[kept] = memories[k];
                targets[kept] = targets[k];
                filled[kept] = filled[k];
                numbers[kept] = numbers[k];
                kept++;
                continue;
            }
            if (filled[k]) {
                scratch.fetch(memories[k], buffers[k], buffers[k].byteSize());
            }
            scratch.release(memories[k], buffers[k]);
        }
        Arrays.fill(buffers, kept, size, null);
        Arrays.fill(memories, kept, size, null);
        size = kept;
    }
}
