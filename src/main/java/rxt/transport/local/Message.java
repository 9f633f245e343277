package rxt.transport.local;

import java.lang.foreign.MemorySegment;

/** A message that came before its receive: a copy of a short one, the sender's offer of a long one. */
final class Message {
    /** Room of the smaller of the two kinds. */
    static final int SHORT_BYTES = 64;

    final MemorySegment copy;
    Message next;
    int sender;
    long envelope;
    long bytes;
    LocalRequest offer;

    Message(int room) {
        copy = MemorySegment.ofArray(new byte[room]);
    }

    /** Takes the message that is ready in the ring of {@code from}. */
    void keep(Ring.Reader ring, int from) {
        sender = from;
        envelope = ring.envelope();
        bytes = ring.bytes();
        offer = ring.offer();
        if (offer == null) {
            MemorySegment.copy(ring.payload(), ring.payloadAt(), copy, 0, bytes);
        }
    }
}
