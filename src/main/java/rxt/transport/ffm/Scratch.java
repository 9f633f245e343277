package rxt.transport.ffm;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import rxt.spmd.CommunicationException;
import rxt.spmd.Communicator;
import rxt.spmd.Status;

/**
 * The off-heap memory and the spare objects that calls need, so that they allocate nothing: one for all threads where
 * they call one at a time, otherwise one for each.
 */
final class Scratch {
    private static final long OUT = Constant.STATUS_BYTES;
    /** The status of what receives nothing. */
    static final Status NOTHING = new Status(Communicator.PROC_NULL, Communicator.ANY_TAG, 0);

    private static final int STATUSES = 64;
    private static final Scratch SHARED = new Scratch();
    private static final ThreadLocal<Scratch> OWN = ThreadLocal.withInitial(Scratch::new);

    private final MemorySegment memory = Arena.ofAuto().allocate(OUT + 2 * Long.BYTES, Long.BYTES);
    private final Status[] statuses = new Status[STATUSES];

    /** Address of the status that calls fill. */
    final long status = memory.address();

    /** Address of an int, long or handle that calls fill. */
    final long out = status + OUT;

    /** Address of the request that a call waits for before it returns. */
    final long request = out + Long.BYTES;

    final Staging staging = new Staging();

    /** Requests to be used again. */
    final RequestPool requests = new RequestPool();

    /** Requests of collectives to be used again. */
    final CollectivePool collectives = new CollectivePool(requests);

    Scratch() {}

    /** That of this thread, which must be allowed to call. */
    static Scratch mine() {
        if (Session.concurrent()) {
            return OWN.get();
        }
        Session.requireThread();
        return SHARED;
    }

    int outInt() {
        return memory.get(ValueLayout.JAVA_INT, OUT);
    }

    long outHandle() {
        return Mpi.handleAt(memory, OUT);
    }

    /** Whether the library gets other memory than the buffer itself. */
    static boolean staged(MemorySegment buffer) {
        return !buffer.isNative();
    }

    /** Off-heap memory that the library reads: the buffer itself, or a staged copy. */
    MemorySegment read(MemorySegment buffer) {
        if (!staged(buffer)) {
            return alive(buffer);
        }
        MemorySegment block = staging.take(buffer.byteSize());
        MemorySegment.copy(buffer, 0, block, 0, buffer.byteSize());
        return block;
    }

    /** Off-heap memory that the library writes: the buffer itself, or a block to {@link #fetch} from. */
    MemorySegment write(MemorySegment buffer) {
        if (buffer.isReadOnly()) {
            throw new CommunicationException("the receive buffer is read-only");
        }
        return staged(buffer) ? staging.take(buffer.byteSize()) : alive(buffer);
    }

    /** Brings so many bytes that the library wrote into the buffer. */
    void fetch(MemorySegment memory, MemorySegment buffer, long bytes) {
        if (staged(buffer)) {
            MemorySegment.copy(memory, 0, buffer, 0, Math.min(bytes, buffer.byteSize()));
        }
    }

    /** Ends the library's use of {@link #read} or {@link #write} memory; the buffer is reachable until here. */
    @SuppressWarnings("ReachabilityFenceUsage") // A downcall throws nothing, so every path comes through here.
    void release(MemorySegment memory, MemorySegment buffer) {
        Reference.reachabilityFence(buffer);
        if (staged(buffer)) {
            staging.giveBack(memory);
        }
    }

    /** Counts or displacements in off-heap memory, to be given back to {@link #staging}. */
    MemorySegment ints(int[] values) {
        MemorySegment block = staging.take((long) values.length * Integer.BYTES);
        MemorySegment.copy(values, 0, block, ValueLayout.JAVA_INT, 0, values.length);
        return block;
    }

    /**
     * What the library's status says of a message.
     *
     * @param asked whom it was asked of; for nobody, MPICH 4.0.2 leaves the status as it was
     */
    Status result(int asked) {
        if (asked == Communicator.PROC_NULL) {
            return NOTHING;
        }
        int source = Mpi.source(memory.get(ValueLayout.JAVA_INT, Mpi.STATUS_SOURCE));
        int tag = Mpi.tagOf(memory.get(ValueLayout.JAVA_INT, Mpi.STATUS_SOURCE + Integer.BYTES));
        int code = Calls.elements(status, Mpi.BYTE, out);
        if (code != 0) {
            throw Mpi.failure(code, source, "MPI_Get_elements_x");
        }
        return status(source, tag, memory.get(ValueLayout.JAVA_LONG, OUT));
    }

    /** An equal status of before, or a new one. */
    private Status status(int source, int tag, long bytes) {
        int slot = (source * 31 + tag * 7 + (int) (bytes >>> 3)) & (STATUSES - 1);
        Status known = statuses[slot];
        if (known != null && known.source() == source && known.tag() == tag && known.bytes() == bytes) {
            return known;
        }
        Status status = new Status(source, tag, bytes);
        statuses[slot] = status;
        return status;
    }

    /** The address of memory whose arena is closed belongs to somebody else, or to nobody. */
    private static MemorySegment alive(MemorySegment buffer) {
        if (!buffer.scope().isAlive()) {
            throw new IllegalStateException("the buffer's arena is closed");
        }
        return buffer;
    }
}
