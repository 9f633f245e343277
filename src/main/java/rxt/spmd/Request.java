package rxt.spmd;

import java.util.List;

/** A non-blocking operation under way; its buffer is the library's until {@link #await} or {@link #test} says done. */
public interface Request {
    /** Blocks until the operation is complete; for a send, the status' fields carry no meaning. */
    Status await();

    /** Whether the operation is complete; never blocks, and completes the request where it answers true. */
    boolean test();

    /** Waits for all of them, in any order. */
    static void waitAll(List<Request> requests) {
        for (Request request : requests) {
            request.await();
        }
    }
}
