package rxt.spmd.grid;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Some layers of a block across one dimension: {@code runs} runs of neighbouring cells at a fixed distance.
 *
 * <p>A face across the first dimension is its own message buffer; others are packed into a buffer that is allocated
 * once. That one run of such a face could be sent as it lies does not help: what is received lies among it.
 */
final class Face {
    private static final ValueLayout.OfDouble CELL = ValueLayout.JAVA_DOUBLE_UNALIGNED;

    /** Below this, a call of the bulk copy costs more than its cells. */
    private static final long FEW_BYTES = 64;

    private final MemorySegment cells;
    private final long first;
    private final long runs;
    private final long runBytes;
    private final long strideBytes;
    private final boolean inPlace;
    private final MemorySegment buffer;

    /**
     * The layers {@code layer} to {@code layer + width - 1} of {@code cells}, counted with the halo, over the full
     * extents of the other dimensions.
     */
    Face(MemorySegment cells, HaloBlock block, int dimension, long layer) {
        this(cells, block, dimension, layer, 0, dimension == 0 ? 1 : block.extent(0));
    }

    /**
     * As {@link #Face(MemorySegment, HaloBlock, int, long)}, of the layers {@code from} (inclusive) to {@code to}
     * (exclusive) along the first dimension alone, counted with the halo; of a face across the first dimension 0 to 1
     * is all.
     */
    Face(MemorySegment cells, HaloBlock block, int dimension, long layer, long from, long to) {
        long layerBytes = block.stride(dimension) * CELL.byteSize();
        long runsOfLayer = dimension == 0 ? 1 : block.product(1, dimension);
        this.cells = cells;
        this.runs = (to - from) * runsOfLayer;
        this.runBytes = block.width() * layerBytes;
        this.strideBytes = block.extent(dimension) * layerBytes;
        this.first = layer * layerBytes + from * runsOfLayer * strideBytes;
        if (Math.multiplyExact(runs, runBytes) / CELL.byteSize() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a face of the " + block + " across dimension " + dimension
                    + " is longer than a message can be (2³¹−1 cells); use more ranks");
        }
        this.inPlace = dimension == 0;
        this.buffer =
                inPlace ? cells.asSlice(first, runBytes) : Arena.ofAuto().allocate(runs * runBytes, CELL.byteSize());
    }

    /** What is sent after {@link #pack}, or received before {@link #unpack}. */
    MemorySegment buffer() {
        return buffer;
    }

    void pack() {
        if (!inPlace) {
            for (long run = 0; run < runs; run++) {
                copy(cells, first + run * strideBytes, buffer, run * runBytes);
            }
        }
    }

    void unpack() {
        if (!inPlace) {
            for (long run = 0; run < runs; run++) {
                copy(buffer, run * runBytes, cells, first + run * strideBytes);
            }
        }
    }

    private void copy(MemorySegment source, long from, MemorySegment target, long to) {
        if (runBytes > FEW_BYTES) {
            MemorySegment.copy(source, from, target, to, runBytes);
            return;
        }
        for (long b = 0; b < runBytes; b += CELL.byteSize()) {
            target.set(CELL, to + b, source.get(CELL, from + b));
        }
    }
}
