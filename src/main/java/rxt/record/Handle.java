package rxt.record;

/**
 * An HDF5 handle that closes itself.
 *
 * @param id the library's number
 * @param closer the function that releases it
 */
record Handle(long id, Closer closer) implements AutoCloseable {

    /** Releases one kind of handle. */
    interface Closer {
        int close(long id);
    }

    @Override
    public void close() {
        closer.close(id);
    }
}
