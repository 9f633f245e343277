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
 * writer a quarter of the ring at a time.
 *
 * <p>Each side has its own object, made by its own thread, so that no cache line but the slots' is written by one rank
 * and read by the other.
 */
final class Ring {
    static final int SLOTS = 64;
    static final int EAGER_BYTES = 4096;

    private static final int INLINE_BYTES = 40;
    private static final int QUARTER = SLOTS / 4;
    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();

    private static final long LINE = 64;
    private static final long CONSUMED = 0;
    private static final long FIRST_SLOT = 2 * LINE;
    private static final long FIRST_PAGE = FIRST_SLOT + SLOTS * LINE;

    private static final long ENVELOPE = 8;
    private static final long BYTES = 16;
    private static final long INLINE = LINE - INLINE_BYTES;

    private final MemorySegment memory = Arena.ofAuto().allocate(FIRST_PAGE + (long) SLOTS * EAGER_BYTES, LINE);
    private final LocalRequest[] offers = new LocalRequest[SLOTS];

    private static int index(long number) {
        return (int) number & (SLOTS - 1);
    }

    private static long slot(long number) {
        return FIRST_SLOT + index(number) * LINE;
    }

    private static long payloadAt(long number, long bytes) {
        return bytes <= INLINE_BYTES ? slot(number) + INLINE : FIRST_PAGE + (long) index(number) * EAGER_BYTES;
    }

    /** The sender's side. */
    static final class Writer {
        private final MemorySegment memory;
        private final LocalRequest[] offers;
        private long written;
        private long consumed;

        Writer(Ring ring) {
            memory = ring.memory.asSlice(0);
            offers = ring.offers;
        }

        /** Whether there is room for one message. */
        boolean hasRoom() {
            if (written - consumed == SLOTS) {
                consumed = (long) LONG.getAcquire(memory, CONSUMED);
            }
            return written - consumed < SLOTS;
        }

        /** Writes a message of at most {@link #EAGER_BYTES}; there must be room. */
        void put(long envelope, MemorySegment payload, long bytes) {
            MemorySegment.copy(payload, 0, memory, payloadAt(written, bytes), bytes);
            publish(envelope, bytes);
        }

        /** Writes where a longer message is; there must be room. */
        void offer(LocalRequest request) {
            offers[index(written)] = request;
            publish(request.envelope(), request.bytes());
        }

        private void publish(long envelope, long bytes) {
            long slot = slot(written);
            LONG.set(memory, slot + ENVELOPE, envelope);
            LONG.set(memory, slot + BYTES, bytes);
            written++;
            LONG.setRelease(memory, slot, written);
        }
    }

    /** The receiver's side. */
    static final class Reader {
        private final MemorySegment memory;
        private final LocalRequest[] offers;
        private long read;
        private long slot = slot(0);

        Reader(Ring ring) {
            memory = ring.memory.asSlice(0);
            offers = ring.offers;
        }

        /** Whether a message is there; then its parts may be asked for. */
        boolean isReady() {
            return (long) LONG.getAcquire(memory, slot) == read + 1;
        }

        long envelope() {
            return (long) LONG.get(memory, slot + ENVELOPE);
        }

        long bytes() {
            return (long) LONG.get(memory, slot + BYTES);
        }

        /** The sender's request where the message is longer than {@link #EAGER_BYTES}, otherwise null. */
        LocalRequest offer() {
            return bytes() <= EAGER_BYTES ? null : offers[index(read)];
        }

        /** Where a message that is no offer lies in {@link #memory}. */
        long payloadAt() {
            return Ring.payloadAt(read, bytes());
        }

        MemorySegment memory() {
            return memory;
        }

        /** Ends the reading of a message; answers whether the writer was told of new room. */
        boolean advance() {
            read++;
            slot = slot(read);
            if (read % QUARTER != 0) {
                return false;
            }
            LONG.setRelease(memory, CONSUMED, read);
            return true;
        }
    }
}
