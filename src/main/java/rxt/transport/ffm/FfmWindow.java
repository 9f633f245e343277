package rxt.transport.ffm;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import rxt.spmd.Arguments;
import rxt.spmd.ElementType;
import rxt.spmd.ReduceOp;
import rxt.spmd.Reduction;
import rxt.spmd.Window;

/** A window of the library; origins on the heap keep their staged memory until what they are for is complete. */
final class FfmWindow implements Window {
    private static final int ALL = -1;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

    private final Allocation allocation;
    private final long window;
    private final Arguments arguments;
    private final MemorySegment local;
    private final Origins origins = new Origins();

    FfmWindow(Allocation allocation, Arguments arguments) {
        this.allocation = allocation;
        this.arguments = arguments;
        window = allocation.window();
        local = allocation.own(arguments.rank());
    }

    private void check(int code, String call) {
        if (code != 0) {
            throw Mpi.failure(code, arguments.rank(), call);
        }
    }

    private void check(int code, String call, int target) {
        if (code != 0) {
            throw Mpi.failure(code, arguments.rank(), call + " rank " + target);
        }
    }

    /** What the library did not begin does not need its memory. */
    private static void unlessBegun(int code, Scratch scratch, MemorySegment memory, MemorySegment origin) {
        if (code != 0) {
            scratch.release(memory, origin);
        }
    }

    private void within(int target, long place, long bytes, String call) {
        arguments.target(call, target);
        arguments.access(target, place, bytes, allocation.lengths()[target]);
    }

    @Override
    public MemorySegment local() {
        return local;
    }

    @Override
    public void fence() {
        Scratch scratch = Scratch.mine();
        long mark = origins.mark();
        check(WindowCalls.fence(0, window), "fence");
        origins.complete(scratch, ALL, mark);
    }

    @Override
    public void lock(int target, boolean exclusive) {
        Scratch _ = Scratch.mine();
        arguments.target("lock of", target);
        int type = Mpi.constant(exclusive ? Constant.LOCK_EXCLUSIVE : Constant.LOCK_SHARED);
        check(WindowCalls.lock(type, target, 0, window), "lock of", target);
    }

    @Override
    public void unlock(int target) {
        Scratch scratch = Scratch.mine();
        arguments.target("unlock of", target);
        long mark = origins.mark();
        check(WindowCalls.unlock(target, window), "unlock of", target);
        origins.complete(scratch, target, mark);
    }

    @Override
    public void lockAll() {
        Scratch _ = Scratch.mine();
        check(WindowCalls.lockAll(0, window), "lockAll");
    }

    @Override
    public void unlockAll() {
        Scratch scratch = Scratch.mine();
        long mark = origins.mark();
        check(WindowCalls.unlockAll(window), "unlockAll");
        origins.complete(scratch, ALL, mark);
    }

    @Override
    public void flush(int target) {
        Scratch scratch = Scratch.mine();
        arguments.target("flush of", target);
        long mark = origins.mark();
        check(WindowCalls.flush(target, window), "flush of", target);
        origins.complete(scratch, target, mark);
    }

    @Override
    public void put(MemorySegment origin, ElementType type, int target, long place) {
        Scratch scratch = Scratch.mine();
        within(target, place, origin.byteSize(), "put to");
        int count = type.count(origin.byteSize());
        MemorySegment from = scratch.read(origin);
        long datatype = Mpi.of(type);
        int code = WindowCalls.put(from.address(), count, datatype, target, place, count, datatype, window);
        unlessBegun(code, scratch, from, origin);
        check(code, "put to", target);
        origins.add(origin, from, target, false);
    }

    @Override
    public void get(MemorySegment origin, ElementType type, int target, long place) {
        Scratch scratch = Scratch.mine();
        within(target, place, origin.byteSize(), "get from");
        int count = type.count(origin.byteSize());
        MemorySegment into = scratch.write(origin);
        long datatype = Mpi.of(type);
        int code = WindowCalls.get(into.address(), count, datatype, target, place, count, datatype, window);
        unlessBegun(code, scratch, into, origin);
        check(code, "get from", target);
        origins.add(origin, into, target, true);
    }

    @Override
    public void accumulate(MemorySegment origin, ElementType type, int target, long place, ReduceOp op) {
        Scratch scratch = Scratch.mine();
        Reduction.requireDefined(type, op);
        within(target, place, origin.byteSize(), "accumulate at");
        int count = type.count(origin.byteSize());
        MemorySegment from = scratch.read(origin);
        long datatype = Mpi.of(type);
        int code = WindowCalls.accumulate(
                from.address(), count, datatype, target, place, count, datatype, Mpi.of(op), window);
        unlessBegun(code, scratch, from, origin);
        check(code, "accumulate at", target);
        origins.add(origin, from, target, false);
    }

    @Override
    public long fetchAndOp(long value, int target, long place, ReduceOp op) {
        Scratch scratch = Scratch.mine();
        within(target, place, Long.BYTES, "fetchAndOp at");
        MemorySegment memory = scratch.staging.take(2L * Long.BYTES);
        memory.set(LONG, 0, value);
        long at = memory.address();
        int code = WindowCalls.fetchAndOp(
                at, at + Long.BYTES, Mpi.of(ElementType.LONG), target, place, Mpi.of(op), window);
        return flushed(scratch, memory, Long.BYTES, code, target);
    }

    @Override
    public long compareAndSwap(long expected, long value, int target, long place) {
        Scratch scratch = Scratch.mine();
        within(target, place, Long.BYTES, "compareAndSwap at");
        MemorySegment memory = scratch.staging.take(3L * Long.BYTES);
        memory.set(LONG, 0, value);
        memory.set(LONG, Long.BYTES, expected);
        long at = memory.address();
        int code = WindowCalls.compareAndSwap(
                at, at + Long.BYTES, at + 2L * Long.BYTES, Mpi.of(ElementType.LONG), target, place, window);
        return flushed(scratch, memory, 2L * Long.BYTES, code, target);
    }

    /** Completes an atomic operation; answers what it found, which the library wrote there. */
    private long flushed(Scratch scratch, MemorySegment memory, long found, int code, int target) {
        long mark = origins.mark();
        int end = code == 0 ? WindowCalls.flush(target, window) : code;
        long result = memory.get(LONG, found);
        scratch.staging.giveBack(memory);
        check(end, "atomic operation at", target);
        origins.complete(scratch, target, mark);
        return result;
    }

    @Override
    public void close() {
        allocation.free(arguments.rank());
    }
}
