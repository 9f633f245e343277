package rxt.transport.local;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/**
 * The messages of one sender to one receiver, in order: a ring that one rank writes and one rank reads, without locks.
 *
 * <p>A slot is one cache line: its stamp, the envelope, the length, and a short message itself; so a short message costs
 * the transfer of one line. A longer one, up to {@link #EAGER_BYTES}, lies in the page of its slot; a still longer one
 * stays with its sender, whose request the slot names. The stamp is written last (release) and read first (acquire): a
 * slot is full for the reader's {@code n}-th message when its stamp is n + 1. What the reader has consumed it tells the
 * writer a quarter of the ring at a time. Each side's own counters have a line to themselves.
 */
final class Ring {
    static final int SLOTS = 64;
    static final int EAGER_BYTES = 4096;

    private static final int INLINE_BYTES = 40;
    private static final int QUARTER = SLOTS / 4;
    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();

    private static final long LINE = 64;
    private static final long WRITTEN = 0;
    private static final long ROOM_SEEN = 8;
    private static final long READ = 2 * LINE;
    private static final long READ_TOLD = 4 * LINE;
    private static final long FIRST_SLOT = 6 * LINE;
    private static final long FIRST_PAGE = FIRST_SLOT + SLOTS * LINE;

    private static final long ENVELOPE = 8;
    private static final long BYTES = 16;
    private static final long INLINE = LINE - INLINE_BYTES;

    private final MemorySegment memory = Arena.ofAuto().allocate(FIRST_PAGE + (long) SLOTS * EAGER_BYTES, LINE);
    private final LocalRequest[] offers = new LocalRequest[SLOTS];

    /** Whether the writer may write one message. */
    boolean hasRoom() {
        long written = plain(WRITTEN);
        if (written - plain(ROOM_SEEN) < SLOTS) {
            return true;
        }
        LONG.set(memory, ROOM_SEEN, (long) LONG.getAcquire(memory, READ_TOLD));
        return written - plain(ROOM_SEEN) < SLOTS;
    }

    /** Writes a message of at most {@link #EAGER_BYTES}; there must be room. */
    void put(long envelope, MemorySegment payload, long bytes) {
        long number = plain(WRITTEN);
        MemorySegment.copy(payload, 0, memory, payloadAt(number, bytes), bytes);
        publish(number, envelope, bytes);
    }

    /** Writes where a longer message is; there must be room. */
    void offer(LocalRequest request) {
        long number = plain(WRITTEN);
        offers[(int) number & (SLOTS - 1)] = request;
        publish(number, request.envelope(), request.bytes());
    }

    private void publish(long number, long envelope, long bytes) {
        long slot = slot(number);
        LONG.set(memory, slot + ENVELOPE, envelope);
        LONG.set(memory, slot + BYTES, bytes);
        LONG.set(memory, WRITTEN, number + 1);
        LONG.setRelease(memory, slot, number + 1);
    }

    /** Whether a message is there; then the reader may ask for its parts. */
    boolean isReady() {
        long number = plain(READ);
        return (long) LONG.getAcquire(memory, slot(number)) == number + 1;
    }

    long envelope() {
        return plain(slot(plain(READ)) + ENVELOPE);
    }

    long bytes() {
        return plain(slot(plain(READ)) + BYTES);
    }

    /** The sender's request where the message is longer than {@link #EAGER_BYTES}, otherwise null. */
    LocalRequest offer() {
        return bytes() <= EAGER_BYTES ? null : offers[(int) plain(READ) & (SLOTS - 1)];
    }

    /** Where a message that is no offer lies in {@link #memory}. */
    long payloadAt() {
        return payloadAt(plain(READ), bytes());
    }

    MemorySegment memory() {
        return memory;
    }

    /** Ends the reading of a message; answers whether the writer was told of new room. */
    boolean advance() {
        long read = plain(READ) + 1;
        LONG.set(memory, READ, read);
        if (read % QUARTER != 0) {
            return false;
        }
        LONG.setRelease(memory, READ_TOLD, read);
        return true;
    }

    private static long slot(long number) {
        return FIRST_SLOT + (number & (SLOTS - 1)) * LINE;
    }

    private static long payloadAt(long number, long bytes) {
        return bytes <= INLINE_BYTES ? slot(number) + INLINE : FIRST_PAGE + (number & (SLOTS - 1)) * EAGER_BYTES;
    }

    private long plain(long at) {
        return (long) LONG.get(memory, at);
    }
}
