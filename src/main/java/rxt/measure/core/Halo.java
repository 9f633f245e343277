package rxt.measure.core;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import rxt.spmd.Communicator;
import rxt.spmd.grid.CartesianTopology;
import rxt.spmd.grid.HaloBlock;
import rxt.spmd.grid.HaloExchange;

/**
 * The halo, one cell wide, of a block of 1024 × 1024 doubles: the blocks of all ranks lie side by side in a grid that is
 * periodic both ways, so rows go to the rank itself and columns to its neighbours.
 */
final class Halo implements Operation {
    private static final int SIDE = 1024;
    private static final int PITCH = SIDE + 2;
    private static final ValueLayout.OfDouble CELL = ValueLayout.JAVA_DOUBLE;

    private final int rank;
    private final int columns;
    private final MemorySegment cells;
    private final HaloExchange exchange;
    private long stamp;
    private long wrong;

    Halo(Communicator world) {
        this.rank = world.rank();
        this.columns = SIDE * world.size();
        this.cells = Payload.allocate((long) PITCH * PITCH * Double.BYTES, "off-heap");
        CartesianTopology topology =
                CartesianTopology.of(world, new int[] {1, world.size()}, new boolean[] {true, true});
        this.exchange = new HaloExchange(world, topology, new HaloBlock(1, SIDE, SIDE), cells);
    }

    /** Of the block's own cells, from 1 to SIDE; beyond them it wraps, as the grid does. */
    private double value(int row, int column) {
        int r = Math.floorMod(row - 1, SIDE);
        int c = Math.floorMod(rank * SIDE + column - 1, columns);
        return (double) r * columns + c + stamp;
    }

    /** The cells that travel are other ones in each batch. */
    @Override
    public void prepare() {
        stamp++;
        for (int k = 1; k <= SIDE; k++) {
            set(1, k);
            set(SIDE, k);
            set(k, 1);
            set(k, SIDE);
        }
    }

    private void set(int row, int column) {
        cells.setAtIndex(CELL, (long) row * PITCH + column, value(row, column));
    }

    @Override
    public void chunk(int count) {
        for (int i = 0; i < count; i++) {
            exchange.exchange();
        }
    }

    @Override
    public long wrong() {
        for (int k = 0; k < PITCH; k++) {
            wrong += miss(0, k) + miss(SIDE + 1, k) + miss(k, 0) + miss(k, SIDE + 1);
        }
        return wrong;
    }

    private int miss(int row, int column) {
        return cells.getAtIndex(CELL, (long) row * PITCH + column) == value(row, column) ? 0 : 1;
    }
}
