package rxt.transport.ffm;

import java.lang.foreign.MemorySegment;
import rxt.spmd.Parts;

/** One side of a collective whose ranks' parts lie where counts and displacements say, as the library needs it. */
final class PartedBuffer {
    private final Scratch scratch;
    private final MemorySegment buffer;
    private final MemorySegment memory;
    private final MemorySegment counts;
    private final MemorySegment displs;

    private PartedBuffer(Scratch scratch, MemorySegment buffer, MemorySegment memory, Parts parts) {
        this.scratch = scratch;
        this.buffer = buffer;
        this.memory = memory;
        counts = scratch.ints(parts.counts());
        displs = scratch.ints(parts.displs());
    }

    /** One that the library reads. */
    static PartedBuffer read(Scratch scratch, MemorySegment buffer, Parts parts) {
        return new PartedBuffer(scratch, buffer, scratch.read(buffer), parts);
    }

    /** One that the library writes. */
    static PartedBuffer write(Scratch scratch, MemorySegment buffer, Parts parts) {
        return new PartedBuffer(scratch, buffer, scratch.write(buffer), parts);
    }

    long address() {
        return memory.address();
    }

    long counts() {
        return counts.address();
    }

    long displs() {
        return displs.address();
    }

    /** Brings the parts, and nothing between them, into the buffer. */
    void fetch(Parts parts, int size) {
        if (Scratch.staged(buffer)) {
            for (int r = 0; r < size; r++) {
                parts.of(buffer, r).copyFrom(parts.of(memory, r));
            }
        }
    }

    /** Ends the library's use of it. */
    void release() {
        scratch.staging.giveBack(displs);
        scratch.staging.giveBack(counts);
        scratch.release(memory, buffer);
    }
}
