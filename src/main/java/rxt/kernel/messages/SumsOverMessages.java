package rxt.kernel.messages;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import rxt.spmd.Communicator;
import rxt.spmd.ElementType;
import rxt.spmd.grid.Partition;

/**
 * The sum of the ranks' longs on every rank, built of messages: two textbook ways (Thakur, Rabenseifner and Gropp,
 * Optimization of collective communication operations in MPICH, 2005).
 */
final class SumsOverMessages {
    private static final int TAG = 2;

    private final Communicator world;
    private final TeamAdder adder;
    private final MemorySegment incoming;
    private final Partition parts;
    /** The largest power of two that is no more than the ranks, and what there is beyond. */
    private final int power;

    private final int beyond;

    SumsOverMessages(Communicator world, TeamAdder adder, Arena arena, long count) {
        this.world = world;
        this.adder = adder;
        incoming = arena.allocate(count * Long.BYTES, Long.BYTES);
        parts = new Partition(count, world.size());
        power = Integer.highestOneBit(world.size());
        beyond = world.size() - power;
    }

    /** Each part goes around to be added up, then around again to be known: long messages, all links busy. */
    void ring(MemorySegment values) {
        for (int shift = 0; shift < world.size() - 1; shift++) {
            MemorySegment came = incoming.asSlice(0, part(values, -shift - 1).byteSize());
            pass(part(values, -shift), came);
            adder.add(part(values, -shift - 1), came);
        }
        for (int shift = 0; shift < world.size() - 1; shift++) {
            pass(part(values, 1 - shift), part(values, -shift));
        }
    }

    double ringMessages() {
        return 2.0 * world.size() * (world.size() - 1);
    }

    private MemorySegment part(MemorySegment values, int distance) {
        int part = Math.floorMod(world.rank() + distance, world.size());
        return values.asSlice(parts.from(part) * Long.BYTES, parts.lengthOf(part) * Long.BYTES);
    }

    private void pass(MemorySegment right, MemorySegment left) {
        int size = world.size();
        world.sendrecv(
                right, (world.rank() + 1) % size, TAG, left, (world.rank() + size - 1) % size, TAG, ElementType.LONG);
    }

    /**
     * All values are exchanged with partners 1, 2, 4, … away: few messages, for short ones. Ranks beyond a power of two give
     * theirs to a neighbour first and get the sum of it.
     */
    void recursiveDoubling(MemorySegment values) {
        int rank = world.rank();
        boolean paired = rank < 2 * beyond;
        if (paired && rank % 2 == 0) {
            world.send(values, ElementType.LONG, rank + 1, TAG);
            world.recv(values, ElementType.LONG, rank + 1, TAG);
            return;
        }
        if (paired) {
            world.recv(incoming, ElementType.LONG, rank - 1, TAG);
            adder.add(values, incoming);
        }
        int place = paired ? rank / 2 : rank - beyond;
        for (int distance = 1; distance < power; distance <<= 1) {
            int other = place ^ distance;
            int partner = other < beyond ? 2 * other + 1 : other + beyond;
            world.sendrecv(values, partner, TAG, incoming, partner, TAG, ElementType.LONG);
            adder.add(values, incoming);
        }
        if (paired) {
            world.send(values, ElementType.LONG, rank - 1, TAG);
        }
    }

    double recursiveDoublingMessages() {
        return 2.0 * beyond + (double) power * Integer.numberOfTrailingZeros(power);
    }
}
