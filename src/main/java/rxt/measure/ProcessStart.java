package rxt.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When this process started. On Linux from the process' age in ticks of the kernel, to 10 ms; what the JDK reports there
 * rests on a boot time in whole seconds.
 */
final class ProcessStart {
    /** USER_HZ, the same on all of Linux' platforms since 2.4. */
    private static final double TICKS_PER_SECOND = 100;

    /** Field 22 of proc_pid_stat(5), counted behind the command's closing parenthesis. */
    private static final int START_TIME = 22 - 3;

    private ProcessStart() {}

    /** The start; empty where the system does not tell. */
    static Optional<Instant> instant() {
        Path uptime = Path.of("/proc/uptime");
        if (!Files.exists(uptime)) {
            return ProcessHandle.current().info().startInstant();
        }
        try {
            double now = Double.parseDouble(Files.readString(uptime).split(" ", -1)[0]);
            String stat = Files.readString(Path.of("/proc/self/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            double age = now - Long.parseLong(fields[START_TIME]) / TICKS_PER_SECOND;
            return Optional.of(Instant.now().minusNanos(Math.round(age * 1e9)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Seconds between two moments; NaN where the first is unknown. */
    static double seconds(Optional<Instant> from, Instant to) {
        return from.map(start -> Duration.between(start, to).toNanos() * 1e-9).orElse(Double.NaN);
    }
}
