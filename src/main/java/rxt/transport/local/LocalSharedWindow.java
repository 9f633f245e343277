package rxt.transport.local;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import rxt.spmd.SharedWindow;

/** Off-heap memory of each rank, which all ranks of the JVM address anyway. */
final class LocalSharedWindow implements SharedWindow {
    private static final long ALIGNMENT = 64;

    private final LocalCommunicator comm;
    private final Arena arena;
    private final MemorySegment[] parts;

    LocalSharedWindow(LocalCommunicator comm, long bytes) {
        comm.arguments.memory(bytes, "shared");
        this.comm = comm;
        arena = comm.world.arena();
        parts = comm.show(arena.allocate(bytes, ALIGNMENT));
    }

    @Override
    public MemorySegment part(int rank) {
        comm.arguments.target("part of", rank);
        return parts[rank];
    }

    @Override
    public void sync() {
        comm.barrier();
    }

    @Override
    public void close() {
        comm.barrier();
        comm.world.close(arena);
    }
}
