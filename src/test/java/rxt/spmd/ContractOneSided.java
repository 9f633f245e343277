package rxt.spmd;

import static rxt.spmd.CommunicatorContract.LARGE_BYTES;
import static rxt.spmd.CommunicatorContract.demand;
import static rxt.spmd.ContractReductions.combined;
import static rxt.spmd.ContractReductions.given;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import rxt.spmd.ContractBuffer.Kind;

/** What the contract demands of memory that others read and write without its owner's help. */
final class ContractOneSided extends ContractFeature {
    private static final ElementType LONG = ElementType.LONG;
    private static final int DRAWS = 25;

    private final boolean signedBytes;

    ContractOneSided(Communicator comm, boolean signedBytes) {
        super(comm, Capability.ONE_SIDED);
        this.signedBytes = signedBytes;
    }

    @Override
    List<Runnable> calls() {
        return List.of(() -> comm.window(8));
    }

    @Override
    void holds() {
        try (Window window = comm.window(1 << 10)) {
            demand(window.local().byteSize(), 1L << 10, "length of a window's own memory");
            demand(window.local().mismatch(MemorySegment.ofArray(new byte[1 << 10])), -1L, "a fresh window's zeros");
            comm.barrier();
            for (ElementType type : ElementType.values()) {
                fenced(window, type, Kind.of(turn++), someCount());
                fenced(window, type, Kind.of(turn++), someCount());
                accumulate(window, type);
            }
        }
        unevenLengths();
        for (Kind kind : Kind.values()) {
            locked(kind, 7);
            lockedAll(kind, 7);
        }
        exclusive();
        atomics();
    }

    @Override
    void holdsLarge() {
        try (Window window = comm.window(LARGE_BYTES + 64)) {
            fenced(window, ElementType.DOUBLE, Kind.HEAP, LARGE_BYTES / 8);
            fenced(window, ElementType.INT, Kind.OFF_HEAP_SLICE, LARGE_BYTES / 4);
        }
        lockedAll(Kind.HEAP, LARGE_BYTES / 8);
    }

    /** What a window holds in the end: read under a lock of one's own, so that every memory model agrees. */
    private ContractBuffer seen(Window window, ElementType type, long place, int count) {
        comm.barrier();
        window.lock(rank, true);
        ContractBuffer seen = copy(window, type, place, count);
        window.unlock(rank);
        comm.barrier();
        return seen;
    }

    private static ContractBuffer copy(Window window, ElementType type, long place, int count) {
        ContractBuffer copy = ContractBuffer.of(Kind.HEAP, type, count);
        copy.segment().copyFrom(window.local().asSlice(place, copy.segment().byteSize()));
        return copy;
    }

    /** Puts to the right, looks at what the left put, and gets back from the right what it put there. */
    private void fenced(Window window, ElementType type, Kind kind, int count) {
        int bytes = type.bytes();
        window.local().fill((byte) 0);
        ContractBuffer mine = ContractBuffer.of(kind, type, count).fill(i -> value(rank, 0, i));
        ContractBuffer back = ContractBuffer.of(kind.next(), type, count);
        window.fence();
        window.put(mine.segment(), type, right, 3L * bytes);
        window.fence();
        ContractBuffer local = copy(window, type, 2L * bytes, count + 2);
        local.expect("put under a fence", i -> i == 0 || i == count + 1 ? 0 : value(left, 0, i - 1));
        window.get(back.segment(), type, right, 3L * bytes);
        window.fence();
        back.expect("get under a fence", i -> value(rank, 0, i));
        mine.expect("a put's own buffer", i -> value(rank, 0, i));
    }

    /** All ranks combine into all ranks at once, by every operation, each at a place of its own. */
    private void accumulate(Window window, ElementType type) {
        ContractBuffer start = ContractBuffer.of(Kind.HEAP, type, 7).fill(i -> given(size, i));
        for (ReduceOp op : ReduceOp.values()) {
            MemorySegment.copy(
                    start.segment(),
                    0,
                    window.local(),
                    place(op),
                    start.segment().byteSize());
        }
        window.fence();
        for (ReduceOp op : ReduceOp.values()) {
            accumulate(window, type, op);
        }
        window.fence();
        for (ReduceOp op : ReduceOp.values()) {
            if (isThere(type, op)) {
                copy(window, type, place(op), 7).expect("accumulate " + op, combined(op, size + 1));
            }
        }
        window.fence();
    }

