package rxt.measure;

import rxt.spmd.PersistentRequest;
import rxt.spmd.Status;

/**
 * A persistent request whose starts and waits are timed.
 *
 * @param request the request
 * @param clock where the time goes
 */
record TimedPersistentRequest(PersistentRequest request, MessageClock clock) implements PersistentRequest {
    @Override
    public void start() {
        clock.timed(request::start);
    }

    @Override
    public Status await() {
        return clock.timed(request::await);
    }

    @Override
    public boolean test() {
        return clock.timed(request::test);
    }

    @Override
    public void close() {
        clock.timed(request::close);
    }
}
