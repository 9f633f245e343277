package rxt.transport.openmpi;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import rxt.spmd.VectorType;

/** A message buffer as the library needs it: the segment itself if it is off-heap, otherwise a staged copy. */
final class Direct implements AutoCloseable {
    private final MemorySegment segment;
    private final Staging staging;
    /** Layout of a segment on the heap whose staged copy is packed; null of one that is copied as it is. */
    private final VectorType layout;

    private Staging.Block staged;

    private Direct(MemorySegment segment, Staging staging, boolean stage) {
        this.segment = segment;
        this.staging = staging;
        layout = null;
        staged = stage ? staging.take(segment.byteSize()) : null;
    }

    private Direct(MemorySegment segment, VectorType layout, Staging staging) {
        this.segment = segment;
        this.staging = staging;
        this.layout = layout;
        staged = staging.take(layout.bytes());
    }

    /** The blocks of a segment on the heap, one behind the other. */
    static Direct packed(MemorySegment segment, VectorType layout, Staging staging) {
        Direct direct = new Direct(segment, layout, staging);
        layout.pack(segment, direct.staged.memory());
        return direct;
    }

    /** A buffer whose elements {@link #writeBack} brings to the blocks of a segment on the heap, and nowhere else. */
    static Direct unpacking(MemorySegment segment, VectorType layout, Staging staging) {
        return new Direct(segment, layout, staging);
    }

    /** A buffer that the library writes; {@link #writeBack} is needed afterwards. */
    Direct(MemorySegment segment, Staging staging) {
        this(segment, staging, !segment.isNative());
    }

    /** A copy of the segment, wherever it lies. */
    static Direct copied(MemorySegment segment, Staging staging) {
        Direct direct = new Direct(segment, staging, true);
        direct.load();
        return direct;
    }

    /** A buffer that the library reads, or of which it writes only parts. */
    static Direct filled(MemorySegment segment, Staging staging) {
        return segment.isNative() ? new Direct(segment, staging) : copied(segment, staging);
    }

    /** Brings the segment's content of this moment into the staged copy. */
    void load() {
        if (staged != null) {
            MemorySegment.copy(segment, 0, staged.memory(), 0, segment.byteSize());
        }
    }

    /** The address for the library, which has its own counts. */
    ByteBuffer buffer() {
        return staged != null ? staged.pointer() : staging.pointers.to(segment);
    }

    /** The memory that the library reads and writes, as long as the segment. */
    MemorySegment memory() {
        return staged != null ? staged.memory().asSlice(0, segment.byteSize()) : segment;
    }

    void writeBack() {
        writeBack(segment.byteSize());
    }

    /** Brings what the library wrote, so many bytes, into the segment. */
    void writeBack(long bytes) {
        if (layout != null) {
            layout.unpack(staged.memory(), segment, bytes);
        } else if (staged != null) {
            MemorySegment.copy(staged.memory(), 0, segment, 0, bytes);
        }
    }

    /** Gives the staged copy back, once; the library must be done with it. */
    @Override
    @SuppressWarnings("ReachabilityFenceUsage") // This is what the caller's finally calls.
    public void close() {
        if (staged != null) {
            staging.giveBack(staged);
            staged = null;
        }
        Reference.reachabilityFence(segment);
    }
}
