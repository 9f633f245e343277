package rxt.transport.local;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import rxt.spmd.Parts;

/**
 * Where the ranks of one communicator lay what they bring to a collective, for the others to read.
 *
 * <p>Collectives go in steps that all ranks number alike. Each rank has two cells, one for odd and one for even steps: the
 * step it has announced, the length it brings, and a short part itself; of a long part the segments are laid out. A
 * rank may fill its cell for a step once all have announced the step before: then nobody reads the step before that.
 */
final class Board {
    /** Longest part that is copied into the cell. */
    static final int SHORT_BYTES = 2048;

    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();
    private static final long BYTES = 8;
    private static final long PART = 16;
    // An odd number of lines, so that the ranks' cells do not fall into the same places of the cache.
    private static final long CELL = SHORT_BYTES + 192;

    private final int size;
    private final MemorySegment memory;
    private final MemorySegment[] sends;
    private final MemorySegment[] recvs;
    private final Parts[] parts;

    Board(int size) {
        this.size = size;
        memory = Arena.ofAuto().allocate(2L * size * CELL, 64);
        sends = new MemorySegment[2 * size];
        recvs = new MemorySegment[2 * size];
        parts = new Parts[2 * size];
    }

    int size() {
        return size;
    }

    /** Copies a short part into this rank's cell. */
    void put(int rank, long step, MemorySegment part) {
        MemorySegment.copy(part, 0, memory, partAt(rank, step), part.byteSize());
        LONG.set(memory, cell(rank, step) + BYTES, part.byteSize());
    }

    /** Lays out a long part, and the segment for its result where the others fill it. */
    void lay(int rank, long step, MemorySegment send, MemorySegment recv) {
        int at = index(rank, step);
        sends[at] = send;
        recvs[at] = recv;
        LONG.set(memory, cell(rank, step) + BYTES, send.byteSize());
    }

    /** Says how the part that is laid out is divided among the ranks. */
    void lay(int rank, long step, Parts division) {
        parts[index(rank, step)] = division;
    }

    /** Takes back what was laid out, so that it can be collected. */
    void clear(int rank, long step) {
        int at = index(rank, step);
        sends[at] = null;
        recvs[at] = null;
        parts[at] = null;
    }

    /** Makes visible what this rank laid out. */
    void announce(int rank, long step) {
        LONG.setRelease(memory, cell(rank, step), step);
    }

    boolean hasAnnounced(int rank, long step) {
        return (long) LONG.getAcquire(memory, cell(rank, step)) >= step;
    }

    /** Length of what a rank laid out. */
    long bytes(int rank, long step) {
        return (long) LONG.get(memory, cell(rank, step) + BYTES);
    }

    /** Where in {@link #memory} the short part of a rank is. */
    long partAt(int rank, long step) {
        return cell(rank, step) + PART;
    }

    MemorySegment memory() {
        return memory;
    }

    MemorySegment send(int rank, long step) {
        return sends[index(rank, step)];
    }

    MemorySegment recv(int rank, long step) {
        return recvs[index(rank, step)];
    }

    Parts parts(int rank, long step) {
        return parts[index(rank, step)];
    }

    private static int index(int rank, long step) {
        return 2 * rank + (int) (step & 1);
    }

    private static long cell(int rank, long step) {
        return index(rank, step) * CELL;
    }
}
