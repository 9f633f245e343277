package rxt.spmd;

import java.lang.foreign.MemorySegment;

/**
 * Equally spaced blocks of elements, as MPI_Type_vector: the layout of a halo's column.
 *
 * @param element type of the elements
 * @param count number of blocks, 1 or more
 * @param blockLength elements in each block, 1 or more
 * @param stride elements from the start of one block to the start of the next, {@code blockLength} or more
 */
public record VectorType(ElementType element, int count, int blockLength, int stride) {
    public VectorType {
        if (count < 1 || blockLength < 1 || stride < blockLength) {
            throw new IllegalArgumentException("a vector type has 1 block or more of 1 element or more, a stride of a"
                    + " block's length or more; not " + count + " blocks of " + blockLength + ", stride " + stride);
        }
    }

    /** Elements in all blocks: what a message of this type carries. */
    public int elements() {
        return Math.multiplyExact(count, blockLength);
    }

    /** Bytes of a message of this type. */
    public long bytes() {
        return (long) elements() * element.bytes();
    }

    /** Bytes from the first block's first element to the last block's last. */
    public long extentBytes() {
        return ((count - 1L) * stride + blockLength) * element.bytes();
    }

    /** Demands a buffer that begins at the first block and reaches to the last one's end. */
    public void requireWithin(MemorySegment buffer) {
        if (buffer.byteSize() < extentBytes()) {
            throw new IllegalArgumentException(
                    this + " spans " + extentBytes() + " bytes, the buffer has " + buffer.byteSize());
        }
    }

    /** Copies the blocks of {@code laid}, one behind the other, to {@code packed}. */
    public void pack(MemorySegment laid, MemorySegment packed) {
        long block = (long) blockLength * element.bytes();
        long step = (long) stride * element.bytes();
        for (long b = 0; b < count; b++) {
            MemorySegment.copy(laid, b * step, packed, b * block, block);
        }
    }

    /** Copies the first {@code bytes} of {@code packed} to where they belong in the blocks of {@code laid}. */
    public void unpack(MemorySegment packed, MemorySegment laid, long bytes) {
        long block = (long) blockLength * element.bytes();
        long step = (long) stride * element.bytes();
        for (long b = 0; b * block < bytes; b++) {
            MemorySegment.copy(packed, b * block, laid, b * step, Math.min(block, bytes - b * block));
        }
    }
}
