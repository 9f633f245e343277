package rxt.transport.ffm;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** Origin buffers that the library may still read or write, and their staged memory; threads may call at once. */
final class Origins {
    private MemorySegment[] buffers = new MemorySegment[16];
    private MemorySegment[] memories = new MemorySegment[16];
    private int[] targets = new int[16];
    private boolean[] filled = new boolean[16];
    private int size;

    /** One that is in the library's hands from now on. */
    synchronized void add(MemorySegment buffer, MemorySegment memory, int target, boolean fill) {
        if (size == buffers.length) {
            buffers = Arrays.copyOf(buffers, 2 * size);
            memories = Arrays.copyOf(memories, 2 * size);
            targets = Arrays.copyOf(targets, 2 * size);
            filled = Arrays.copyOf(filled, 2 * size);
        }
        buffers[size] = buffer;
        memories[size] = memory;
        targets[size] = target;
        filled[size] = fill;
        size++;
    }

    /** The library is done with those of one target, or with all where {@code target} is −1. */
    synchronized void complete(Scratch scratch, int target) {
        int kept = 0;
        for (int k = 0; k < size; k++) {
            if (target >= 0 && targets[k] != target) {
                buffers[kept] = buffers[k];
                memories[kept] = memories[k];
                targets[kept] = targets[k];
                filled[kept] = filled[k];
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
