package rxt.transport.mpj;

import rxt.spmd.PersistentRequest;
import rxt.spmd.Status;

/** A persistent request of the library, which begins the same message at each start. */
final class MpjPersistent implements PersistentRequest {
    private final MpjRequest request;
    private final Runnable start;

    MpjPersistent(MpjRequest request, Runnable start) {
        this.request = request;
        this.start = start;
    }

    @Override
    public void start() {
        start.run();
    }

    @Override
    public Status await() {
        return request.await();
    }

    @Override
    public boolean test() {
        return request.test();
    }

    /** The library keeps nothing of a persistent request that is not under way. */
    @Override
    public void close() {}
}
