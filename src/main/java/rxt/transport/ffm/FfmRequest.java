package rxt.transport.ffm;

import java.lang.foreign.MemorySegment;
import rxt.spmd.CommunicationException;
import rxt.spmd.Status;
import rxt.spmd.VectorType;

/** A message under way, with the memory that it needs until it is complete; used again for other messages. */
class FfmRequest extends Pending {
    private FfmMessages owner;
    private MemorySegment buffer;
    private MemorySegment memory;
    private VectorType layout;
    private boolean incoming;
    private int peer;
    private int tag;

    FfmRequest(MemorySegment handle) {
        super(handle);
    }

    /**
     * A send.
     *
     * @param buffer the caller's
     * @param memory what of it the library reads
     */
    final FfmRequest sending(FfmMessages owner, MemorySegment buffer, MemorySegment memory, int dest, int tag) {
        incoming = false;
        layout = null;
        return message(owner, buffer, memory, dest, tag);
    }

    /**
     * A receive.
     *
     * @param buffer the caller's
     * @param memory what the library writes instead
     */
    final FfmRequest receiving(FfmMessages owner, MemorySegment buffer, MemorySegment memory, int source, int tag) {
        incoming = true;
        layout = null;
        return message(owner, buffer, memory, source, tag);
    }

    /** Where the elements of the caller's buffer lie, if not side by side. */
    final FfmRequest laidOut(VectorType vector) {
        layout = vector;
        return this;
    }

    private FfmRequest message(FfmMessages comm, MemorySegment user, MemorySegment library, int rank, int number) {
        owner = comm;
        buffer = user;
        memory = library;
        peer = rank;
        tag = number;
        return this;
    }

    final MemorySegment buffer() {
        return buffer;
    }

    final MemorySegment memory() {
        return memory;
    }

    final boolean incoming() {
        return incoming;
    }

    final FfmMessages owner() {
        return owner;
    }

    @Override
    final Status completed(Scratch scratch) {
        if (!incoming) {
            return Scratch.NOTHING;
        }
        Status status = scratch.result(peer);
        if (layout == null) {
            scratch.fetch(memory, buffer, status.bytes());
        } else if (Scratch.staged(buffer)) {
            VectorTypes.unpack(memory, buffer, layout, status.bytes());
        }
        return status;
    }

    @Override
    void released(Scratch scratch) {
        scratch.release(memory, buffer);
        buffer = null;
        memory = null;
    }

    @Override
    void spent(Scratch scratch) {
        scratch.requests.giveBack(this);
    }

    @Override
    final CommunicationException failed(int code) {
        return incoming ? owner.receiveFailed(code, peer, tag, buffer.byteSize()) : owner.sendFailed(code, peer, tag);
    }
}
