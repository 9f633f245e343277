package rxt.transport.openmpi;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/** A message buffer as the library needs it: the segment itself if it is off-heap, otherwise a staged copy. */
final class Direct implements AutoCloseable {
    private final MemorySegment segment;
    private final Staging staging;
    private MemorySegment staged;

    private Direct(MemorySegment segment, Staging staging, boolean stage) {
        this.segment = segment;
        this.staging = staging;
        this.staged = stage ? staging.take(segment.byteSize()) : null;
    }

    /** A buffer that the library writes; {@link #writeBack} is needed afterwards. */
    Direct(MemorySegment segment, Staging staging) {
        this(segment, staging, !segment.isNative());
    }

    /** A copy of the segment, wherever it lies. */
    static Direct copied(MemorySegment segment, Staging staging) {
        Direct direct = new Direct(segment, staging, true);
        MemorySegment.copy(segment, 0, direct.staged, 0, segment.byteSize());
        return direct;
    }

    /** A buffer that the library reads, or of which it writes only parts. */
    static Direct filled(MemorySegment segment, Staging staging) {
        return segment.isNative() ? new Direct(segment, staging) : copied(segment, staging);
    }

    /** The address for the library, which has its own counts: of a segment beyond 2 GiB only the beginning is covered. */
    ByteBuffer buffer() {
        MemorySegment memory = staged != null ? staged : segment;
        return memory.byteSize() > Integer.MAX_VALUE
                ? memory.asSlice(0, Integer.MAX_VALUE).asByteBuffer()
                : memory.asByteBuffer();
    }

    /** The memory that the library reads and writes, as long as the segment. */
    MemorySegment memory() {
        return staged != null ? staged.asSlice(0, segment.byteSize()) : segment;
    }

    void writeBack() {
        writeBack(segment.byteSize());
    }

    /** Brings what the library wrote, so many bytes, into the segment. */
    void writeBack(long bytes) {
        if (staged != null) {
            MemorySegment.copy(staged, 0, segment, 0, bytes);
        }
    }

    /** Gives the staged copy back, once; the library must be done with it. */
    @Override
    public void close() {
        if (staged != null) {
            staging.giveBack(staged);
            staged = null;
        }
    }
}
