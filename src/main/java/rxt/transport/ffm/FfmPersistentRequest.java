package rxt.transport.ffm;

import java.lang.foreign.MemorySegment;
import rxt.spmd.Arguments;
import rxt.spmd.PersistentRequest;

/** A message to be started any number of times; it keeps its staged memory until it is closed. */
final class FfmPersistentRequest extends FfmRequest implements PersistentRequest {
    private boolean closed;

    FfmPersistentRequest(MemorySegment handle) {
        super(handle);
    }

    @Override
    public void start() {
        Arguments.idle(closed, underWay(), "start()");
        Scratch _ = Scratch.mine();
        if (!incoming() && Scratch.staged(buffer())) {
            MemorySegment.copy(buffer(), 0, memory(), 0, buffer().byteSize());
        }
        int code = Calls.start(handle());
        if (code != 0) {
            throw failed(code);
        }
        begun();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        Arguments.idle(closed, underWay(), "close()");
        int code = Calls.freeRequest(handle());
        if (code != 0) {
            throw failed(code);
        }
        closed = true;
        super.released(Scratch.mine());
    }

    @Override
    void released(Scratch scratch) {
        // Kept for the next start.
    }

    @Override
    void spent(Scratch scratch) {
        // Its caller starts it again.
    }

    @Override
    IllegalStateException notUnderWay() {
        return Arguments.notStarted();
    }
}
