package rxt.transport.local;

import java.lang.foreign.MemorySegment;
import rxt.spmd.Status;

/** A look for a message without receiving it. */
final class Probe implements Awaited {
    private final LocalCommunicator comm;
    private final LocalRequest pattern;
    private final int source;
    private final int tag;
    private Status status;

    Probe(LocalCommunicator comm, int source, int tag) {
        this.comm = comm;
        this.source = source;
        this.tag = tag;
        MemorySegment nothing = MemorySegment.ofArray(new byte[0]);
        pattern = new LocalRequest(comm.port).receive(comm, nothing, null, source, comm.envelope(tag));
    }

    Status status() {
        return status;
    }

    @Override
    public boolean isOver() {
        status = comm.port.peek(pattern, comm);
        return status != null;
    }

    @Override
    public String words() {
        return comm.words("probe", source, tag);
    }
}
