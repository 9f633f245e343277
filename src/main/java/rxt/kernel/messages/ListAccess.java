package rxt.kernel.messages;

/** A list of values of several types as one worker has it: the list itself, or a proxy. */
interface ListAccess extends AutoCloseable {
    Object get(long i);

    /** @throws IllegalArgumentException where the value is too long for its slot */
    void set(long i, Object value);

    void append(Object value);

    /** This worker is done with it for now. */
    @Override
    default void close() {}
}
