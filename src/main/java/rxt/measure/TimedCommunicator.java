package rxt.measure;

import rxt.spmd.Communicator;
import rxt.spmd.Neighborhood;
import rxt.spmd.SharedWindow;
import rxt.spmd.Window;

/**
 * A communicator timed from outside, as MPI's profiling interface does: every call adds its elapsed time to a clock, and
 * so does every call on what it returns.
 */
final class TimedCommunicator extends TimedCollectives {
    TimedCommunicator(Communicator comm, MessageClock clock) {
        super(comm, clock);
    }

    @Override
    public Communicator split(int color, int key) {
        return new TimedCommunicator(clock.timed(() -> comm.split(color, key)), clock);
    }

    @Override
    public Communicator splitShared() {
        return new TimedCommunicator(clock.timed(comm::splitShared), clock);
    }

    @Override
    public Neighborhood neighborhood(int[] sources, int[] destinations) {
        return new TimedNeighborhood(clock.timed(() -> comm.neighborhood(sources, destinations)), clock);
    }

    @Override
    public SharedWindow shared(long bytes) {
        return new TimedSharedWindow(clock.timed(() -> comm.shared(bytes)), clock);
    }

    @Override
    public Window window(long bytes) {
        return new TimedWindow(clock.timed(() -> comm.window(bytes)), clock);
    }

    @Override
    public void close() {
        clock.timed(comm::close);
    }

    @Override
    public void abort(int exitCode) {
        comm.abort(exitCode);
    }
}
