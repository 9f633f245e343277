package rxt.transport.local;

import java.lang.foreign.MemorySegment;
import rxt.spmd.CommunicationException;
import rxt.spmd.Status;

/** A receive and the buffer it fills. */
final class Receive extends Transfer {
    private final Mailbox.Pattern pattern;
    private final MemorySegment buffer;
    private MemorySegment late;

    Receive(Mailbox mailbox, String call, Mailbox.Pattern pattern, MemorySegment buffer) {
        super(mailbox, call);
        this.pattern = pattern;
        this.buffer = buffer;
    }

    Mailbox.Pattern pattern() {
        return pattern;
    }

    /** Takes the payload; called by the rank that came second, the sender or the receiver. */
    void accept(Mailbox.Message message) {
        Status status = message.status();
        if (status.bytes() > buffer.byteSize()) {
            fail(new CommunicationException(
                    call() + ": the message of rank " + status.source() + " with tag " + status.tag() + " has "
                            + status.bytes() + " bytes, the receive buffer only " + buffer.byteSize() + " bytes"));
        } else if (buffer.isAccessibleBy(Thread.currentThread())) {
            MemorySegment.copy(message.payload(), 0, buffer, 0, status.bytes());
            complete(status);
        } else {
            // A buffer of a confined arena: its own thread copies when it waits.
            late = World.copyOf(message.payload());
            complete(status);
        }
        message.sent().complete(status);
    }

    @Override
    void finish() {
        if (late != null) {
            MemorySegment.copy(late, 0, buffer, 0, late.byteSize());
            late = null;
        }
    }
}
