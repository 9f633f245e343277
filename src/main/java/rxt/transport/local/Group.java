package rxt.transport.local;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the ranks of one communicator share.
 *
 * <p>Its message spaces: the user's is the number {@link #context} itself, the collectives' the one after it.
 */
final class Group {
    private final Map<Integer, Memory> memories = new ConcurrentHashMap<>();
    private final AtomicInteger leavers = new AtomicInteger();
    private final World.Origin origin;
    private final int context;
    private final Board board;

    Group(World.Origin origin, int context, int size) {
        this.origin = origin;
        this.context = context;
        board = new Board(size);
    }

    World.Origin origin() {
        return origin;
    }

    boolean isWorld() {
        return origin.equals(World.Origin.WORLD);
    }

    /** One rank needs it no more; answers whether it was the last one. */
    boolean leave() {
        return leavers.incrementAndGet() == board.size();
    }

    int context() {
        return context;
    }

    /** What the ranks' {@code serial}-th window is made of. */
    Memory memory(int serial, World world) {
        return memories.computeIfAbsent(serial, key -> new Memory(world, board.size()));
    }

    Board board() {
        return board;
    }
}
