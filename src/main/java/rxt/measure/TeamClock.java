package rxt.measure;

import java.util.concurrent.atomic.LongAdder;

/** Time of one rank's team: computing in bodies, summed over threads, and elapsed in the team's calls. */
final class TeamClock {
    private final LongAdder busyNanos = new LongAdder();
    private final LongAdder callNanos = new LongAdder();

    void addBusy(long elapsedNanos) {
        busyNanos.add(elapsedNanos);
    }

    void addCall(long elapsedNanos) {
        callNanos.add(elapsedNanos);
    }

    void reset() {
        busyNanos.reset();
        callNanos.reset();
    }

    /** Time in bodies without barriers, summed over threads. */
    double busySeconds() {
        return busyNanos.sum() * 1e-9;
    }

    /** Elapsed time of the main thread inside the team's calls. */
    double callSeconds() {
        return callNanos.sum() * 1e-9;
    }
}
