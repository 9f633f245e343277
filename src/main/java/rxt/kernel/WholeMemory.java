package rxt.kernel;

import java.lang.foreign.MemorySegment;

/**
 * All of memory as one segment that the JIT compiler knows, for inner loops by address: the checks of any other segment
 * stay in the loop, as C2 does not move those of several out of it. Nothing guards such an access, so a kernel computes the
 * addresses from segments of its own, in one place.
 */
@SuppressWarnings("restricted") // This is what it is for.
public final class WholeMemory {
    /** Every address is an offset of it. */
    public static final MemorySegment SEGMENT = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private WholeMemory() {}

    /**
     * Doubles from an address on, at most {@code most}, that lie before the next multiple of so many bytes: who goes on
     * there writes vectors of so many bytes that lie in one cache line each.
     *
     * @param address of a double, a multiple of 8
     * @param bytes a power of two, 8 or more
     */
    public static long doublesBeforeMultiple(long address, int bytes, long most) {
        return Math.min((-address & (bytes - 1)) / Double.BYTES, most);
    }
}