    private static long place(ReduceOp op) {
        return 16 + 64L * List.of(ReduceOp.values()).indexOf(op);
    }

    private boolean isThere(ElementType type, ReduceOp op) {
        boolean extreme = op == ReduceOp.MIN || op == ReduceOp.MAX;
        return op.accepts(type) && (signedBytes || type != ElementType.BYTE || !extreme);
    }

    private void accumulate(Window window, ElementType type, ReduceOp op) {
        ContractBuffer mine = ContractBuffer.of(Kind.of(turn++), type, 7).fill(i -> given(rank, i));
        if (!isThere(type, op)) {
            String words = op.accepts(type) ? op + " of BYTE in a window" : op + " is not defined on " + type;
            refused(() -> window.accumulate(mine.segment(), type, right, 0, op), words);
            return;
        }
        for (int target = 0; target < size; target++) {
            window.accumulate(mine.segment(), type, target, place(op), op);
        }
    }

    /** Rank r has r + 1 longs: the last of each is written, what lies beyond refused. */
    private void unevenLengths() {
        try (Window window = comm.window((rank + 1L) * Long.BYTES)) {
            ContractBuffer mine = ContractBuffer.of(Kind.HEAP, LONG, 1).fill(i -> rank + 50L);
            MemorySegment one = mine.segment();
            window.fence();
            window.put(one, LONG, right, right * 8L);
            window.fence();
            copy(window, LONG, rank * 8L, 1).expect("put to the last long", i -> left + 50);
            String words = "rank " + right + " has " + (right + 1L) * Long.BYTES + " bytes";
            refused(() -> window.put(one, LONG, right, right * 8L + 1), words);
            refused(() -> window.get(one, LONG, right, right * 8L + 8), words);
            refused(() -> window.accumulate(one, LONG, right, right * 8L + 8, ReduceOp.SUM), words);
            refused(() -> window.put(one, LONG, right, -1), words);
            refused(() -> window.fetchAndOp(1, right, right * 8L + 8, ReduceOp.SUM), words);
            refused(() -> window.compareAndSwap(1, 2, right, -8), words);
            refused(() -> window.put(one, LONG, size, 0), "ranks are 0 to " + (size - 1));
            refused(() -> window.get(one.asReadOnly(), LONG, right, 0), "read-only");
            window.fence();
        }
        try (Window window = comm.window(rank == 0 ? Long.BYTES : 0)) {
            demand(window.local().byteSize(), rank == 0 ? 8L : 0L, "length of a window on one rank only");
            window.lockAll();
            window.accumulate(MemorySegment.ofArray(new long[] {rank}), LONG, 0, 0, ReduceOp.SUM);
            window.unlockAll();
            if (rank == 0) {
                seen(window, LONG, 0, 1).expect("a window on one rank only", i -> size * (size - 1L) / 2);
            } else {
                comm.barrier();
                comm.barrier();
            }
        }
    }

    private void locked(Kind kind, int count) {
        try (Window window = comm.window(128)) {
            ContractBuffer mine = ContractBuffer.of(kind, LONG, count).fill(i -> value(rank, 1, i));
            ContractBuffer back = ContractBuffer.of(kind.next(), LONG, count);
            window.lock(right, false);
            window.put(mine.segment(), LONG, right, 8);
            window.unlock(right);
            mine.fill(i -> -1);
            seen(window, LONG, 8, count).expect("put under a lock", i -> value(left, 1, i));
            window.lock(right, true);
            window.get(back.segment(), LONG, right, 8);
            window.unlock(right);
            back.expect("get under a lock", i -> value(rank, 1, i));
        }
    }

