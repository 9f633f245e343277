package rxt.kernel.messages;

import java.lang.foreign.MemorySegment;
import rxt.spmd.ElementType;

/** One end of a line that two workers alone have: threads of one rank or of two. */
interface Wire {
    void send(MemorySegment message, ElementType type);

    /** Answers the message's length in bytes. */
    long recv(MemorySegment message, ElementType type);

    /** To a thread of another rank; messages of the line have a tag of their own. */
    static Wire of(Endpoint here, int partner, int tag) {
        return new Wire() {
            @Override
            public void send(MemorySegment message, ElementType type) {
                here.send(message, type, partner, tag);
            }

            @Override
            public long recv(MemorySegment message, ElementType type) {
                return here.recv(message, type, partner, tag);
            }
        };
    }

    /** To a thread of this rank. */
    static Wire of(Pipe out, Pipe in) {
        return new Wire() {
            @Override
            public void send(MemorySegment message, ElementType type) {
                out.put(message);
            }

            @Override
            public long recv(MemorySegment message, ElementType type) {
                return in.take(message);
            }
        };
    }
}
