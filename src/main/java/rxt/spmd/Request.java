package rxt.spmd;

import java.util.List;

/**
 * A non-blocking operation under way; its buffer is the library's until {@link #await} or {@link #test} says done.
 *
 * <p>Once {@link #await} has answered, a request is spent: transports use the object again for another operation. After
 * {@link #test} answered true, one {@code await} may still fetch the status. {@link Requests} waits for some of many.
 */
public interface Request {
    /**
     * Blocks until the operation is complete and answers its status; for a send, the status' fields carry no meaning.
     */
    Status await();

    /** Whether the operation is complete; never blocks, and completes the request where it answers true. */
    boolean test();

    /** Waits for all of them, in any order. */
    static void waitAll(List<Request> requests) {
        for (int i = 0; i < requests.size(); i++) {
            requests.get(i).await();
        }
    }
}
