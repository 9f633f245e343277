package rxt.transport.local;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import rxt.spmd.ElementType;
import rxt.spmd.ReduceOp;
import rxt.spmd.Reduction;
import rxt.spmd.Window;

/**
 * Off-heap memory of each rank, with a lock before it, that the others read and write themselves: every operation is
 * complete when it returns, and fences, flushes and unlocks only make it visible in order.
 */
final class LocalWindow implements Window {
    private static final long HEADER_BYTES = 64;

    private final LocalCommunicator comm;
    private final Memory memory;
    private final MemorySegment[] locks;
    private final MemorySegment[] memories;
    private final WindowLock[] held;

    LocalWindow(LocalCommunicator comm, long bytes) {
        comm.arguments.memory(bytes, "window");
        this.comm = comm;
        memory = comm.memory();
        // Rounded up, so that the atomic word around the last byte is inside.
        long rounded = (bytes + Long.BYTES - 1) / Long.BYTES * Long.BYTES;
        MemorySegment own = memory.allocate(HEADER_BYTES + rounded);
        locks = comm.show(own);
        memories = comm.show(own.asSlice(HEADER_BYTES, bytes));
        held = new WindowLock[locks.length];
        for (int r = 0; r < held.length; r++) {
            held[r] = new WindowLock(comm, locks[r], r);
        }
    }

    @Override
    public MemorySegment local() {
        return memories[comm.rank()];
    }

    @Override
    public void fence() {
        comm.barrier();
    }

    @Override
    public void lock(int target, boolean exclusive) {
        comm.arguments.target("lock", target);
        held[target].lock(exclusive);
    }

    @Override
    public void unlock(int target) {
        comm.arguments.target("unlock", target);
        held[target].unlock();
    }

    @Override
    public void lockAll() {
        for (WindowLock lock : held) {
            lock.lock(false);
        }
    }

    @Override
    public void unlockAll() {
        for (WindowLock lock : held) {
            lock.unlock();
        }
    }

    @Override
    public void flush(int target) {
        comm.arguments.target("flush", target);
        VarHandle.fullFence();
    }

    @Override
    public void put(MemorySegment origin, ElementType type, int target, long place) {
        MemorySegment there = at("put to", target, place, origin, type);
        MemorySegment.copy(origin, 0, there, place, origin.byteSize());
    }

    @Override
    public void get(MemorySegment origin, ElementType type, int target, long place) {
        MemorySegment there = at("get from", target, place, origin, type);
        comm.arguments.recv(origin, type, target, 0);
        MemorySegment.copy(there, place, origin, 0, origin.byteSize());
    }

    @Override
    public void accumulate(MemorySegment origin, ElementType type, int target, long place, ReduceOp op) {
        Reduction.requireDefined(type, op);
        at("accumulate to", target, place, origin, type);
        requireAligned("accumulate", place, type.bytes());
        for (long at = 0; at < origin.byteSize(); at += type.bytes()) {
            Atomics.combine(locks[target], HEADER_BYTES + place + at, origin, at, type, op);
        }
    }

    @Override
    public long fetchAndOp(long value, int target, long place, ReduceOp op) {
        MemorySegment there = at("fetchAndOp at", target, place, Long.BYTES);
        requireAligned("fetchAndOp", place, Long.BYTES);
        return Atomics.getAndCombine(there, place, value, op);
    }

    @Override
    public long compareAndSwap(long expected, long value, int target, long place) {
        MemorySegment there = at("compareAndSwap at", target, place, Long.BYTES);
        requireAligned("compareAndSwap", place, Long.BYTES);
        return Atomics.compareAndExchange(there, place, expected, value);
    }

    @Override
    public void close() {
        memory.close();
    }

    private MemorySegment at(String call, int target, long place, MemorySegment origin, ElementType type) {
        type.count(origin.byteSize());
        return at(call, target, place, origin.byteSize());
    }

    /** The memory of a rank, with {@code bytes} bytes from {@code place} on. */
    private MemorySegment at(String call, int target, long place, long bytes) {
        comm.arguments.target(call, target);
        comm.arguments.access(target, place, bytes, memories[target].byteSize());
        return memories[target];
    }

    private void requireAligned(String call, long place, int bytes) {
        if (place % bytes != 0) {
            throw comm.arguments.refusal(
                    call + ": place " + place + " is no multiple of the " + bytes + " bytes of an element");
        }
    }
}
