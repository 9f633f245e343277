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
    public Communicator as(String name) {
        return new TimedCommunicator(comm, clock.as(name));
    }

    @Override
    public Communicator split(int color, int key) {
        long start = Ticks.read();
        Communicator made = comm.split(color, key);
        clock.add(Call.SPLIT, start);
        return new TimedCommunicator(made, clock);
    }

    @Override
    public Communicator splitShared() {
        long start = Ticks.read();
        Communicator made = comm.splitShared();
        clock.add(Call.SPLITSHARED, start);
        return new TimedCommunicator(made, clock);
    }

    @Override
    public Neighborhood neighborhood(int[] sources, int[] destinations) {
        long start = Ticks.read();
        Neighborhood answer = comm.neighborhood(sources, destinations);
        clock.add(Call.NEIGHBORHOOD, start);
        return new TimedNeighborhood(answer, clock);
    }

    @Override
    public SharedWindow shared(long bytes) {
        long start = Ticks.read();
        SharedWindow made = comm.shared(bytes);
        clock.add(Call.SHARED, start);
        return new TimedSharedWindow(made, clock);
    }

    @Override
    public Window window(long bytes) {
        long start = Ticks.read();
        Window made = comm.window(bytes);
        clock.add(Call.WINDOW, start);
        return new TimedWindow(made, clock);
    }

    @Override
    public void close() {
        long start = Ticks.read();
        comm.close();
        clock.add(Call.CLOSE, start);
    }

    @Override
    public void abort(int exitCode) {
        comm.abort(exitCode);
    }
}
