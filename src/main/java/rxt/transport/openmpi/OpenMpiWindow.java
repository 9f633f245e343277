package rxt.transport.openmpi;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import mpi.MPI;
import mpi.Win;
import rxt.spmd.Arguments;
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

    /** An origin that the library may still read or write. */
    private record Pending(Direct origin, int target, boolean isRead) {
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

    private synchronized void completed() {
        pending.forEach(Pending::complete);
        pending.clear();
    }

    private synchronized void completed(int target) {
        pending.removeIf(origin -> {
            if (origin.target == target) {
                origin.complete();
            }
            return origin.target == target;
        });
    }

    private synchronized Direct begun(Direct origin, int target, boolean isRead) {
        pending.add(new Pending(origin, target, isRead));
        return origin;
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
        run("fence", () -> win.fence(0));
        completed();
    }

    @Override
    public void lock(int target, boolean exclusive) {
        arguments.target("lock of", target);
        run("lock of rank " + target, () -> win.lock(exclusive ? MPI.LOCK_EXCLUSIVE : MPI.LOCK_SHARED, target, 0));
    }

    @Override
    public void unlock(int target) {
        run("unlock of rank " + target, () -> win.unlock(target));
        completed(target);
    }

    @Override
    public void lockAll() {
        run("lockAll", () -> win.lockAll(0));
    }

    @Override
    public void unlockAll() {
        run("unlockAll", win::unlockAll);
        completed();
    }

    @Override
    public void flush(int target) {
        run("flush of rank " + target, () -> win.flush(target));
        completed(target);
    }

    @Override
    public void put(MemorySegment origin, ElementType type, int target, long place) {
        within(target, place, origin.byteSize(), "put to");
        int count = type.count(origin.byteSize());
        Direct from = begun(Direct.filled(origin, staging), target, false);
        run(
                "put to rank " + target,
                () -> win.put(from.buffer(), count, Native.of(type), target, (int) place, count, Native.of(type)));
    }

    @Override
    public void get(MemorySegment origin, ElementType type, int target, long place) {
        within(target, place, origin.byteSize(), "get from");
        arguments.recv(origin, type, target, 0);
        int count = type.count(origin.byteSize());
        Direct into = begun(new Direct(origin, staging), target, true);
        run(
                "get from rank " + target,
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
        Direct from = begun(Direct.filled(origin, staging), target, false);
        run(
                "accumulate at rank " + target,
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
        run("fetchAndOp at rank " + target, () -> {
            win.fetchAndOp(block.pointer(), found.pointer(), Native.of(LONG), target, (int) place, Native.of(op));
            win.flush(target);
        });
        completed(target);
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
        run("compareAndSwap at rank " + target, () -> {
            win.compareAndSwap(
                    block.pointer(), compared.pointer(), found.pointer(), Native.of(LONG), target, (int) place);
            win.flush(target);
        });
        completed(target);
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
