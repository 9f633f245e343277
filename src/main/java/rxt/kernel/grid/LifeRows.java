package rxt.kernel.grid;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import rxt.kernel.Digest;

/** One rank's rows of the field of {@link Life}, a byte for each cell, with a ghost row above and below and dead cells beside. */
final class LifeRows {
    private static final VectorSpecies<Byte> LANES = ByteVector.SPECIES_PREFERRED;

    private final LifeTile tile;
    private final long firstRow;
    private final int rows;
    private final int width;
    private final int stride;
    private final byte[] cells;

    /**
     * Dead cells.
     *
     * @param tile what is repeated over the field
     * @param firstRow of these, in the field
     * @param rows without ghosts, 1 or more
     * @param width cells in a row
     */
    LifeRows(LifeTile tile, long firstRow, int rows, int width) {
        this.tile = tile;
        this.firstRow = firstRow;
        this.rows = rows;
        this.width = width;
        this.stride = width + 2;
        long bytes = (rows + 2L) * stride;
        if (bytes > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("a field of " + rows + " rows and " + width
                    + " columns on a rank is more than" + " an array of Java holds; use more ranks or fewer tiles");
        }
        this.cells = new byte[(int) bytes];
    }

    int width() {
        return width;
    }

    /** Place of a row's first cell; −1 and {@code rows} are the ghosts. */
    private int at(int row) {
        return (row + 1) * stride + 1;
    }

    private MemorySegment row(int row) {
        return MemorySegment.ofArray(cells).asSlice(at(row), width);
    }

    MemorySegment ghostAbove() {
        return row(-1);
    }

    MemorySegment ghostBelow() {
        return row(rows);
    }

    MemorySegment first() {
        return row(0);
    }

    MemorySegment last() {
        return row(rows - 1);
    }

    /** Sets some rows to what they are at first. */
    void begin(long from, long to) {
        for (int row = (int) from; row < to; row++) {
            int inTile = (int) ((firstRow + row) % tile.size());
            for (int column = 0; column < width; column++) {
                cells[at(row) + column] = tile.atFirst(inTile, column % tile.size());
            }
        }
    }

    /** Writes the next generation of some rows. */
    void advance(LifeRows next, int from, int to) {
        for (int row = from; row < to; row++) {
            advance(cells, next.cells, at(row), at(row) + width, stride);
        }
    }

    /** By the Vector API, since C2 cannot know that the arrays differ; the remainder one by one. */
    private static void advance(byte[] cells, byte[] next, int from, int to, int stride) {
        int i = from;
        for (int end = from + LANES.loopBound(to - from); i < end; i += LANES.length()) {
            ByteVector neighbours = three(cells, i - stride)
                    .add(three(cells, i + stride))
                    .add(ByteVector.fromArray(LANES, cells, i - 1))
                    .add(ByteVector.fromArray(LANES, cells, i + 1));
            // Born with three, alive with two or three: three is two with the lowest bit of the cell or of the count.
            ByteVector self = ByteVector.fromArray(LANES, cells, i);
            VectorMask<Byte> lives = neighbours.or(self).compare(VectorOperators.EQ, (byte) 3);
            ByteVector.zero(LANES).blend((byte) 1, lives).intoArray(next, i);
        }
        for (; i < to; i++) {
            int neighbours = cells[i - stride - 1] + cells[i - stride] + cells[i - stride + 1];
            neighbours += cells[i - 1] + cells[i + 1];
            neighbours += cells[i + stride - 1] + cells[i + stride] + cells[i + stride + 1];
            next[i] = (byte) ((neighbours | cells[i]) == 3 ? 1 : 0);
        }
    }

    private static ByteVector three(byte[] cells, int middle) {
        return ByteVector.fromArray(LANES, cells, middle - 1)
                .add(ByteVector.fromArray(LANES, cells, middle))
                .add(ByteVector.fromArray(LANES, cells, middle + 1));
    }

    /** Cells of some rows that differ from those of the tile. */
    long wrong(byte[] ofTile, long from, long to) {
        long wrong = 0;
        for (int row = (int) from; row < to; row++) {
            int start = (int) ((firstRow + row) % tile.size()) * tile.size();
            for (int column = 0; column < width; column++) {
                wrong += cells[at(row) + column] == ofTile[start + column % tile.size()] ? 0 : 1;
            }
        }
        return wrong;
    }

    long alive(long from, long to) {
        long alive = 0;
        for (int row = (int) from; row < to; row++) {
            for (int column = 0; column < width; column++) {
                alive += cells[at(row) + column];
            }
        }
        return alive;
    }

    long digest(long from, long to) {
        long sum = 0;
        for (int row = (int) from; row < to; row++) {
            for (int column = 0; column < width; column++) {
                sum += Digest.term((firstRow + row) * width + column, (long) cells[at(row) + column]);
            }
        }
        return sum;
    }
}
