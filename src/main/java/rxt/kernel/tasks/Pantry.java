package rxt.kernel.tasks;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.concurrent.Semaphore;
import rxt.kernel.Context;
import rxt.kernel.Params;
import rxt.spmd.Communicator;
import rxt.spmd.ReduceOp;
import rxt.spmd.SharedWindow;

/**
 * A room with few places: a semaphore, either the JDK's or a counter that is compared and swapped, which also works in
 * memory that processes share.
 */
final class Pantry implements AutoCloseable {
    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();
    private static final long FREE = 0;
    private static final long INSIDE = 64;
    private static final long MOST = 128;
    private static final int BYTES = 192;

    private final MemorySegment counters;
    private final Semaphore semaphore;
    private final SharedWindow window;
    private final Patience patience = new Patience();

    private Pantry(MemorySegment counters, Semaphore semaphore, SharedWindow window) {
        this.counters = counters;
        this.semaphore = semaphore;
        this.window = window;
    }

    /** Refuses the parameters of which there cannot be one. */
    static void require(Params params) {
        if (params.text("pantry").equals("program") && params.text("semaphore").equals("jdk")) {
            throw new IllegalArgumentException("a semaphore of the JDK cannot be shared by ranks;"
                    + " pantry = program needs semaphore = textbook");
        }
    }

    /**
     * The one that a kernel's parameters ask for. Collective.
     *
     * @throws IllegalArgumentException on every rank where the ranks that are to share it are of several nodes
     */
    static Pantry of(Context context, int places) {
        Communicator world = context.world();
        boolean ofProgram = context.params().text("pantry").equals("program");
        boolean jdk = context.params().text("semaphore").equals("jdk");
        if (!ofProgram || world.size() == 1) {
            return ofRank(places, jdk);
        }
        try (Communicator node = world.splitShared()) {
            if (world.allreduce(node.size(), ReduceOp.MIN) < world.size()) {
                throw new IllegalArgumentException(
                        "pantry = program needs all ranks on one node; use pantry = rank, or fewer nodes");
            }
        }
        return ofProgram(world, places);
    }

    /** For the threads of a rank. */
    static Pantry ofRank(int places, boolean jdk) {
        MemorySegment counters = MemorySegment.ofArray(new long[BYTES / Long.BYTES]);
        LONG.setVolatile(counters, FREE, (long) places);
        return new Pantry(counters, jdk ? new Semaphore(places) : null, null);
    }

    /** For all threads of all ranks, which must be of one node. Collective. */
    private static Pantry ofProgram(Communicator world, int places) {
        SharedWindow window = world.shared(world.rank() == 0 ? BYTES : 0);
        MemorySegment counters = window.part(0);
        if (world.rank() == 0) {
            LONG.setVolatile(counters, FREE, (long) places);
        }
        window.sync();
        return new Pantry(counters, null, window);
    }

    /** Waits for a place. */
    void enter() {
        if (semaphore != null) {
            semaphore.acquireUninterruptibly();
        } else {
            for (int turn = 0; !tryEnter(); turn++) {
                patience.stand(turn);
            }
        }
        long now = (long) LONG.getAndAdd(counters, INSIDE, 1L) + 1;
        for (long most = most(); now > most && !LONG.compareAndSet(counters, MOST, most, now); most = most()) {
            Thread.onSpinWait();
        }
    }

    private boolean tryEnter() {
        long free = (long) LONG.getVolatile(counters, FREE);
        return free > 0 && LONG.compareAndSet(counters, FREE, free, free - 1);
    }

    void leave() {
        LONG.getAndAdd(counters, INSIDE, -1L);
        if (semaphore != null) {
            semaphore.release();
        } else {
            LONG.getAndAdd(counters, FREE, 1L);
        }
    }

    /** Nobody waits for long any more: who is inside may not come out. */
    void abandon() {
        patience.lose();
    }

    /** Most who were inside at the same time. */
    long most() {
        return (long) LONG.getVolatile(counters, MOST);
    }

    /** Collective. */
    @Override
    public void close() {
        if (window != null) {
            window.close();
        }
    }
}
