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
        long start = Ticks.read();
        window.fence();
        clock.add(Call.FENCE, start);
    }

    @Override
    public void lock(int target, boolean exclusive) {
        long start = Ticks.read();
        window.lock(target, exclusive);
        clock.add(Call.LOCK, start);
    }

    @Override
    public void unlock(int target) {
        long start = Ticks.read();
        window.unlock(target);
        clock.add(Call.UNLOCK, start);
    }

    @Override
    public void lockAll() {
        long start = Ticks.read();
        window.lockAll();
        clock.add(Call.LOCKALL, start);
    }

    @Override
    public void unlockAll() {
        long start = Ticks.read();
        window.unlockAll();
        clock.add(Call.UNLOCKALL, start);
    }

    @Override
    public void flush(int target) {
        long start = Ticks.read();
        window.flush(target);
        clock.add(Call.FLUSH, start);
    }

    @Override
    public void put(MemorySegment origin, ElementType type, int target, long place) {
        long start = Ticks.read();
        window.put(origin, type, target, place);
        clock.add(Call.PUT, start);
    }

    @Override
    public void get(MemorySegment origin, ElementType type, int target, long place) {
        long start = Ticks.read();
        window.get(origin, type, target, place);
        clock.add(Call.GET, start);
    }

    @Override
    public void accumulate(MemorySegment origin, ElementType type, int target, long place, ReduceOp op) {
        long start = Ticks.read();
        window.accumulate(origin, type, target, place, op);
        clock.add(Call.ACCUMULATE, start);
    }

    @Override
    public long fetchAndOp(long value, int target, long place, ReduceOp op) {
        long start = Ticks.read();
        long answer = window.fetchAndOp(value, target, place, op);
        clock.add(Call.FETCH_AND_OP, start);
        return answer;
    }

    @Override
    public long compareAndSwap(long expected, long value, int target, long place) {
        long start = Ticks.read();
        long answer = window.compareAndSwap(expected, value, target, place);
        clock.add(Call.COMPARE_AND_SWAP, start);
        return answer;
    }

    @Override
    public void close() {
        long start = Ticks.read();
        window.close();
        clock.add(Call.CLOSE, start);
    }
}
