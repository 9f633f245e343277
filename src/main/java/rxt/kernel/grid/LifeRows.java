package rxt.kernel.grid;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import rxt.kernel.Digest;
import rxt.kernel.FirstTouch;
import rxt.spmd.team.Range;
import rxt.spmd.team.Team;

/**
 * One rank's rows of the field of {@link Life}, a byte for each cell, with ghost rows above and below and dead cells
 * beside.
 */
final class LifeRows {
    /** Of 32 bytes, or less where vectors are shorter: a load of 64 that is not aligned, as most here, touches two lines. */
    private static final VectorSpecies<Byte> LANES =
            ByteVector.SPECIES_PREFERRED.length() < 32 ? ByteVector.SPECIES_PREFERRED : ByteVector.SPECIES_256;

    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final ValueLayout.OfByte CELL = ValueLayout.JAVA_BYTE;

    private final LifeTile tile;
    private final long firstRow;
    private final int rows;
    private final int width;
    private final int depth;
    private final int stride;
    private final MemorySegment cells;
    private final MemorySegment ghostAbove;
    private final MemorySegment ghostBelow;
    private final MemorySegment first;
    private final MemorySegment last;

    /**
     * Dead cells, written by the threads of {@code team} that will work on them.
     *
     * @param tile what is repeated over the field
     * @param part these of the field's rows, {@code depth} or more
     * @param width cells in a row
     * @param depth ghost rows above, and below
     */
    LifeRows(LifeTile tile, Range part, int width, int depth, Team team, Arena arena) {
        this.tile = tile;
        this.firstRow = part.from();
        this.rows = Math.toIntExact(part.length());
        this.width = width;
        this.depth = depth;
        this.stride = width + 2;
        this.cells = FirstTouch.bytes(arena, Math.multiplyExact(rows + 2L * depth, (long) stride));
        team.forEach(Range.of(0, rows), this::kill);
        ghostAbove = rows(-depth);
        ghostBelow = rows(rows);
        first = rows(0);
        last = rows(rows - depth);
    }

    /** Some rows with the cells beside, and the ghosts beside the first and the last. */
    private void kill(long from, long to) {
        long begin = from == 0 ? 0 : at((int) from) - 1;
        long end = to == rows ? cells.byteSize() : at((int) to) - 1;
        cells.asSlice(begin, end - begin).fill((byte) 0);
    }

    int width() {
        return width;
    }

    /** Place of a row's first cell; those before 0 and from {@code rows} on are the ghosts. */
    private long at(int row) {
        return ((long) row + depth) * stride + 1;
    }

    /** As many rows as there are ghosts on a side, with the dead cells between them. */
    private MemorySegment rows(int row) {
        return cells.asSlice(at(row), (depth - 1L) * stride + width);
    }

    MemorySegment ghostAbove() {
        return ghostAbove;
    }

    MemorySegment ghostBelow() {
        return ghostBelow;
    }

    MemorySegment first() {
        return first;
    }

    MemorySegment last() {
        return last;
    }

    /** Sets some rows to what they are at first. */
    void begin(long from, long to) {
        for (int row = (int) from; row < to; row++) {
            int inTile = (int) ((firstRow + row) % tile.size());
            for (int column = 0; column < width; column++) {
                cells.set(CELL, at(row) + column, tile.atFirst(inTile, column % tile.size()));
            }
        }
    }

    /** Writes the next generation of some rows. */
    void advance(LifeRows next, int from, int to) {
        for (int row = from; row < to; row++) {
            advanceSideBySide(cells, next.cells, at(row), width, stride);
        }
    }

    /** As {@link #advance}, a cell at a time. */
    void advanceOneByOne(LifeRows next, int from, int to) {
        for (int row = from; row < to; row++) {
            advanceOneByOne(cells, next.cells, at(row), at(row) + width, stride);
        }
    }

    /** By the Vector API, since C2 cannot know that the segments differ; the remainder one by one. */
    private static void advanceSideBySide(MemorySegment cells, MemorySegment next, long row, int width, long stride) {
        int j = 0;
        for (int end = LANES.loopBound(width); j < end; j += LANES.length()) {
            long i = row + j;
            ByteVector neighbours = three(cells, i - stride)
                    .add(three(cells, i + stride))
                    .add(load(cells, i - 1))
                    .add(load(cells, i + 1));
            // Born with three, alive with two or three: three is two with the lowest bit of the cell or of the count.
            VectorMask<Byte> lives = neighbours.or(load(cells, i)).compare(VectorOperators.EQ, (byte) 3);
            ByteVector.zero(LANES).blend((byte) 1, lives).intoMemorySegment(next, i, ORDER);
        }
        advanceOneByOne(cells, next, row + j, row + width, stride);
    }

    private static void advanceOneByOne(MemorySegment cells, MemorySegment next, long from, long to, long stride) {
        for (long i = from; i < to; i++) {
            int neighbours = cells.get(CELL, i - 1) + cells.get(CELL, i + 1);
            for (long middle = i - stride; middle <= i + stride; middle += 2 * stride) {
                neighbours += cells.get(CELL, middle - 1) + cells.get(CELL, middle) + cells.get(CELL, middle + 1);
            }
            next.set(CELL, i, (byte) ((neighbours | cells.get(CELL, i)) == 3 ? 1 : 0));
        }
    }

    private static ByteVector three(MemorySegment cells, long middle) {
        return load(cells, middle - 1).add(load(cells, middle)).add(load(cells, middle + 1));
    }

    private static ByteVector load(MemorySegment cells, long at) {
        return ByteVector.fromMemorySegment(LANES, cells, at, ORDER);
    }

    /** Cells of some rows that differ from those of the tile. */
    long wrong(byte[] ofTile, long from, long to) {
        long wrong = 0;
        for (int row = (int) from; row < to; row++) {
            int start = (int) ((firstRow + row) % tile.size()) * tile.size();
            for (int column = 0; column < width; column++) {
                wrong += cells.get(CELL, at(row) + column) == ofTile[start + column % tile.size()] ? 0 : 1;
            }
        }
        return wrong;
    }

    long alive(long from, long to) {
        long alive = 0;
        for (int row = (int) from; row < to; row++) {
            for (int column = 0; column < width; column++) {
                alive += cells.get(CELL, at(row) + column);
            }
        }
        return alive;
    }

    /** Own cells, without ghosts. */
    long count() {
        return (long) rows * width;
    }

    /** The own cell with an index below {@link #count}, row by row. */
    byte cell(long index) {
        return cells.get(CELL, at((int) (index / width)) + index % width);
    }

    long digest(long from, long to) {
        long sum = 0;
        for (int row = (int) from; row < to; row++) {
            for (int column = 0; column < width; column++) {
                sum += Digest.term((firstRow + row) * width + column, (long) cells.get(CELL, at(row) + column));
            }
        }
        return sum;
    }
}
