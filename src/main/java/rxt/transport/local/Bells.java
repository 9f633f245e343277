package rxt.transport.local;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Wakes the threads of a rank that sleep; costs a fence where none does.
 *
 * <p>Who sleeps first says so ({@link #enlist}), then looks once more for what he waits for, then parks. Who has
 * something for a rank first makes it visible, then looks for sleepers ({@link #ring}). With a full fence between the two
 * steps of either, at least one sees the other; and a permit given before the parking is kept. So no wake-up is lost.
 *
 * <p>The numbers of sleepers have a cache line each, that nobody writes while no rank sleeps.
 */
final class Bells {
    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();
    private static final long LINE = 64;

    private final MemorySegment counts;
    private final List<List<Thread>> sleepers;

    Bells(int ranks) {
        counts = Arena.ofAuto().allocate(ranks * LINE, LINE);
        sleepers = IntStream.range(0, ranks)
                .<List<Thread>>mapToObj(r -> new ArrayList<>())
                .toList();
    }

    /** Wakes the sleepers of a rank, after something was made visible; answers whether there were any. */
    boolean ring(int rank) {
        VarHandle.fullFence();
        return wake(rank);
    }

    /** Wakes all sleepers, after something was made visible. */
    void ringAll() {
        VarHandle.fullFence();
        for (int r = 0; r < sleepers.size(); r++) {
            wake(r);
        }
    }

    private boolean wake(int rank) {
        return (long) LONG.getOpaque(counts, rank * LINE) > 0 && unpark(sleepers.get(rank));
    }

    private static boolean unpark(List<Thread> threads) {
        synchronized (threads) {
            for (int i = 0; i < threads.size(); i++) {
                LockSupport.unpark(threads.get(i));
            }
        }
        return true;
    }

    /** Counts this thread as a sleeper of its rank; it must look again before it parks. */
    void enlist(int rank) {
        List<Thread> threads = sleepers.get(rank);
        synchronized (threads) {
            threads.add(Thread.currentThread());
            LONG.setOpaque(counts, rank * LINE, (long) threads.size());
        }
        VarHandle.fullFence();
    }

    /** Counts this thread as awake. */
    void leave(int rank) {
        List<Thread> threads = sleepers.get(rank);
        synchronized (threads) {
            threads.remove(Thread.currentThread());
            LONG.setOpaque(counts, rank * LINE, (long) threads.size());
        }
    }
}
