package rxt.spmd;

import java.lang.foreign.MemorySegment;

/**
 * Memory of this rank that the others read and write without its help (MPI 4.1, chapter 12).
 *
 * <p>Access is between two {@link #fence}s, or between {@link #lock} and {@link #unlock}, or {@link #lockAll} and
 * {@link #unlockAll}; then {@link #flush} completes what was asked of a target. Origin buffers may be used again after
 * the next fence, flush or unlock. Places are bytes from the beginning of the target's memory; what
 * lies outside of it is refused.
 */
public interface Window extends AutoCloseable {
    /** This rank's memory, zero at first. */
    MemorySegment local();

    /** Ends all accesses and begins new ones. Collective. */
    void fence();

    /** Begins access to one target, beside other ranks that do so, or {@code exclusive} of them. */
    void lock(int target, boolean exclusive);

    void unlock(int target);

    /** Begins shared access to all targets. */
    void lockAll();

    void unlockAll();

    /** Completes all operations on {@code target}, here and there. */
    void flush(int target);

    /** Writes all of {@code origin} to the target. */
    void put(MemorySegment origin, ElementType type, int target, long place);

    /** Fills all of {@code origin} from the target. */
    void get(MemorySegment origin, ElementType type, int target, long place);

    /** Combines all of {@code origin} into the target, element by element and each atomically. */
    void accumulate(MemorySegment origin, ElementType type, int target, long place, ReduceOp op);

    /**
     * Atomically combines {@code value} into a long at the target and answers what was there; complete at return. Only
     * between a lock and its unlock: what it answers could not come before the next fence.
     */
    long fetchAndOp(long value, int target, long place, ReduceOp op);

    /** Atomically replaces a long at the target where it is {@code expected}; otherwise as {@link #fetchAndOp}. */
    long compareAndSwap(long expected, long value, int target, long place);

    /** Frees the memory. Collective. */
    @Override
    void close();
}
