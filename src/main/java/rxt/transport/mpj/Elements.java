package rxt.transport.mpj;

import java.lang.foreign.MemorySegment;
import mpi.Datatype;
import mpi.MPI;
import rxt.spmd.ElementType;

/**
 * A message buffer as the library needs it, an array of the element type and an offset: the array under the segment if
 * it has one, otherwise a staged copy.
 */
final class Elements {
    private final MemorySegment segment;
    private final MemorySegment staged;
    private final Object array;
    private final int offset;
    private final int count;
    private final ElementType type;

    private Elements(MemorySegment segment, ElementType type, boolean stage) {
        this.segment = segment;
        this.type = type;
        count = type.count(segment.byteSize());
        if (stage) {
            staged = array(type, count);
            array = staged.heapBase().orElseThrow();
            offset = 0;
        } else {
            staged = null;
            array = segment.heapBase().orElseThrow();
            offset = Math.toIntExact(segment.address() / type.bytes());
        }
    }

    /** A buffer that the library fills; {@link #writeBack} is needed afterwards. */
    static Elements writing(MemorySegment segment, ElementType type) {
        return new Elements(segment, type, !lies(segment, type));
    }

    /** A buffer that the library reads, or fills in parts. */
    static Elements reading(MemorySegment segment, ElementType type) {
        return lies(segment, type) ? new Elements(segment, type, false) : copied(segment, type);
    }

    /** A buffer at offset 0, with its content. */
    static Elements atZero(MemorySegment segment, ElementType type) {
        return lies(segment, type) && segment.address() == 0
                ? new Elements(segment, type, false)
                : copied(segment, type);
    }

    /** A copy, at offset 0. */
    static Elements copied(MemorySegment segment, ElementType type) {
        Elements elements = new Elements(segment, type, true);
        elements.staged.copyFrom(segment);
        return elements;
    }

    private static boolean lies(MemorySegment segment, ElementType type) {
        return segment.heapBase()
                        .map(base -> base.getClass() == arrayClass(type))
                        .orElse(false)
                && segment.address() % type.bytes() == 0;
    }

    private static Class<?> arrayClass(ElementType type) {
        return switch (type) {
            case BYTE -> byte[].class;
            case INT -> int[].class;
            case LONG -> long[].class;
            case FLOAT -> float[].class;
            case DOUBLE -> double[].class;
        };
    }

    private static MemorySegment array(ElementType type, int count) {
        return switch (type) {
            case BYTE -> MemorySegment.ofArray(new byte[count]);
            case INT -> MemorySegment.ofArray(new int[count]);
            case LONG -> MemorySegment.ofArray(new long[count]);
            case FLOAT -> MemorySegment.ofArray(new float[count]);
            case DOUBLE -> MemorySegment.ofArray(new double[count]);
        };
    }

    Object array() {
        return array;
    }

    int offset() {
        return offset;
    }

    int count() {
        return count;
    }

    ElementType type() {
        return type;
    }

    Datatype datatype() {
        return switch (type) {
            case BYTE -> MPI.BYTE;
            case INT -> MPI.INT;
            case LONG -> MPI.LONG;
            case FLOAT -> MPI.FLOAT;
            case DOUBLE -> MPI.DOUBLE;
        };
    }

    /** Length in bytes. */
    long bytes() {
        return segment.byteSize();
    }

    /** Brings the segment's content of this moment into a staged copy. */
    void load() {
        if (staged != null) {
            staged.copyFrom(segment);
        }
    }

    void writeBack() {
        writeBack(segment.byteSize());
    }

    /** Brings what the library filled, so many bytes, into the segment. */
    void writeBack(long bytes) {
        if (staged != null) {
            MemorySegment.copy(staged, 0, segment, 0, bytes);
        }
    }
}
