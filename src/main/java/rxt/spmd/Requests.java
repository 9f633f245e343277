package rxt.spmd;

import java.util.ArrayList;
import java.util.List;

/**
 * Requests that are waited for together: MPI's Waitany, Waitall and Testall. One thread at a time may use it; cleared
 * and filled again it allocates nothing.
 */
public final class Requests {
    /** Tests of all requests before the waiting thread offers its core. */
    private static final int SPINS = 64;

    private final List<Request> requests = new ArrayList<>();
    private final List<Status> statuses = new ArrayList<>();
    private int done;

    /** Adds one and answers its index. */
    public int add(Request request) {
        requests.add(request);
        statuses.add(null);
        return requests.size() - 1;
    }

    /** Number of requests, complete or not. */
    public int size() {
        return requests.size();
    }

    /** Number of requests not known to be complete. */
    public int pending() {
        return requests.size() - done;
    }

    /** Status of a request that a call here found complete, otherwise null. */
    public Status status(int index) {
        return statuses.get(index);
    }

    /**
     * Waits until one that was not complete is, and answers its index.
     *
     * @return −1 where none is pending
     */
    @SuppressWarnings("ThreadPriorityCheck") // The rank waited for may need this very core.
    public int waitAny() {
        if (pending() == 0) {
            return -1;
        }
        for (int spin = 0; ; spin++) {
            int found = testAny();
            if (found >= 0) {
                return found;
            }
            if (spin < SPINS) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
    }

    /** As {@link #waitAny}, but answers −1 at once where none is complete. */
    public int testAny() {
        for (int i = 0; i < requests.size(); i++) {
            if (statuses.get(i) == null && requests.get(i).test()) {
                complete(i);
                return i;
            }
        }
        return -1;
    }

    /** Waits for all. */
    public void waitAll() {
        for (int i = 0; i < requests.size(); i++) {
            if (statuses.get(i) == null) {
                complete(i);
            }
        }
    }

    /** Whether all are complete; never blocks. */
    public boolean testAll() {
        int found;
        do {
            found = testAny();
        } while (found >= 0);
        return pending() == 0;
    }

    /** Forgets all of them; none may be pending. */
    public void clear() {
        if (pending() > 0) {
            throw new IllegalStateException(pending() + " requests are still under way; wait for them before clear()");
        }
        requests.clear();
        statuses.clear();
        done = 0;
    }

    private void complete(int index) {
        statuses.set(index, requests.get(index).await());
        done++;
    }
}
