package rxt.kernel.messages;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import rxt.spmd.Communicator;
import rxt.spmd.ElementType;

/**
 * An end of a pipe between two ranks, of which one puts and the other takes: a message for each item, an empty one for the
 * end. After as many as the pipe has room for, whoever puts waits for a message that all of them have been taken.
 */
final class PipeEnd implements QueueEnd {
    private static final int ITEM = 0;
    private static final int ROOM = 1;
    private static final MemorySegment EMPTY = MemorySegment.ofArray(new byte[0]);

    private final Communicator world;
    private final int other;
    private final int capacity;
    private final MemorySegment item;
    private int passed;

    /**
     * @param other rank of the other end
     * @param doubles in an item
     * @param capacity items that the pipe has room for
     */
    PipeEnd(Communicator world, int other, int doubles, int capacity, Arena arena) {
        this.world = world;
        this.other = other;
        this.capacity = capacity;
        item = arena.allocate((long) doubles * Double.BYTES, Double.BYTES);
    }

    /** Of so many items: theirs, the end, and one for each time that the pipe was full. */
    static double messages(long items, int capacity) {
        long credits = items / capacity;
        return items + 1.0 + credits;
    }

    @Override
    public void put(double[] values) {
        awaitRoom();
        MemorySegment.copy(values, 0, item, ValueLayout.JAVA_DOUBLE, 0, values.length);
        world.send(item, ElementType.DOUBLE, other, ITEM);
        passed++;
    }

    @Override
    public void done() {
        awaitRoom();
        world.send(EMPTY, ElementType.DOUBLE, other, ITEM);
        passed = 0;
    }

    private void awaitRoom() {
        if (passed == capacity) {
            world.recv(EMPTY, ElementType.DOUBLE, other, ROOM);
            passed = 0;
        }
    }

    @Override
    public double[] take() {
        if (world.recv(item, ElementType.DOUBLE, other, ITEM).bytes() == 0) {
            passed = 0;
            return SENTINEL;
        }
        passed++;
        if (passed == capacity) {
            world.send(EMPTY, ElementType.DOUBLE, other, ROOM);
            passed = 0;
        }
        return item.toArray(ValueLayout.JAVA_DOUBLE);
    }
}
