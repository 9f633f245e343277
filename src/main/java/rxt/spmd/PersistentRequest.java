package rxt.spmd;

/**
 * A message whose arguments are given once: {@link #start} begins it, {@link #await} ends it, then it may be started
 * again.
 *
 * <p>Errors: {@code await} and {@code test} of one that was not started, or not since {@code await} answered, throw
 * {@link IllegalStateException}; so do {@code start} and {@code close} of one that is under way, and {@code start} of
 * one that is closed.
 */
public interface PersistentRequest extends Request, AutoCloseable {
    /** Begins the message; it must not be under way. */
    void start();

    /** Frees it; it must not be under way. Once it is closed, this does nothing. */
    @Override
    void close();
}
