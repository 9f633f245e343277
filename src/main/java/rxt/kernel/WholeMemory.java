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
}
