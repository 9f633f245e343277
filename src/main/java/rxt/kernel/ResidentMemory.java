package rxt.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Memory of this process that is in the machine's; NaN where the system does not tell.
 *
 * @param bytes all of it (Rss)
 * @param proportionalBytes the same with each page divided by the processes that have it (Pss), so that the processes of a
 *     host add up to what they use together
 */
public record ResidentMemory(double bytes, double proportionalBytes) {
    private static final Path ROLLUP = Path.of("/proc/self/smaps_rollup");

    public static ResidentMemory now() {
        try {
            return of(Files.readString(ROLLUP));
        } catch (IOException e) {
            return of(""); // no Linux, or one before 4.14
        }
    }

    /** From the text of {@code smaps_rollup}. */
    public static ResidentMemory of(String rollup) {
        return new ResidentMemory(bytes(rollup, "Rss"), bytes(rollup, "Pss"));
    }

    private static double bytes(String rollup, String name) {
        Matcher line = Pattern.compile("(?m)^" + name + ": +(\\d+) kB$").matcher(rollup);
        return line.find() ? 1024.0 * Long.parseLong(line.group(1)) : Double.NaN;
    }
}
