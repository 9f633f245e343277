package rxt.measure;

import java.lang.foreign.MemorySegment;
import rxt.spmd.SharedWindow;

/**
 * Shared memory whose synchronisation is timed; reading and writing it is computing.
 *
 * @param window the memory
 * @param clock where the time goes
 */
record TimedSharedWindow(SharedWindow window, MessageClock clock) implements SharedWindow {
    @Override
    public MemorySegment part(int rank) {
        return window.part(rank);
    }

    @Override
    public void sync() {
        long start = Ticks.read();
        window.sync();
        clock.add(Call.SYNC, start);
    }

    @Override
    public void close() {
        long start = Ticks.read();
        window.close();
        clock.add(Call.CLOSE, start);
    }
}
