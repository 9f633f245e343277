package rxt.transport.ffm;

import java.lang.foreign.MemorySegment;
import rxt.spmd.Arguments;
import rxt.spmd.Communicator;
import rxt.spmd.SharedWindow;

/** A window of the library whose parts all ranks map; one epoch from its beginning to its end. */
final class FfmSharedWindow implements SharedWindow {
    private final Allocation allocation;
    private final Communicator comm;
    private final MemorySegment[] parts;

    FfmSharedWindow(Allocation allocation, Communicator comm) {
        this.allocation = allocation;
        this.comm = comm;
        parts = new MemorySegment[comm.size()];
        for (int r = 0; r < parts.length; r++) {
            parts[r] = allocation.part(r, comm.rank());
        }
        check(WindowCalls.lockAll(0, allocation.window()), "shared window");
    }

    private void check(int code, String call) {
        if (code != 0) {
            throw Mpi.failure(code, comm.rank(), call);
        }
    }

    @Override
    public MemorySegment part(int rank) {
        Arguments.of(comm).target("part of", rank);
        return parts[rank];
    }

    @Override
    public void sync() {
        Scratch _ = Scratch.mine();
        check(WindowCalls.sync(allocation.window()), "sync");
        comm.barrier();
        check(WindowCalls.sync(allocation.window()), "sync");
    }

    @Override
    public void close() {
        check(WindowCalls.unlockAll(allocation.window()), "free of a shared window");
        allocation.free(comm.rank());
    }
}
