package rxt.transport.ffm;

import java.util.ArrayDeque;

/** Spent requests of collectives. */
final class CollectivePool {
    private static final int MOST = 1 << 10;

    private final ArrayDeque<CollectiveRequest> free = new ArrayDeque<>();
    private final RequestPool handles;

    CollectivePool(RequestPool handles) {
        this.handles = handles;
    }

    CollectiveRequest take(String call, int rank) {
        CollectiveRequest spent = free.pollLast();
        return (spent != null ? spent : new CollectiveRequest(handles.handle())).of(call, rank);
    }

    void giveBack(CollectiveRequest request) {
        if (free.size() < MOST) {
            free.addLast(request);
        }
    }
}
