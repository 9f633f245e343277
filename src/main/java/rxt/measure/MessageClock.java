package rxt.measure;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** Time this rank's calling threads spent in message passing; each call adds its own elapsed time. */
final class MessageClock {
    private final LongAdder nanos = new LongAdder();

    /** Makes a call and adds its time. */
    <R> R timed(Supplier<R> call) {
        long start = System.nanoTime();
        R result = call.get();
        nanos.add(System.nanoTime() - start);
        return result;
    }

    /** Makes a call and adds its time. */
    void timed(Runnable call) {
        long start = System.nanoTime();
        call.run();
        nanos.add(System.nanoTime() - start);
    }

    void reset() {
        nanos.reset();
    }

    double seconds() {
        return nanos.sum() * 1e-9;
    }
}
