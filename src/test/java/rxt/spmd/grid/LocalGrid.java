package rxt.spmd.grid;

import java.lang.foreign.MemorySegment;
import java.util.List;
import rxt.spmd.Communicator;

/** One rank's block of a grid whose cells hold their numbers, 17 × 14 × 13 or of the first of these dimensions. */
final class LocalGrid {
    static final int IN_PLACE = -1;
    private static final long[] GLOBAL = {17, 14, 13};

    private final CartesianTopology topology;
    private final HaloBlock block;
    private final Partition[] parts;
    private final double[] cells;
    private final int offset;

    /**
     * A block.
     *
     * @param beside dimension along which the exchange shall see the block one layer beside its place
     */
    LocalGrid(Communicator world, int width, int[] dims, boolean[] periodic, int beside) {
        this.topology = CartesianTopology.of(world, dims, periodic);
        this.parts = new Partition[dims.length];
        long[] lengths = new long[dims.length];
        for (int d = 0; d < dims.length; d++) {
            parts[d] = new Partition(GLOBAL[d], dims[d]);
            lengths[d] = parts[d].lengthOf(topology.coordinate(d));
        }
        this.block = new HaloBlock(width, lengths);
        this.offset = beside == IN_PLACE ? 0 : (int) block.stride(beside);
        this.cells = new double[(int) block.cells() + offset];
    }

    HaloExchange exchange(Communicator comm) {
        return new HaloExchange(
                comm, topology, block, MemorySegment.ofArray(cells).asSlice(8L * offset));
    }

    HaloExchange faces(Communicator comm) {
        return HaloExchange.ofFaces(comm, topology, block, MemorySegment.ofArray(cells));
    }

    List<HaloExchange> faces(Communicator comm, int threads) {
        return HaloExchange.ofFaces(comm, topology, block, MemorySegment.ofArray(cells), threads);
    }

    /** Own cells and those beyond the grid's border get their value, all others none. */
    void fill(int step) {
        for (long k = 0; k < block.cells(); k++) {
            long[] at = coordinates(k);
            cells[(int) block.index(at)] = own(at) || beyond(at) ? value(at, step) : Double.NaN;
        }
    }

    long wrongCells(int step) {
        return wrong(step, parts.length);
    }

    long wrongOwnCells(int step) {
        return wrong(step, 0);
    }

    long wrongFaceCells(int step) {
        return wrong(step, 1);
    }

    /** Of the cells that lie outside of the own part along at most so many dimensions. */
    private long wrong(int step, int outside) {
        long wrong = 0;
        for (long k = 0; k < block.cells(); k++) {
            long[] at = coordinates(k);
            boolean counts = outside(at) <= outside;
            wrong += counts && cells[(int) block.index(at)] != value(at, step) ? 1 : 0;
        }
        return wrong;
    }

    private long[] coordinates(long cell) {
        long[] at = new long[parts.length];
        long rest = cell;
        for (int d = parts.length - 1; d >= 0; d--) {
            at[d] = rest % block.extent(d) - block.width();
            rest /= block.extent(d);
        }
        return at;
    }

    private boolean own(long[] at) {
        return outside(at) == 0;
    }

    private int outside(long[] at) {
        int outside = 0;
        for (int d = 0; d < at.length; d++) {
            outside += at[d] >= 0 && at[d] < block.length(d) ? 0 : 1;
        }
        return outside;
    }

    private boolean beyond(long[] at) {
        boolean beyond = false;
        for (int d = 0; d < at.length; d++) {
            long global = at[d] + parts[d].from(topology.coordinate(d));
            beyond |= !topology.periodic(d) && (global < 0 || global >= GLOBAL[d]);
        }
        return beyond;
    }

    private double value(long[] at, int step) {
        double value = step;
        for (int d = 0; d < at.length; d++) {
            long global = at[d] + parts[d].from(topology.coordinate(d));
            long wrapped = topology.periodic(d) ? Math.floorMod(global, GLOBAL[d]) : global;
            value = 100 * value + wrapped + 10;
        }
        return value;
    }
}