    /** Flush completes a put, and then the same buffer may be used again. */
    private void lockedAll(Kind kind, int count) {
        try (Window window = comm.window(8L * count)) {
            ContractBuffer mine = ContractBuffer.of(kind, LONG, count);
            window.lockAll();
            for (int n = 0; n < 3; n++) {
                int number = n;
                window.put(mine.fill(i -> value(rank, number, i)).segment(), LONG, right, 0);
                window.flush(right);
                mine.fill(i -> -1);
                window.get(mine.segment(), LONG, right, 0);
                window.flush(right);
                mine.expect("get after put and flush", i -> value(rank, number, i));
            }
            window.accumulate(mine.segment(), LONG, right, 0, ReduceOp.SUM);
            window.unlockAll();
            seen(window, LONG, 0, count).expect("accumulate under lockAll", i -> 2 * value(left, 2, i));
        }
    }

    /** Read, wait, write one more: nothing is lost where nobody else gets in between. */
    private void exclusive() {
        try (Window window = comm.window(8)) {
            long[] value = new long[1];
            MemorySegment segment = MemorySegment.ofArray(value);
            comm.barrier();
            for (int n = 0; n < 3; n++) {
                window.lock(0, true);
                window.get(segment, LONG, 0, 0);
                window.flush(0);
                LockSupport.parkNanos(1_000_000);
                value[0]++;
                window.put(segment, LONG, 0, 0);
                window.unlock(0);
            }
            ContractBuffer counted = seen(window, LONG, 0, 1);
            if (rank == 0) {
                counted.expect("a counter under an exclusive lock", i -> 3L * size);
            }
        }
    }

    private void atomics() {
        try (Window window = comm.window(64)) {
            window.lockAll();
            tickets(window);
            oneWinner(window);
            for (int n = 0; n < 3; n++) {
                underLockOfOwn(window);
            }
            long before = window.fetchAndOp(7, right, 48, ReduceOp.MAX);
            demand(before, 0L, "what fetchAndOp found");
            demand(window.fetchAndOp(8, right, 48, ReduceOp.BOR), 7L, "what the next fetchAndOp found");
            window.unlockAll();
            ContractBuffer counted = seen(window, LONG, 16, 5);
            counted.expect("the atomics' memory", i -> i == 1 && rank == 0 ? 3L * size : i == 4 ? 15 : 0);
        }
    }

    /** Every ticket is drawn exactly once. */
    private void tickets(Window window) {
        long[] mine = new long[DRAWS];
        for (int n = 0; n < DRAWS; n++) {
            mine[n] = window.fetchAndOp(1, 0, 0, ReduceOp.SUM);
        }
        long[] all = comm.allgather(mine);
        Arrays.sort(all);
        for (int n = 0; n < all.length; n++) {
            demand(all[n], (long) n, "a ticket, each drawn exactly once");
        }
    }

    private void oneWinner(Window window) {
        long found = window.compareAndSwap(0, rank + 1, size - 1, 8);
        long[] all = comm.allgather(new long[] {found});
        long winners = Arrays.stream(all).filter(f -> f == 0).count();
        demand(winners, 1L, "winners of a compareAndSwap");
        long winner = Arrays.stream(all).max().orElseThrow();
        for (int r = 0; r < size && size > 1; r++) {
            demand(all[r], r == winner - 1 ? 0L : winner, "what compareAndSwap found");
        }
    }

    /** A lock made of compareAndSwap keeps a counter that is read and written in two steps. */
    private void underLockOfOwn(Window window) {
        long[] value = new long[1];
        MemorySegment segment = MemorySegment.ofArray(value);
        while (window.compareAndSwap(0, 1, 0, 16) != 0) {
            LockSupport.parkNanos(20_000);
        }
        window.get(segment, LONG, 0, 24);
        window.flush(0);
        segment.set(ValueLayout.JAVA_LONG_UNALIGNED, 0, value[0] + 1);
        window.put(segment, LONG, 0, 24);
        window.flush(0);
        demand(window.compareAndSwap(1, 0, 0, 16), 1L, "what the lock's owner found");
    }
}
