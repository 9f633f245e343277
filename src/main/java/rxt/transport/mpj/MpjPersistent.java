package rxt.transport.mpj;

import rxt.spmd.Arguments;
import rxt.spmd.PersistentRequest;
import rxt.spmd.Status;

/** A persistent request of the library, which begins the same message at each start. */
final class MpjPersistent implements PersistentRequest {
    private final MpjRequest request;
    private final Runnable start;
    private boolean started;
    private boolean closed;

    MpjPersistent(MpjRequest request, Runnable start) {
        this.request = request;
        this.start = start;
    }

    @Override
    public void start() {
        Arguments.idle(closed, underWay(), "start()");
        started = false;
        start.run();
        started = true;
    }

    private boolean underWay() {
        return started && !request.isOver();
    }

    private void requireStarted() {
        if (!started) {
            throw Arguments.notStarted();
        }
    }

    @Override
    public Status await() {
        requireStarted();
        Status result = request.await();
        started = false;
        return result;
    }

    @Override
    public boolean test() {
        requireStarted();
        return request.test();
    }

    /** The library keeps nothing of a persistent request that is not under way. */
    @Override
    public void close() {
        if (!closed) {
            Arguments.idle(false, underWay(), "close()");
            closed = true;
        }
    }
}
