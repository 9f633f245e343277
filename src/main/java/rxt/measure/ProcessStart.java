package rxt.measure;

import java.time.Duration;
import java.time.Instant;

/** When this process started, by the operating system's record. */
final class ProcessStart {
    private ProcessStart() {}

    static Instant instant() {
        return ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
    }

    static double seconds(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toNanos() * 1e-9);
    }
}
