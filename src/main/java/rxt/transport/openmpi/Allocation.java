package rxt.transport.openmpi;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import mpi.Intracomm;
import mpi.MPI;
import mpi.MPIException;
import mpi.Win;
import rxt.spmd.Arguments;

/**
 * Memory that the library allocated on every rank of a communicator for a window.
 *
 * @param win the library's window
 * @param address of this rank's memory
 * @param arena ends when the window is freed, so that its memory is not touched afterwards
 * @param lengths bytes that each rank asked for
 */
record Allocation(Win win, long address, Arena arena, long[] lengths) {
    /** Parts begin at cache lines, and none is empty: the library would give an empty one no address. */
    private static final long LINE = 64;

    /**
     * Collective.
     *
     * @param flavor {@link Win#FLAVOR_SHARED} or {@link Win#FLAVOR_PRIVATE}
     */
    static Allocation of(OpenMpiCommunicator comm, Intracomm ranks, long bytes, int flavor) {
        Arguments arguments = Arguments.of(comm);
        if (bytes < 0 || bytes > Integer.MAX_VALUE - LINE) {
            throw arguments.refusal("a window of " + bytes + " bytes; 0 to " + (Integer.MAX_VALUE - LINE)
                    + " bytes are possible here (Open MPI's Java bindings count them in an int)");
        }
        long[] lengths = comm.allgather(new long[] {bytes});
        // The library's method takes a buffer, and writes the address of the window's memory into it.
        MemorySegment base = Arena.ofAuto().allocate(ValueLayout.ADDRESS);
        try {
            Win win = new Win(Math.toIntExact(padded(bytes)), 1, MPI.INFO_NULL, ranks, base.asByteBuffer(), flavor);
            win.setErrhandler(MPI.ERRORS_RETURN);
            Allocation made = new Allocation(win, base.get(ValueLayout.JAVA_LONG, 0), Arena.ofShared(), lengths);
            made.at(made.address, padded(bytes)).fill((byte) 0);
            ranks.barrier();
            return made;
        } catch (MPIException e) {
            throw Native.failure("window of " + bytes + " bytes", comm.rank(), e);
        }
    }

    private static long padded(long bytes) {
        return Math.max(LINE, (bytes + LINE - 1) / LINE * LINE);
    }

    @SuppressWarnings("restricted")
    private MemorySegment at(long begin, long bytes) {
        return MemorySegment.ofAddress(begin).reinterpret(bytes, arena, null);
    }

    /** This rank's own memory. */
    MemorySegment own(int rank) {
        return at(address, lengths[rank]);
    }

    /** Every rank's memory as this one, {@code rank}, sees it: Open MPI lays shared parts one behind the other. */
    MemorySegment[] parts(int rank) {
        long begin = address;
        for (int r = 0; r < rank; r++) {
            begin -= padded(lengths[r]);
        }
        MemorySegment[] parts = new MemorySegment[lengths.length];
        for (int r = 0; r < parts.length; r++) {
            parts[r] = at(begin, lengths[r]);
            begin += padded(lengths[r]);
        }
        return parts;
    }

    /** Frees it. Collective. */
    void free(int rank) {
        arena.close();
        Native.run("free of a window", rank, win::free);
    }
}
