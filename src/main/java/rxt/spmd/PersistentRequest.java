package rxt.spmd;

/**
 * A message whose arguments are given once: {@link #start} begins it, {@link #await} or {@link #test} ends it, then it
 * may be started again.
 */
public interface PersistentRequest extends Request, AutoCloseable {
    /** Begins the message; it must not be under way. */
    void start();

    /** Frees it; it must not be under way. */
    @Override
    void close();
}
