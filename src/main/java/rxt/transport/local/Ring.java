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
    static final long FIRST_SLOT = 2 * LINE;
    static final long ENVELOPE = 8;
    static final long BYTES = 16;
    static final long INLINE = LINE - INLINE_BYTES;

    private final MemorySegment memory = Arena.ofAuto().allocate(FIRST_SLOT + SLOTS * LINE, LINE);
    private final LocalRequest[] offers = new LocalRequest[SLOTS];
    /** The slots' pages, made with the first message that needs one. */
    private MemorySegment pages;

    private static int index(long number) {
        return (int) number & (SLOTS - 1);
    }

    private static long slot(long number) {
        return FIRST_SLOT + index(number) * LINE;
    }

    private static long inline(long number) {
        return slot(number) + INLINE;
    }

    private static long page(long number) {
        return (long) index(number) * EAGER_BYTES;
    }

    /** The sender's side. */
    static final class Writer {
        private final Ring ring;
        private final MemorySegment memory;
        private long written;
        private long consumed;

        Writer(Ring ring) {
            this.ring = ring;
            memory = ring.memory.asSlice(0);
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
            if (bytes <= INLINE_BYTES) {
                MemorySegment.copy(payload, 0, memory, inline(written), bytes);
            } else {
                if (ring.pages == null) {
                    ring.pages = Arena.ofAuto().allocate((long) SLOTS * EAGER_BYTES, LINE);
                }
                MemorySegment.copy(payload, 0, ring.pages, page(written), bytes);
            }
            publish(envelope, bytes);
        }

        /** Writes where a longer message is; there must be room. */
        void offer(LocalRequest request) {
            ring.offers[index(written)] = request;
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
        private final Ring ring;
        private final MemorySegment memory;
        private long read;
        private long slot = slot(0);

        Reader(Ring ring) {
            this.ring = ring;
            memory = ring.memory.asSlice(0);
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
            return bytes() <= EAGER_BYTES ? null : ring.offers[index(read)];
        }

        /** Where a message that is no offer lies, at {@link #payloadAt}. */
        MemorySegment payload() {
            return bytes() <= INLINE_BYTES ? memory : ring.pages;
        }

        /** The slots. */
        MemorySegment memory() {
            return memory;
        }

        long payloadAt() {
            return bytes() <= INLINE_BYTES ? inline(read) : page(read);
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
