package rxt.transport.local;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import rxt.spmd.CommunicationException;
import rxt.spmd.Communicator;
import rxt.spmd.Request;
import rxt.spmd.Status;
import rxt.spmd.VectorType;

/**
 * A send or receive under way; used again once its {@code await} has answered.
 *
 * <p>A send whose payload stays with the sender is completed by the receiver's thread, everything else by a thread of the
 * rank that began it.
 */
final class LocalRequest implements Request, Awaited {
    /** Requests that were complete when they began. */
    static final Request DONE = new Request() {
        @Override
        public Status await() {
            return LocalCommunicator.NO_NEIGHBOUR;
        }

        @Override
        public boolean test() {
            return true;
        }
    };

    private static final int SPENT = 0;
    private static final int UNDER_WAY = 1;
    private static final int OVER = 2;
    private static final VarHandle STATE = state();

    private final Port port;
    LocalRequest next;
    /** Where a send goes to, in the world. */
    int dest;

    private LocalCommunicator comm;
    private boolean receives;
    private int peer;
    private int sender;
    private int tag;
    private long envelope;
    private MemorySegment buffer;
    private VectorType layout;
    private MemorySegment payload;
    private long bytes;
    private Staging staging = new Staging();
    private MemorySegment late;
    private Status status;
    private CommunicationException failure;

    @SuppressWarnings("UnusedVariable") // Through STATE.
    private int state;

    LocalRequest(Port port) {
        this.port = port;
    }

    private static VarHandle state() {
        try {
            return MethodHandles.lookup().findVarHandle(LocalRequest.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Context and tag of a message in one word. */
    static long envelope(int context, int tag) {
        return ((long) context << 32) | (tag & 0xffff_ffffL);
    }

    /** Makes it a send to rank {@code to} of {@code by}. */
    LocalRequest send(LocalCommunicator by, MemorySegment from, VectorType type, int to, long withEnvelope) {
        begin(by, from, type, to, withEnvelope);
        receives = false;
        dest = by.worldRank(to);
        status = LocalCommunicator.NO_NEIGHBOUR;
        payload = from;
        if (type != null) {
            payload = staging.room(bytes);
            Strided.pack(from, type, payload);
        }
        return this;
    }

    /** Makes it a receive, or a pattern of {@link Matching#peek}, from rank {@code from} of {@code by}. */
    LocalRequest receive(LocalCommunicator by, MemorySegment into, VectorType type, int from, long withEnvelope) {
        begin(by, into, type, from, withEnvelope);
        receives = true;
        sender = from == Communicator.ANY_SOURCE ? from : by.worldRank(from);
        return this;
    }

    private void begin(LocalCommunicator by, MemorySegment with, VectorType type, int other, long withEnvelope) {
        comm = by;
        buffer = with;
        layout = type;
        bytes = type == null ? with.byteSize() : type.bytes();
        peer = other;
        envelope = withEnvelope;
        tag = (int) withEnvelope;
        late = null;
        STATE.set(this, UNDER_WAY);
    }

    /** Keeps a copy of a payload that other threads may not read. */
    void hold() {
        if (!World.isShared(payload)) {
            payload = staging.copyOf(payload);
        }
    }

    long envelope() {
        return envelope;
    }

    MemorySegment payload() {
        return payload;
    }

    /** Length of a send's message, room of a receive. */
    long bytes() {
        return bytes;
    }

    boolean matches(long other, int from) {
        boolean fits = tag == Communicator.ANY_TAG ? envelope >> 32 == other >> 32 : envelope == other;
        return fits && (sender == from || sender == Communicator.ANY_SOURCE);
    }

    /**
     * Takes the message of the rank {@code from} of the world: a receive is over then. What goes wrong is thrown where the
     * receive is awaited, for the caller may be at a call of its own.
     */
    void take(MemorySegment source, long at, long length, long withEnvelope, int from) {
        status = port.status(comm.rankOf(from), (int) withEnvelope, length);
        if (length > bytes) {
            failure = comm.arguments.tooLong(status, bytes);
        } else {
            try {
                copy(source, at, length);
            } catch (RuntimeException e) {
                brokenOff(e);
            }
        }
        complete();
    }

    private void copy(MemorySegment source, long at, long length) {
        if (buffer.isAccessibleBy(Thread.currentThread())) {
            Strided.unpack(source, at, buffer, layout, length);
        } else {
            // A buffer of a confined arena: its own thread copies when it waits or tests.
            MemorySegment copy = staging.room(length);
            MemorySegment.copy(source, at, copy, 0, length);
            late = copy;
        }
    }

    /** The JVM also interrupts a thread whose copy it breaks off because another closes the arena; nobody asked for that. */
    private void brokenOff(RuntimeException cause) {
        if (cause instanceof IllegalStateException) {
            Thread.interrupted();
        }
        fail(cause);
    }

    private void fail(RuntimeException cause) {
        failure = new CommunicationException(
                words() + ": the message could not be copied: " + cause.getMessage()
                        + "; the buffers of both sides must stay open until their requests are complete",
                cause);
    }

    /** Writes the message of a short send where there is room for it: the send is over then. */
    void put(Ring.Writer ring) {
        try {
            ring.put(envelope, payload, bytes);
        } catch (RuntimeException e) {
            brokenOff(e);
        }
        complete();
    }

    void complete() {
        STATE.setRelease(this, OVER);
    }

    /** Completes a send whose payload a thread of another rank has read, as far as it was still there. */
    void completeForOther() {
        Port owner = port;
        if (!payload.scope().isAlive()) {
            fail(new IllegalStateException("the sender's buffer was closed"));
        }
        complete();
        owner.wake();
    }

    @Override
    public boolean isOver() {
        return (int) STATE.getAcquire(this) != UNDER_WAY;
    }

    @Override
    public Status await() {
        requireUnspent();
        port.await(this);
        return result();
    }

    @Override
    public boolean test() {
        requireUnspent();
        if (!port.poll(this)) {
            port.requireCalm(this);
            return false;
        }
        if (failure != null) {
            result();
        }
        deliver();
        return true;
    }

    @Override
    public String words() {
        return comm.words(receives ? "recv" : "send", peer, tag);
    }

    /** Fills the buffer of a confined arena; once, for it is the caller's from then on. */
    private void deliver() {
        if (late != null) {
            Strided.unpack(late, 0, buffer, layout, status.bytes());
            late = null;
        }
    }

    private Status result() {
        deliver();
        Status answer = status;
        CommunicationException error = failure;
        buffer = null;
        payload = null;
        failure = null;
        STATE.set(this, SPENT);
        port.spare(this);
        if (error != null) {
            throw error;
        }
        return answer;
    }

    private void requireUnspent() {
        if ((int) STATE.getOpaque(this) == SPENT) {
            throw new IllegalStateException("this request is spent: its await() has answered; begin another one");
        }
    }
}
