package rxt.transport.local;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The memory of all ranks in one window, freed when the last of them closes it. No rank waits for that: one that closes
 * because it fails must not wait for ranks that wait for it.
 */
final class Memory {
    private static final long ALIGNMENT = 64;

    private final World world;
    private final Arena arena;
    private final AtomicInteger open;

    Memory(World world, int ranks) {
        this.world = world;
        arena = world.arena();
        open = new AtomicInteger(ranks);
    }

    /** Memory of one rank, zero at first. */
    MemorySegment allocate(long bytes) {
        return arena.allocate(bytes, ALIGNMENT);
    }

    /** One rank's end with it. */
    void close() {
        if (open.decrementAndGet() == 0) {
            world.close(arena);
        }
    }
}
