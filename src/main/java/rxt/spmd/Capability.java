package rxt.spmd;

/**
 * What some message-passing libraries can do and others cannot; {@link Communicator#capabilities} tells. A call that
 * needs what is not there throws an {@link UnsupportedCapabilityException}: nothing else is done in its stead.
 */
public enum Capability {
    NONBLOCKING_COLLECTIVES("non-blocking collectives"),
    PERSISTENT_REQUESTS("persistent requests"),
    VECTOR_TYPES("vector types"),
    NEIGHBORHOOD("neighbourhood collectives"),
    SHARED_MEMORY("shared-memory windows"),
    ONE_SIDED("one-sided communication");

    private final String words;

    Capability(String words) {
        this.words = words;
    }

    /** What it is called in a sentence. */
    public String words() {
        return words;
    }

    /** The error of a call that needs this on a transport without it. */
    UnsupportedCapabilityException missing() {
        return new UnsupportedCapabilityException(this);
    }
}
