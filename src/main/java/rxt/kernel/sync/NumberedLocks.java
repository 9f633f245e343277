package rxt.kernel.sync;

/** Locks by number, for threads by number; each has one holder at a time. */
interface NumberedLocks {
    /**
     * Takes a lock, after waiting for it; nobody takes one that is its own already.
     *
     * @return false where that wait would never end: {@code thread} has to release all that it holds
     */
    boolean acquire(int thread, int lock);

    /** Leaves a lock that {@code thread} holds. */
    void release(int thread, int lock);

    /** Deadlocks that were found. */
    long deadlocks();

    /** Threads in the longest cycle that was found, 0 for none. */
    int longest();

    /** The longest cycle in words, "" for none. */
    String cycle();
}
