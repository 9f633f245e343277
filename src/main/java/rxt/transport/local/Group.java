package rxt.transport.local;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the ranks of one communicator share.
 *
 * <p>Its message spaces: the user's is the number {@link #context} itself, the collectives' the one after it.
 */
final class Group {
    private final Map<Integer, Memory> memories = new ConcurrentHashMap<>();
    private final int context;
    private final Board board;

    Group(int context, int size) {
        this.context = context;
        board = new Board(size);
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
