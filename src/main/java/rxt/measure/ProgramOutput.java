package rxt.measure;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What one rank of a program has printed: the times of its steps, and the last line that its check looks for. */
final class ProgramOutput {
    private static final Pattern STEP = Pattern.compile("\\s*rxt step\\s+(?<seconds>\\S+)\\s*");
    private static final int CHUNK = 1 << 16;

    /** Longer lines are cut: no time and no answer is that long. */
    private static final int LONGEST_LINE = 1 << 20;

    private final Path file;
    private final Pattern answer;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final List<Double> steps = new ArrayList<>();
    private double resolution;
    private long position;
    private long lines;
    private Optional<String> matched = Optional.empty();
    private String captured = "";

    /**
     * Nothing yet.
     *
     * @param file standard output of the rank
     * @param answer what a line must match
     */
    ProgramOutput(Path file, Pattern answer) {
        this.file = file;
        this.answer = answer;
    }

    /** Reads what has been printed since; whether that was anything. */
    boolean read() throws IOException {
        boolean grown = Files.exists(file) && Files.size(file) > position;
        if (grown) {
            readOn();
        }
        return grown;
    }

    private void readOn() throws IOException {
        byte[] bytes = new byte[CHUNK];
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            in.seek(position);
            for (int count = in.read(bytes); count > 0; count = in.read(bytes)) {
                position += count;
                for (int i = 0; i < count; i++) {
                    take(bytes[i]);
                }
            }
        }
    }

    /** The rank has ended: what it printed last may lack its line feed. */
    void end() throws IOException {
        readOn(); // whatever size another node's file still seems to have
        if (line.size() > 0) {
            take((byte) '\n');
        }
    }

    private void take(byte next) {
        if (next != '\n') {
            if (line.size() < LONGEST_LINE) {
                line.write(next);
            }
            return;
        }
        String text = line.toString(StandardCharsets.UTF_8).stripTrailing();
        line.reset();
        lines++;
        Matcher step = STEP.matcher(text);
        if (step.matches()) {
            step(step.group("seconds"));
        }
        Matcher found = answer.matcher(text);
        if (found.find()) {
            matched = Optional.of(text.strip());
            captured = found.groupCount() > 0 && found.group(1) != null ? found.group(1) : "";
        }
    }

    private void step(String seconds) {
        try {
            BigDecimal time = new BigDecimal(seconds);
            steps.add(time.doubleValue());
            resolution = Math.max(resolution, time.ulp().doubleValue());
        } catch (NumberFormatException e) {
            throw new RefusedLaunchException("a line 'rxt step " + seconds + "' is no time; print seconds as a number,"
                    + " such as: rxt step 0.001234");
        }
    }

    /** Times of its steps so far, in seconds. */
    List<Double> steps() {
        return steps;
    }

    /** The last digit of the coarsest of these times, in seconds; 0 without any. */
    double resolution() {
        return resolution;
    }

    long lines() {
        return lines;
    }

    /** The last line that matched. */
    Optional<String> matched() {
        return matched;
    }

    /** The first group of that match; "" for none. */
    String captured() {
        return captured;
    }
}
