package rxt.spmd;

import java.lang.foreign.MemorySegment;

/** Memory of one node that its ranks read and write directly (MPI_Win_allocate_shared); each rank owns a part. */
public interface SharedWindow extends AutoCloseable {
    /**
     * The part of a rank, as long as that rank asked for, at an address that 8 divides; zero at first. A rank may ask
     * for 0 bytes and use another's.
     *
     * @param rank in the communicator that made the window
     */
    MemorySegment part(int rank);

    /** What each rank wrote before, all see after. Collective. */
    void sync();

    /** Frees the memory of all parts. Collective; no part may be touched afterwards. */
    @Override
    void close();
}
