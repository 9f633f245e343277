package rxt.transport.ffm;

import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import rxt.spmd.VectorType;

/** The library's datatypes of {@link VectorType}s, made once each; and the same layout by hand, for staged memory. */
final class VectorTypes {
    private static final Map<VectorType, Long> MADE = new ConcurrentHashMap<>();

    private VectorTypes() {}

    /** The committed datatype; never freed, since programs use few. */
    static long of(VectorType vector, Scratch scratch, int rank) {
        Long made = MADE.get(vector);
        return made != null ? made : MADE.computeIfAbsent(vector, type -> make(type, scratch, rank));
    }

    private static long make(VectorType vector, Scratch scratch, int rank) {
        int code = SetupCalls.vector(
                vector.count(), vector.blockLength(), vector.stride(), Mpi.of(vector.element()), scratch.out);
        if (code == 0) {
            code = SetupCalls.commit(scratch.out);
        }
        if (code != 0) {
            throw Mpi.failure(code, rank, "MPI_Type_vector of " + vector);
        }
        return scratch.outHandle();
    }

    /** The blocks of {@code buffer}, one behind the other in {@code memory}. */
    static void pack(MemorySegment buffer, MemorySegment memory, VectorType vector) {
        long block = (long) vector.blockLength() * vector.element().bytes();
        long stride = (long) vector.stride() * vector.element().bytes();
        for (int i = 0; i < vector.count(); i++) {
            MemorySegment.copy(buffer, i * stride, memory, i * block, block);
        }
    }

    /** The first {@code bytes} of {@code memory}, back into the blocks of {@code buffer}. */
    static void unpack(MemorySegment memory, MemorySegment buffer, VectorType vector, long bytes) {
        long block = (long) vector.blockLength() * vector.element().bytes();
        long stride = (long) vector.stride() * vector.element().bytes();
        for (long i = 0; i * block < bytes; i++) {
            MemorySegment.copy(memory, i * block, buffer, i * stride, Math.min(block, bytes - i * block));
        }
    }
}
