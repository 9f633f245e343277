package rxt.measure;

import java.util.ArrayDeque;
import rxt.spmd.Request;

/** The {@link TimedRequest}s of one rank, so that a timed message allocates no more than an untimed one. */
final class RequestPool {
    /** More under way at once are made anew. */
    private static final int MOST = 1 << 10;

    private final ThreadLocal<ArrayDeque<TimedRequest>> spent = ThreadLocal.withInitial(ArrayDeque::new);
    private final MessageClock clock;

    RequestPool(MessageClock clock) {
        this.clock = clock;
    }

    TimedRequest timed(Request request) {
        TimedRequest free = spent.get().pollLast();
        return (free != null ? free : new TimedRequest(this, clock)).of(request);
    }

    /** Takes back one that was awaited, on whichever thread that was. */
    void giveBack(TimedRequest request) {
        ArrayDeque<TimedRequest> mine = spent.get();
        if (mine.size() < MOST) {
            mine.addLast(request);
        }
    }
}
