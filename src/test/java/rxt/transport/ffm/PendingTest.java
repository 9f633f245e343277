package rxt.transport.ffm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;
import rxt.spmd.CommunicationException;
import rxt.spmd.Status;

/** A request whose result cannot be brought where it belongs. */
class PendingTest {
    private static final class Unwelcome extends Pending {
        private final IllegalStateException cause = new IllegalStateException("the buffer is gone");
        private int releases;

        Unwelcome() {
            super(MemorySegment.NULL);
        }

        @Override
        Status completed(Scratch scratch) {
            throw cause;
        }

        @Override
        void released(Scratch scratch) {
            releases++;
        }

        @Override
        void spent(Scratch scratch) {
            throw new AssertionError("a failed request must not be used again");
        }

        @Override
        CommunicationException failed(int code) {
            return new CommunicationException("code " + code);
        }
    }

    @Test
    void failsForGoodAndReleasesItsMemoryOnce() {
        Unwelcome request = new Unwelcome();
        request.begun();
        request.complete(new Scratch(), 0);
        assertFalse(request.underWay());
        assertEquals(1, request.releases);
        assertSame(request.cause, assertThrows(IllegalStateException.class, request::test));
        assertSame(request.cause, assertThrows(IllegalStateException.class, request::test));
        assertEquals(1, request.releases);
    }
}
