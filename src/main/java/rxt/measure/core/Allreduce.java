package rxt.measure.core;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import rxt.record.CoreCase;
import rxt.spmd.Communicator;
import rxt.spmd.ElementType;
import rxt.spmd.ReduceOp;

/** The sum over the ranks of doubles that are whole numbers, so that every order of adding gives the same. */
final class Allreduce implements Operation {
    private static final ValueLayout.OfDouble NUMBER = ValueLayout.JAVA_DOUBLE;

    private final Communicator world;
    private final int size;
    private final MemorySegment mine;
    private final MemorySegment all;
    private long stamp;
    private long wrong;

    Allreduce(Communicator world, CoreCase what) {
        this.world = world;
        this.size = world.size();
        this.mine = Payload.allocate(what.bytes(), what.buffer());
        this.all = Payload.allocate(what.bytes(), what.buffer());
        for (long k = 0; k < mine.byteSize() / Double.BYTES; k++) {
            mine.setAtIndex(NUMBER, k, world.rank() + (double) k);
        }
    }

    @Override
    public void chunk(int count) {
        for (int i = 0; i < count; i++) {
            mine.set(NUMBER, 0, (double) ++stamp);
            world.allreduce(mine, all, ElementType.DOUBLE, ReduceOp.SUM);
            wrong += all.get(NUMBER, 0) == (double) (size * stamp) ? 0 : 1;
        }
    }

    @Override
    public long wrong() {
        for (long k = 1; k < all.byteSize() / Double.BYTES; k++) {
            wrong += all.getAtIndex(NUMBER, k) == size * k + size * (size - 1) / 2.0 ? 0 : 1;
        }
        return wrong;
    }
}
