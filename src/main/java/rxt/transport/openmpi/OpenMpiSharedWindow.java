package rxt.transport.openmpi;

import java.lang.foreign.MemorySegment;
import mpi.Intracomm;
import mpi.MPI;
import rxt.spmd.Arguments;
import rxt.spmd.SharedWindow;

/** A window of the library whose parts all ranks map; one epoch from its beginning to its end. */
final class OpenMpiSharedWindow implements SharedWindow {
    private final Allocation allocation;
    private final Intracomm comm;
    private final Arguments arguments;
    private final MemorySegment[] parts;

    OpenMpiSharedWindow(Allocation allocation, Intracomm comm, Arguments arguments) {
        this.allocation = allocation;
        this.comm = comm;
        this.arguments = arguments;
        parts = allocation.parts(arguments.rank());
        Native.run("shared window", arguments.rank(), () -> allocation.win().lockAll(MPI.MODE_NOCHECK));
    }

    @Override
    public MemorySegment part(int rank) {
        arguments.target("part of", rank);
        return parts[rank];
    }

    @Override
    public void sync() {
        Native.run("sync", arguments.rank(), () -> {
            allocation.win().sync();
            comm.barrier();
            allocation.win().sync();
        });
    }

    @Override
    public void close() {
        Native.run("free of a shared window", arguments.rank(), allocation.win()::unlockAll);
        allocation.free(arguments.rank());
    }
}
