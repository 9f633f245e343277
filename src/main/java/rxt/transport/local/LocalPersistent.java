package rxt.transport.local;

import java.util.function.Supplier;
import rxt.spmd.PersistentRequest;
import rxt.spmd.Request;
import rxt.spmd.Status;

/** A message whose arguments were checked once. */
final class LocalPersistent implements PersistentRequest {
    private static final Status EMPTY = new Status(LocalCommunicator.ANY_SOURCE, LocalCommunicator.ANY_TAG, 0);

    private final Supplier<Request> begin;
    private Request underWay;
    private Status status = EMPTY;

    /**
     * @param begin begins the message once
     */
    LocalPersistent(Supplier<Request> begin) {
        this.begin = begin;
    }

    @Override
    public void start() {
        requireIdle("start()");
        status = EMPTY;
        underWay = begin.get();
    }

    @Override
    public Status await() {
        if (underWay != null) {
            Request request = underWay;
            underWay = null;
            status = request.await();
        }
        return status;
    }

    @Override
    public boolean test() {
        if (underWay != null && underWay.test()) {
            await();
        }
        return underWay == null;
    }

    @Override
    public void close() {
        requireIdle("close()");
    }

    private void requireIdle(String call) {
        if (underWay != null) {
            throw new IllegalStateException(call + " of a persistent request that is under way; wait for it before");
        }
    }
}
