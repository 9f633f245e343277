package rxt.transport.ffm;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import rxt.spmd.CommunicationException;
import rxt.spmd.Communicator;

/**
 * Memory that the library allocated on every rank of a communicator for a window.
 *
 * @param window the library's window
 * @param address of this rank's memory
 * @param arena ends when the window is freed, so that its memory is not touched afterwards
 * @param lengths bytes that each rank asked for
 */
record Allocation(long window, long address, Arena arena, long[] lengths) {
    /** Parts begin at cache lines, and none is empty: what address an empty one has differs between libraries. */
    private static final long LINE = 64;

    /** Collective. */
    static Allocation of(Communicator ranks, long comm, long bytes, boolean shared) {
        if (bytes < 0 || bytes > Long.MAX_VALUE - LINE) {
            throw new CommunicationException(
                    "rank " + ranks.rank() + ": a window of " + bytes + " bytes; 0 bytes or more are possible");
        }
        long[] lengths = ranks.allgather(new long[] {bytes});
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(2L * Long.BYTES, Long.BYTES);
            long info = Mpi.handle(Handle.INFO_NULL);
            int code = shared
                    ? WindowCalls.allocateShared(padded(bytes), 1, info, comm, out.address(), out.address() + 8)
                    : WindowCalls.allocate(padded(bytes), 1, info, comm, out.address(), out.address() + 8);
            if (code != 0) {
                throw Mpi.failure(code, ranks.rank(), "window of " + bytes + " bytes");
            }
            long window = Mpi.handleAt(out, Long.BYTES);
            int _ = WindowCalls.errhandler(window, Mpi.handle(Handle.ERRORS_RETURN));
            Allocation made = new Allocation(window, out.get(ValueLayout.JAVA_LONG, 0), Arena.ofShared(), lengths);
            made.at(made.address, padded(bytes)).fill((byte) 0);
            ranks.barrier();
            return made;
        }
    }

    private static long padded(long bytes) {
        return Math.max(LINE, (bytes + LINE - 1) / LINE * LINE);
    }

    @SuppressWarnings("restricted") // The library's memory.
    private MemorySegment at(long begin, long bytes) {
        return MemorySegment.ofAddress(begin).reinterpret(bytes, arena, null);
    }

    /** This rank's own memory. */
    MemorySegment own(int rank) {
        return at(address, lengths[rank]);
    }

    /** A rank's memory as {@code caller} sees it, in a window that was allocated shared. */
    MemorySegment part(int rank, int caller) {
        try (Arena scratch = Arena.ofConfined()) {
            MemorySegment out = scratch.allocate(3L * Long.BYTES, Long.BYTES);
            long to = out.address();
            int code = WindowCalls.sharedQuery(window, rank, to, to + 8, to + 16);
            if (code != 0) {
                throw Mpi.failure(code, caller, "part of rank " + rank);
            }
            return at(out.get(ValueLayout.JAVA_LONG, 16), lengths[rank]);
        }
    }

    /** Frees it. Collective. */
    void free(int rank) {
        arena.close();
        try (Arena scratch = Arena.ofConfined()) {
            int code = WindowCalls.free(Mpi.handleIn(scratch, window).address());
            if (code != 0) {
                throw Mpi.failure(code, rank, "free of a window");
            }
        }
    }
}
