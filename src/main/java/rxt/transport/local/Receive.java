package rxt.transport.local;

import java.lang.foreign.MemorySegment;
import rxt.spmd.Arguments;
import rxt.spmd.Status;

/** A receive and the buffer it fills. */
final class Receive extends Transfer {
    private final Arguments arguments;
    private final Mailbox.Pattern pattern;
    private final MemorySegment buffer;
    private MemorySegment late;

    Receive(Mailbox mailbox, String call, Arguments arguments, Mailbox.Pattern pattern, MemorySegment buffer) {
        super(mailbox, call);
        this.arguments = arguments;
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
            fail(arguments.tooLong(status, buffer.byteSize()));
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
