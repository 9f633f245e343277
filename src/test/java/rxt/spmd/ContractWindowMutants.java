package rxt.spmd;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/** Mutants of windows, shared and one-sided; {@link ContractMutant} names them. */
final class ContractWindowMutants {
    private ContractWindowMutants() {}

    /** Parts that no other rank sees. */
    static final class PrivateParts extends ContractForwarder {
        PrivateParts(Communicator to) {
            super(to, PrivateParts::new);
        }

        @Override
        public SharedWindow shared(long bytes) {
            SharedWindow window = to.shared(bytes);
            Arena arena = Arena.ofAuto();
            MemorySegment[] parts = new MemorySegment[size()];
            Arrays.setAll(parts, r -> arena.allocate(window.part(r).byteSize(), 8));
            return new ForwardedShared(window) {
                @Override
                public MemorySegment part(int rank) {
                    return parts[rank];
                }
            };
        }
    }

    static final class SyncWithoutWaiting extends ContractForwarder {
        SyncWithoutWaiting(Communicator to) {
            super(to, SyncWithoutWaiting::new);
        }

        @Override
        public SharedWindow shared(long bytes) {
            return new ForwardedShared(to.shared(bytes)) {
                @Override
                public void sync() {}
            };
        }
    }

    private static class ForwardedShared implements SharedWindow {
        private final SharedWindow to;

        ForwardedShared(SharedWindow to) {
            this.to = to;
        }

        @Override
        public MemorySegment part(int rank) {
            return to.part(rank);
        }

        @Override
        public void sync() {
            to.sync();
        }

        @Override
        public void close() {
            to.close();
        }
    }

    /** One staged copy for the puts of one long of all threads. */
    static final class OneStagedPut extends ContractForwarder {
        OneStagedPut(Communicator to) {
            super(to, OneStagedPut::new);
        }

        @Override
        public Window window(long bytes) {
            MemorySegment staged = MemorySegment.ofArray(new long[1]);
            return new ForwardedWindow(to.window(bytes)) {
                @Override
                public void put(MemorySegment origin, ElementType type, int target, long place) {
                    if (origin.byteSize() != staged.byteSize()) {
                        super.put(origin, type, target, place);
                        return;
                    }
                    staged.copyFrom(origin);
                    LockSupport.parkNanos(100_000);
                    super.put(staged, type, target, place);
                }
            };
        }
    }

    static final class PutOneTooFar extends ContractForwarder {
        PutOneTooFar(Communicator to) {
            super(to, PutOneTooFar::new);
        }

        @Override
        public Window window(long bytes) {
            return new ForwardedWindow(to.window(bytes + Long.BYTES)) {
                @Override
                public void put(MemorySegment origin, ElementType type, int target, long place) {
                    super.put(origin, type, target, place + type.bytes());
                }

                @Override
                public MemorySegment local() {
                    return super.local().asSlice(0, bytes);
                }
            };
        }
    }

    static final class AccumulateThatReplaces extends ContractForwarder {
        AccumulateThatReplaces(Communicator to) {
            super(to, AccumulateThatReplaces::new);
        }

        @Override
        public Window window(long bytes) {
            return new ForwardedWindow(to.window(bytes)) {
                @Override
                public void accumulate(MemorySegment origin, ElementType type, int target, long place, ReduceOp op) {
                    super.put(origin, type, target, place);
                }
            };
        }
    }

    /** Every lock is shared. */
    static final class SharedLocks extends ContractForwarder {
        SharedLocks(Communicator to) {
            super(to, SharedLocks::new);
        }

        @Override
        public Window window(long bytes) {
            return new ForwardedWindow(to.window(bytes)) {
                @Override
                public void lock(int target, boolean exclusive) {
                    super.lock(target, false);
                }
            };
        }
    }

    /** Reads, waits, and writes. */
    static final class TwoSteps extends ContractForwarder {
        TwoSteps(Communicator to) {
            super(to, TwoSteps::new);
        }

        @Override
        public Window window(long bytes) {
            return new ForwardedWindow(to.window(bytes)) {
                @Override
                public long fetchAndOp(long value, int target, long place, ReduceOp op) {
                    long[] found = new long[1];
                    MemorySegment segment = MemorySegment.ofArray(found);
                    super.get(segment, ElementType.LONG, target, place);
                    super.flush(target);
                    LockSupport.parkNanos(100_000);
                    MemorySegment next = MemorySegment.ofArray(new long[] {found[0]});
                    Reduction.combine(next, MemorySegment.ofArray(new long[] {value}), ElementType.LONG, op);
                    super.put(next, ElementType.LONG, target, place);
                    super.flush(target);
                    return found[0];
                }
            };
        }
    }

    /** Swaps whatever is there. */
    static final class AlwaysSwaps extends ContractForwarder {
        AlwaysSwaps(Communicator to) {
            super(to, AlwaysSwaps::new);
        }

        @Override
        public Window window(long bytes) {
            return new ForwardedWindow(to.window(bytes)) {
                @Override
                public long compareAndSwap(long expected, long value, int target, long place) {
                    long found = super.compareAndSwap(expected, value, target, place);
                    return found == expected ? found : super.compareAndSwap(found, value, target, place);
                }
            };
        }
    }

    private static class ForwardedWindow implements Window {
        private final Window to;

        ForwardedWindow(Window to) {
            this.to = to;
        }

        @Override
        public MemorySegment local() {
            return to.local();
        }

        @Override
        public void fence() {
            to.fence();
        }

        @Override
        public void lock(int target, boolean exclusive) {
            to.lock(target, exclusive);
        }

        @Override
        public void unlock(int target) {
            to.unlock(target);
        }

        @Override
        public void lockAll() {
            to.lockAll();
        }

        @Override
        public void unlockAll() {
            to.unlockAll();
        }

        @Override
        public void flush(int target) {
            to.flush(target);
        }

        @Override
        public void put(MemorySegment origin, ElementType type, int target, long place) {
            to.put(origin, type, target, place);
        }

        @Override
        public void get(MemorySegment origin, ElementType type, int target, long place) {
            to.get(origin, type, target, place);
        }

        @Override
        public void accumulate(MemorySegment origin, ElementType type, int target, long place, ReduceOp op) {
            to.accumulate(origin, type, target, place, op);
        }

        @Override
        public long fetchAndOp(long value, int target, long place, ReduceOp op) {
            return to.fetchAndOp(value, target, place, op);
        }

        @Override
        public long compareAndSwap(long expected, long value, int target, long place) {
            return to.compareAndSwap(expected, value, target, place);
        }

        @Override
        public void close() {
            to.close();
        }
    }
}
