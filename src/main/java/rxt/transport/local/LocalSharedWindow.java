package rxt.transport.local;

import java.lang.foreign.MemorySegment;
import rxt.spmd.SharedWindow;

/** Off-heap memory of each rank, which all ranks of the JVM address anyway. */
final class LocalSharedWindow implements SharedWindow {
    private final LocalCommunicator comm;
    private final Memory memory;
    private final MemorySegment[] parts;

    LocalSharedWindow(LocalCommunicator comm, long bytes) {
        comm.arguments.memory(bytes, "shared");
        this.comm = comm;
        memory = comm.memory();
        parts = comm.show(memory.allocate(bytes));
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
        memory.close();
    }
}
