package rxt.measure;

import java.util.concurrent.locks.LockSupport;

/** How long a tick is, to a thousandth. */
final class TickSeconds {
    private TickSeconds() {}

    static double measured() {
        Ticks.read(); // the first reading links the counter, which takes as long as all that follows
        long nanos = System.nanoTime();
        long ticks = Ticks.read();
        LockSupport.parkNanos(50_000_000);
        long allTicks = Ticks.read() - ticks;
        return (System.nanoTime() - nanos) * 1e-9 / allTicks;
    }
}
