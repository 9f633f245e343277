package rxt.measure;

import rxt.spmd.Request;
import rxt.spmd.Status;

/**
 * A request whose waits are timed.
 *
 * @param request the request
 * @param clock where the time goes
 */
record TimedRequest(Request request, MessageClock clock) implements Request {
    @Override
    public Status await() {
        return clock.timed(request::await);
    }

    @Override
    public boolean test() {
        return clock.timed(request::test);
    }
}
