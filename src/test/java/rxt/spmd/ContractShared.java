package rxt.spmd;

import static rxt.spmd.CommunicatorContract.LARGE_BYTES;
import static rxt.spmd.CommunicatorContract.demand;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** What the contract demands of memory that the ranks of one node share; all ranks of the test are on one. */
final class ContractShared extends ContractFeature {
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final VarHandle ATOMIC = LONG.varHandle();

    ContractShared(Communicator comm) {
        super(comm, Capability.SHARED_MEMORY);
    }

    @Override
    List<Runnable> calls() {
        return List.of(comm::splitShared, () -> comm.shared(8));
    }

    @Override
    void holds() {
        Communicator node = comm.splitShared();
        demand(node.size(), size, "ranks that share this node's memory");
        demand(node.rank(), rank, "rank among those of the node");
        demand(node.allreduce(1L, ReduceOp.SUM), (long) size, "allreduce on a node");
        uneven(node);
        neighbours(node, 1 << 10);
        node.close();
        syncWaits();
        counter();
        asBuffers();
        refused(() -> comm.shared(-1), "bytes");
        try (SharedWindow window = comm.shared(8)) {
            refused(() -> window.part(size), "ranks are 0 to " + (size - 1));
            refused(() -> window.part(-1), "ranks are 0 to " + (size - 1));
        }
    }

    @Override
    void holdsLarge() {
        neighbours(comm, LARGE_BYTES);
    }

    /** Rank r's part has 8·r + 3 bytes, the last rank's none. */
    private static long length(int r, int size) {
        return r == size - 1 ? 0 : 8L * r + 3;
    }

    private void uneven(Communicator node) {
        try (SharedWindow window = node.shared(length(rank, size))) {
            for (int r = 0; r < size; r++) {
                MemorySegment part = window.part(r);
                demand(part.byteSize(), length(r, size), "length of the part of rank " + r);
                demand(part.isNative(), true, "part of rank " + r + " off the heap");
                demand(part.byteSize() == 0 || part.address() % 8 == 0, true, "alignment of the part of rank " + r);
                expect(part, 0, "fresh part of rank " + r);
            }
            window.sync();
            window.part(rank).fill((byte) (rank + 1));
            window.sync();
            for (int r = 0; r < size; r++) {
                expect(window.part(r), r + 1, "part of rank " + r);
            }
        }
    }

    private static void expect(MemorySegment part, int value, String what) {
        for (long at = 0; at < part.byteSize(); at++) {
            demand(part.get(ValueLayout.JAVA_BYTE, at), (byte) value, what + ", byte " + at);
        }
    }

    /** Everyone writes its own part, then its right neighbour's, and reads what the left one wrote; two windows at once. */
    private void neighbours(Communicator node, int bytes) {
        int longs = bytes / Long.BYTES;
        try (SharedWindow one = node.shared(bytes);
                SharedWindow two = node.shared(bytes)) {
            for (int i = 0; i < longs; i++) {
                one.part(rank).setAtIndex(LONG, i, value(rank, 0, i));
                two.part(right).setAtIndex(LONG, i, value(rank, 1, i));
            }
            one.sync();
            two.sync();
            for (int i = 0; i < longs; i++) {
                demand(one.part(left).getAtIndex(LONG, i), value(left, 0, i), "what the left rank wrote in its part");
                demand(two.part(rank).getAtIndex(LONG, i), value(left, 1, i), "what the left rank wrote in this part");
            }
            one.sync();
            one.part(left).setAtIndex(LONG, longs - 1, -rank);
            one.sync();
            demand(one.part(rank).getAtIndex(LONG, longs - 1), (long) -right, "a part written once more");
        }
    }

    /** Nobody leaves sync before the last has come: each rank in turn writes late. */
    private void syncWaits() {
        try (SharedWindow window = comm.shared(Long.BYTES)) {
            for (int late = 0; late < size; late++) {
                if (rank == late) {
                    LockSupport.parkNanos(20_000_000);
                    window.part(rank).set(LONG, 0, late + 1);
                }
                window.sync();
                demand(window.part(late).get(LONG, 0), late + 1L, "what a late rank wrote before sync");
                window.sync();
            }
        }
    }

    /** The parts are the same memory: atomic additions of all ranks count. */
    private void counter() {
        try (SharedWindow window = comm.shared(rank == 0 ? Long.BYTES : 0)) {
            for (int n = 0; n < 1000; n++) {
                long before = (long) ATOMIC.getAndAdd(window.part(0), 0L, 1L);
                demand(before >= n, true, "a counter in rank 0's part");
            }
            window.sync();
            demand(window.part(0).get(LONG, 0), 1000L * size, "a counter that all ranks added to");
        }
    }

    /** Parts are message buffers like any others. */
    private void asBuffers() {
        try (SharedWindow window = comm.shared(2 * Long.BYTES)) {
            MemorySegment mine = window.part(rank);
            mine.set(LONG, 0, rank + 5);
            MemorySegment theirs = mine.asSlice(Long.BYTES);
            comm.sendrecv(mine.asSlice(0, Long.BYTES), right, 1, theirs, left, 1, ElementType.LONG);
            window.sync();
            demand(window.part(right).get(LONG, Long.BYTES), rank + 5L, "a message received in shared memory");
        }
    }
}
