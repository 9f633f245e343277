package rxt.measure;

/** Time this rank's calling threads spent in message passing; each call adds its own elapsed time. */
final class MessageClock {
    private final java.util.concurrent.atomic.LongAdder nanos = new java.util.concurrent.atomic.LongAdder();

    void add(long elapsedNanos) {
        nanos.add(elapsedNanos);
    }

    void reset() {
        nanos.reset();
    }

    double seconds() {
        return nanos.sum() * 1e-9;
    }
}
