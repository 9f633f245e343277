package rxt.transport.ffm;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** Spent requests of messages, and off-heap memory for the handles of new ones. */
final class RequestPool {
    private static final int SLAB = 64;
    private static final int MOST = 1 << 16;

    private FfmRequest[] free = new FfmRequest[SLAB];
    private int size;
    private MemorySegment slab = MemorySegment.NULL;
    private long used;

    FfmRequest take() {
        if (size == 0) {
            return new FfmRequest(handle());
        }
        return free[--size];
    }

    void giveBack(FfmRequest request) {
        if (size == free.length) {
            if (size >= MOST) {
                return;
            }
            free = Arrays.copyOf(free, 2 * size);
        }
        free[size++] = request;
    }

    /** Memory for one handle. */
    MemorySegment handle() {
        if (used == slab.byteSize()) {
            slab = Arena.ofAuto().allocate(SLAB * (long) Long.BYTES, Long.BYTES);
            used = 0;
        }
        MemorySegment handle = slab.asSlice(used, Long.BYTES);
        used += Long.BYTES;
        return handle;
    }
}
