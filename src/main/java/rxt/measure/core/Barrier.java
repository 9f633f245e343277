package rxt.measure.core;

import rxt.spmd.Communicator;

/** A barrier of all ranks; it carries nothing that could be wrong. */
final class Barrier implements Operation {
    private final Communicator world;

    Barrier(Communicator world) {
        this.world = world;
    }

    @Override
    public void chunk(int count) {
        for (int i = 0; i < count; i++) {
            world.barrier();
        }
    }

    @Override
    public long wrong() {
        return 0;
    }
}
