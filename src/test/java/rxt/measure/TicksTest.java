package rxt.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class TicksTest {
    private static final Path SOURCE = Path.of("/sys/devices/system/clocksource/clocksource0/current_clocksource");

    /** To fall back without need would cost twice as much, and nobody would see. */
    @Test
    void theProcessorsCounterIsReadWhereTheSystemTrustsIt() throws Exception {
        boolean trusted = System.getProperty("os.arch").equals("amd64")
                && Files.exists(SOURCE)
                && Files.readString(SOURCE).strip().equals("tsc");
        assertThat(Ticks.NAME).isEqualTo(trusted ? "tsc" : "nanoTime");
    }

    @Test
    void itGoesOnAtOnePace() {
        double first = ticksPerNano();
        assertThat(ticksPerNano()).isCloseTo(first, Percentage.withPercentage(0.5));
        assertThat(first).isBetween(0.1, 10.0);
    }

    private static double ticksPerNano() {
        long nanos = System.nanoTime();
        long ticks = Ticks.read();
        LockSupport.parkNanos(100_000_000);
        return (double) (Ticks.read() - ticks) / (System.nanoTime() - nanos);
    }

    @Test
    void itNeverGoesBackOnAThread() {
        long last = Ticks.read();
        for (int i = 0; i < 1_000_000; i++) {
            long now = Ticks.read();
            assertThat(now >= last).isTrue();
            last = now;
        }
    }
}
