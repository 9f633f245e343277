package rxt.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProcessStartTest {
    @Test
    void aChildStartsWhenItIsStarted() throws IOException {
        Instant before = Instant.now();
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        TellStart.class.getName())
                .start();
        Instant after = Instant.now();
        try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
            Instant told = Instant.parse(out.readLine());
            assertThat(told).isBetween(before.minus(Duration.ofMillis(40)), after.plus(Duration.ofMillis(40)));
        }
    }

    /** Prints when its process started. */
    public static final class TellStart {
        private TellStart() {}

        public static void main(String[] args) {
            System.out.println(ProcessStart.instant().orElseThrow());
        }
    }
}
