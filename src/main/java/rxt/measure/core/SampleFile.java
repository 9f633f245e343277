package rxt.measure.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import rxt.record.EnvironmentRow;

/** The samples of one launch as lines of words parted by tabs, the same that the C twins write. */
final class SampleFile {
    private final StringBuilder lines = new StringBuilder();

    void environment(EnvironmentRow row) {
        row.info().forEach(this::info);
    }

    private void info(String name, String value) {
        line("info", name, value);
    }

    /** One sample, both in seconds per operation. */
    void sample(int number, double seconds, double referenceSeconds) {
        line("sample", String.valueOf(number), exact(seconds), exact(referenceSeconds));
    }

    /** The end of a case; {@code problem} is "" where all its answers are right. */
    void measured(int number, long operations, long warmupOperations, double jitSeconds, String problem) {
        line(
                "measured",
                String.valueOf(number),
                String.valueOf(operations),
                String.valueOf(warmupOperations),
                exact(jitSeconds),
                problem);
    }

    private static String exact(double value) {
        return String.format(Locale.ROOT, "%.9e", value);
    }

    private void line(String... words) {
        for (int i = 0; i < words.length; i++) {
            lines.append(i == 0 ? "" : "\t").append(words[i].replaceAll("\\s+", " "));
        }
        lines.append('\n');
    }

    /** Puts the file in its place in one step. */
    void commit(Path place) throws IOException {
        line("end");
        Path temporary = place.resolveSibling(place.getFileName() + ".tmp");
        Files.writeString(temporary, lines);
        Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
