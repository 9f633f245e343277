package rxt.measure;

import java.lang.foreign.MemorySegment;
import rxt.spmd.ElementType;
import rxt.spmd.ReduceOp;
import rxt.spmd.Window;

/**
 * A window whose one-sided calls are timed.
 *
 * @param window the window
 * @param clock where the time goes
 */
record TimedWindow(Window window, MessageClock clock) implements Window {
    @Override
    public MemorySegment local() {
        return window.local();
    }

    @Override
    public void fence() {
        clock.timed(window::fence);
    }

    @Override
    public void lock(int target, boolean exclusive) {
        clock.timed(() -> window.lock(target, exclusive));
    }

    @Override
    public void unlock(int target) {
        clock.timed(() -> window.unlock(target));
    }

    @Override
    public void lockAll() {
        clock.timed(window::lockAll);
    }

    @Override
    public void unlockAll() {
        clock.timed(window::unlockAll);
    }

    @Override
    public void flush(int target) {
        clock.timed(() -> window.flush(target));
    }

    @Override
    public void put(MemorySegment origin, ElementType type, int target, long place) {
        clock.timed(() -> window.put(origin, type, target, place));
    }

    @Override
    public void get(MemorySegment origin, ElementType type, int target, long place) {
        clock.timed(() -> window.get(origin, type, target, place));
    }

    @Override
    public void accumulate(MemorySegment origin, ElementType type, int target, long place, ReduceOp op) {
        clock.timed(() -> window.accumulate(origin, type, target, place, op));
    }

    @Override
    public long fetchAndOp(long value, int target, long place, ReduceOp op) {
        return clock.timed(() -> window.fetchAndOp(value, target, place, op));
    }

    @Override
    public long compareAndSwap(long expected, long value, int target, long place) {
        return clock.timed(() -> window.compareAndSwap(expected, value, target, place));
    }

    @Override
    public void close() {
        clock.timed(window::close);
    }
}
