package rxt.kernel.sync;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One lock around an interpreter, as CPython's: it is handed over in the order in which threads asked for it, so whoever
 * gives it up for others gets it back after them and never before.
 *
 * <p>A thread that waits for longer than the interval, while the lock did not change hands, asks the holder to give it up
 * (CPython 3.2 and later, {@code gil_drop_request}); a holder may also give it up by counting its operations (CPython up
 * to 3.1). Members are the threads of a team, by number.
 */
final class InterpreterLock {
    private final long intervalNanos;
    private final ReentrantLock mutex = new ReentrantLock();
    private final Condition[] turns;
    /** A ring of those who wait, the longest first. */
    private final int[] queue;

    private int first;
    private int waiting;
    private int holder = -1;
    private long handOvers;
    private volatile boolean asked;
    private volatile boolean wanted;

    InterpreterLock(int members, long intervalNanos) {
        this.intervalNanos = intervalNanos;
        turns = new Condition[members];
        for (int member = 0; member < members; member++) {
            turns[member] = mutex.newCondition();
        }
        queue = new int[members];
    }

    void acquire(int member) {
        mutex.lock();
        try {
            if (holder < 0) {
                holder = member;
                return;
            }
            queue[(first + waiting++) % queue.length] = member;
            wanted = true;
            await(member);
        } catch (IllegalStateException e) {
            forget(member);
            throw e;
        } finally {
            mutex.unlock();
        }
    }

    private void await(int member) {
        long patience = Backoff.LIMIT_NANOS;
        long seen = handOvers;
        long left = intervalNanos;
        while (holder != member) {
            if (left <= 0) {
                asked |= handOvers == seen;
                seen = handOvers;
                left = intervalNanos;
            }
            if (patience <= 0) {
                throw Backoff.overdue("the interpreter's lock");
            }
            try {
                long before = left;
                left = turns[member].awaitNanos(left);
                patience -= before - left; // what it took: to sleep, and to be let run again
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while it waited for the interpreter's lock", e);
            }
        }
    }

    /** One who waits no more must not be given the lock, and has to pass it on if it was. */
    private void forget(int member) {
        if (holder == member) {
            release();
            return;
        }
        int kept = 0;
        for (int place = 0; place < waiting; place++) {
            int other = queue[(first + place) % queue.length];
            if (other != member) {
                queue[(first + kept++) % queue.length] = other;
            }
        }
        waiting = kept;
        wanted = waiting > 0;
    }

    /** By the one who has it; whoever waited longest has it then. */
    void release() {
        mutex.lock();
        try {
            asked = false;
            holder = waiting == 0 ? -1 : queue[first];
            if (waiting > 0) {
                first = (first + 1) % queue.length;
                waiting--;
                handOvers++;
                turns[holder].signal();
            }
            wanted = waiting > 0;
        } finally {
            mutex.unlock();
        }
    }

    /** Whether a waiter has lost its patience. */
    boolean isAsked() {
        return asked;
    }

    /** Whether anybody waits. */
    boolean isWanted() {
        return wanted;
    }

    /** How often it went to one who waited. */
    long handOvers() {
        return handOvers;
    }
}
