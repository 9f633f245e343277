package rxt.transport.openmpi;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import mpi.MPI;
import mpi.Win;
import rxt.spmd.Arguments;
import rxt.spmd.CommunicationException;
import rxt.spmd.ElementType;
import rxt.spmd.ReduceOp;
import rxt.spmd.Reduction;
import rxt.spmd.Window;

/** A window of the library; origins on the heap keep their staged copies until what they are for is complete. */
final class OpenMpiWindow implements Window {
    private static final ElementType LONG = ElementType.LONG;

    private final Allocation allocation;
    private final Win win;
    private final Staging staging;
    private final Arguments arguments;
    private final MemorySegment local;
    private final List<Pending> pending = new ArrayList<>();
    private long begun;

    /**
     * An origin that the library may still read or write.
     *
     * @param number how many were begun before it
     */
    private record Pending(long number, Direct origin, int target, boolean isRead) {
        void complete() {
            if (isRead) {
                origin.writeBack();
            }
            origin.close();
        }
    }

    OpenMpiWindow(Allocation allocation, Staging staging, Arguments arguments) {
        this.allocation = allocation;
        this.staging = staging;
        this.arguments = arguments;
        win = allocation.win();
        local = allocation.own(arguments.rank());
    }

    private void run(String call, Native.Action action) {
        Native.run(call, arguments.rank(), action);
    }

    /** Divides the origins begun until now from those to come; to be taken before a call that completes. */
    private synchronized long mark() {
        return begun;
    }

    /** Completes those before the mark: whether the library is done with what other threads begin, nobody knows. */
    private synchronized void completed(IntPredicate ofTarget, long mark) {
        pending.removeIf(origin -> {
            boolean done = origin.number < mark && ofTarget.test(origin.target);
            if (done) {
                origin.complete();
            }
            return done;
        });
    }

    /** Runs what completes all. */
    private void complete(String call, Native.Action action) {
        long mark = mark();
        run(call, action);
        completed(_ -> true, mark);
    }

    /** Runs what completes all of one target. */
    private void complete(String call, int target, Native.Action action) {
        long mark = mark();
        run(call + " rank " + target, action);
        completed(of -> of == target, mark);
    }

    /** Runs what begins a transfer, whose origin is the library's from then on. */
    private void begin(String call, Direct origin, int target, boolean isRead, Native.Action action) {
        try {
            run(call + " rank " + target, action);
        } catch (CommunicationException e) {
            origin.close();
            throw e;
        }
        synchronized (this) {
            pending.add(new Pending(begun++, origin, target, isRead));
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
        complete("fence", () -> win.fence(0));
    }

    @Override
    public void lock(int target, boolean exclusive) {
        arguments.target("lock of", target);
        run("lock of rank " + target, () -> win.lock(exclusive ? MPI.LOCK_EXCLUSIVE : MPI.LOCK_SHARED, target, 0));
    }

    @Override
    public void unlock(int target) {
        complete("unlock of", target, () -> win.unlock(target));
    }

    @Override
    public void lockAll() {
        run("lockAll", () -> win.lockAll(0));
    }

    @Override
    public void unlockAll() {
        complete("unlockAll", win::unlockAll);
    }

    @Override
    public void flush(int target) {
        complete("flush of", target, () -> win.flush(target));
    }

    @Override
    public void put(MemorySegment origin, ElementType type, int target, long place) {
        within(target, place, origin.byteSize(), "put to");
        int count = type.count(origin.byteSize());
        Direct from = Direct.filled(origin, staging);
        begin(
                "put to",
                from,
                target,
                false,
                () -> win.put(from.buffer(), count, Native.of(type), target, (int) place, count, Native.of(type)));
    }

    @Override
    public void get(MemorySegment origin, ElementType type, int target, long place) {
        within(target, place, origin.byteSize(), "get from");
        arguments.recv(origin, type, target, 0);
        int count = type.count(origin.byteSize());
        Direct into = new Direct(origin, staging);
        begin(
                "get from",
                into,
                target,
                true,
                () -> win.get(into.buffer(), count, Native.of(type), target, (int) place, count, Native.of(type)));
    }

    @Override
    public void accumulate(MemorySegment origin, ElementType type, int target, long place, ReduceOp op) {
        Reduction.requireDefined(type, op);
        within(target, place, origin.byteSize(), "accumulate at");
        if (type == ElementType.BYTE && (op == ReduceOp.MIN || op == ReduceOp.MAX)) {
            throw arguments.refusal(op + " of BYTE in a window: Open MPI's Java bindings have unsigned bytes only;"
                    + " take INT, or the transport ffm");
        }
        int count = type.count(origin.byteSize());
        Direct from = Direct.filled(origin, staging);
        begin(
                "accumulate at",
                from,
                target,
                false,
                () -> win.accumulate(
                        from.buffer(),
                        count,
                        Native.of(type),
                        target,
                        (int) place,
                        count,
                        Native.of(type),
                        Native.of(op)));
    }

    @Override
    public long fetchAndOp(long value, int target, long place, ReduceOp op) {
        within(target, place, Long.BYTES, "fetchAndOp at");
        Staging.Block block = staging.take(Long.BYTES);
        Staging.Block found = staging.take(Long.BYTES);
        block.memory().set(ValueLayout.JAVA_LONG, 0, value);
        complete("fetchAndOp at", target, () -> {
            win.fetchAndOp(block.pointer(), found.pointer(), Native.of(LONG), target, (int) place, Native.of(op));
            win.flush(target);
        });
        long result = found.memory().get(ValueLayout.JAVA_LONG, 0);
        staging.giveBack(block);
        staging.giveBack(found);
        return result;
    }

    @Override
    public long compareAndSwap(long expected, long value, int target, long place) {
        within(target, place, Long.BYTES, "compareAndSwap at");
        Staging.Block block = staging.take(Long.BYTES);
        Staging.Block compared = staging.take(Long.BYTES);
        Staging.Block found = staging.take(Long.BYTES);
        block.memory().set(ValueLayout.JAVA_LONG, 0, value);
        compared.memory().set(ValueLayout.JAVA_LONG, 0, expected);
        complete("compareAndSwap at", target, () -> {
            win.compareAndSwap(
                    block.pointer(), compared.pointer(), found.pointer(), Native.of(LONG), target, (int) place);
            win.flush(target);
        });
        long result = found.memory().get(ValueLayout.JAVA_LONG, 0);
        staging.giveBack(block);
        staging.giveBack(compared);
        staging.giveBack(found);
        return result;
    }

    @Override
    public void close() {
        allocation.free(arguments.rank());
    }
}
