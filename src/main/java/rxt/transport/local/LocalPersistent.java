package rxt.transport.local;

import java.util.function.Supplier;
import rxt.spmd.Arguments;
import rxt.spmd.PersistentRequest;
import rxt.spmd.Request;
import rxt.spmd.Status;

/** A message whose arguments were checked once. */
final class LocalPersistent implements PersistentRequest {
    private final Supplier<Request> begin;
    private Request underWay;
    /** What {@link #test} found, until {@link #await} answers it. */
    private Status found;

    private boolean closed;

    /**
     * @param begin begins the message once
     */
    LocalPersistent(Supplier<Request> begin) {
        this.begin = begin;
    }

    @Override
    public void start() {
        Arguments.idle(closed, underWay != null, "start()");
        found = null;
        underWay = begin.get();
    }

    @Override
    public Status await() {
        Status result = underWay != null ? complete() : found;
        found = null;
        if (result == null) {
            throw Arguments.notStarted();
        }
        return result;
    }

    @Override
    public boolean test() {
        if (underWay != null) {
            if (!underWay.test()) {
                return false;
            }
            found = complete();
        }
        if (found == null) {
            throw Arguments.notStarted();
        }
        return true;
    }

    private Status complete() {
        Request request = underWay;
        underWay = null;
        return request.await();
    }

    @Override
    public void close() {
        if (!closed) {
            Arguments.idle(false, underWay != null, "close()");
            closed = true;
        }
    }
}
