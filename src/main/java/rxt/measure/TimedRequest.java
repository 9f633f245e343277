package rxt.measure;

import rxt.spmd.Request;
import rxt.spmd.Status;

/** A request whose waits are timed; used again for another one once its {@code await} has answered. */
final class TimedRequest implements Request {
    private final RequestPool pool;
    private final MessageClock clock;
    private Request request;
    private boolean spent = true;

    TimedRequest(RequestPool pool, MessageClock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** Makes it the decorator of another request. */
    TimedRequest of(Request other) {
        request = other;
        spent = false;
        return this;
    }

    @Override
    public Status await() {
        long start = Ticks.read();
        Status status = request.await();
        clock.add(Call.WAIT, start);
        if (!spent) {
            spent = true;
            pool.giveBack(this);
        }
        return status;
    }

    @Override
    public boolean test() {
        long start = Ticks.read();
        boolean answer = request.test();
        clock.add(Call.TEST, start);
        return answer;
    }
}
