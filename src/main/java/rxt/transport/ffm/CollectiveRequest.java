package rxt.transport.ffm;

import java.lang.foreign.MemorySegment;
import rxt.spmd.CommunicationException;
import rxt.spmd.Parts;
import rxt.spmd.Status;

/** A collective under way, with the memory that it needs until it is complete; used again for other collectives. */
final class CollectiveRequest extends Pending {
    private String call;
    private int rank;
    private MemorySegment send;
    private MemorySegment from;
    private MemorySegment recv;
    private MemorySegment into;
    private Parts parts;
    private int size;
    private MemorySegment lists;

    CollectiveRequest(MemorySegment handle) {
        super(handle);
    }

    /** Whose it is, for its errors. */
    CollectiveRequest of(String name, int caller) {
        call = name;
        rank = caller;
        return this;
    }

    /** The caller's buffer that the library reads; answers the address for the library. */
    long reads(Scratch scratch, MemorySegment buffer) {
        from = scratch.read(buffer);
        send = buffer;
        return from.address();
    }

    /** The caller's buffer that the library fills; answers the address for the library. */
    long fills(Scratch scratch, MemorySegment buffer) {
        into = scratch.write(buffer);
        recv = buffer;
        return into.address();
    }

    /** As {@link #fills}, but only the parts of so many ranks. */
    long fills(Scratch scratch, MemorySegment buffer, Parts where, int ranks) {
        parts = where;
        size = ranks;
        return fills(scratch, buffer);
    }

    /** Counts and displacements that the library may read until the end; answers the address of the first list. */
    long lists(Scratch scratch, int[]... all) {
        long bytes = (long) all[0].length * Integer.BYTES;
        lists = scratch.staging.take(bytes * all.length);
        for (int k = 0; k < all.length; k++) {
            MemorySegment.copy(all[k], 0, lists, java.lang.foreign.ValueLayout.JAVA_INT, k * bytes, all[k].length);
        }
        return lists.address();
    }

    @Override
    Status completed(Scratch scratch) {
        if (recv != null && parts == null) {
            scratch.fetch(into, recv, recv.byteSize());
        } else if (recv != null && Scratch.staged(recv)) {
            for (int r = 0; r < size; r++) {
                parts.of(recv, r).copyFrom(parts.of(into, r));
            }
        }
        return Scratch.NOTHING;
    }

    @Override
    void released(Scratch scratch) {
        if (send != null) {
            scratch.release(from, send);
        }
        if (recv != null) {
            scratch.release(into, recv);
        }
        if (lists != null) {
            scratch.staging.giveBack(lists);
        }
        send = null;
        from = null;
        recv = null;
        into = null;
        parts = null;
        lists = null;
    }

    @Override
    void spent(Scratch scratch) {
        scratch.collectives.giveBack(this);
    }

    @Override
    CommunicationException failed(int code) {
        return Mpi.failure(code, rank, call);
    }
}
