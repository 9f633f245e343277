package rxt.transport.openmpi;

import java.lang.foreign.MemorySegment;
import mpi.Intracomm;
import mpi.MPI;
import rxt.spmd.SharedWindow;

/** A window of the library whose parts all ranks map; one epoch from its beginning to its end. */
final class OpenMpiSharedWindow implements SharedWindow {
    private final Allocation allocation;
    private final Intracomm comm;
    private final int rank;
    private final MemorySegment[] parts;

    OpenMpiSharedWindow(Allocation allocation, Intracomm comm, int rank) {
        this.allocation = allocation;
        this.comm = comm;
        this.rank = rank;
        parts = allocation.parts(rank);
        Native.run("shared window", rank, () -> allocation.win().lockAll(MPI.MODE_NOCHECK));
    }

    @Override
    public MemorySegment part(int rank) {
        return parts[rank];
    }

    @Override
    public void sync() {
        Native.run("sync", rank, () -> {
            allocation.win().sync();
            comm.barrier();
            allocation.win().sync();
        });
    }

    @Override
    public void close() {
        Native.run("free of a shared window", rank, allocation.win()::unlockAll);
        allocation.free(rank);
    }
}
