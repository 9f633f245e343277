package rxt.record.claim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import rxt.record.HostName;

/**
 * A process that holds claims.
 *
 * @param host name of its node
 * @param pid its number there
 * @param machine names the boot and the process namespace in which {@code pid} counts; "" where the system does not tell
 * @param job number of its batch job, or ""
 * @param work what it works on, equal for all that may share a folder
 * @param since when it began, ISO 8601 in UTC
 */
public record Holder(String host, long pid, String machine, String job, String work, String since) {
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Path PROCESSES = Path.of("/proc/self/ns/pid");

    /** This process, which works on {@code work}, within that batch job or "". */
    public static Holder self(String job, String work) {
        return new Holder(
                HostName.current(),
                ProcessHandle.current().pid(),
                thisMachine(),
                job,
                work,
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    private static String thisMachine() {
        try {
            return Files.readString(BOOT).strip() + " " + Files.readSymbolicLink(PROCESSES);
        } catch (IOException e) {
            return "";
        }
    }

    /** The content of its claims. */
    String text() {
        return "host=" + host + "\npid=" + pid + "\nmachine=" + machine + "\njob=" + job + "\nwork=" + work + "\nsince="
                + since + "\n";
    }

    /** Reads what {@link #text} wrote; empty where it is not all there, as while it is being written. */
    static Optional<Holder> parse(String text) {
        Map<String, String> keys = text.lines()
                .map(line -> line.split("=", 2))
                .filter(words -> words.length == 2)
                .collect(Collectors.toMap(words -> words[0], words -> words[1], (first, _) -> first));
        boolean whole =
                keys.containsKey("since") && keys.getOrDefault("pid", "").matches("\\d{1,18}");
        return whole
                ? Optional.of(new Holder(
                        keys.get("host"),
                        Long.parseLong(keys.get("pid")),
                        keys.get("machine"),
                        keys.get("job"),
                        keys.get("work"),
                        keys.get("since")))
                : Optional.empty();
    }

    /** Whether it is known to have ended: it was a process of this machine, and there is none of that number. */
    boolean isGone() {
        return !machine.isEmpty()
                && machine.equals(thisMachine())
                && ProcessHandle.of(pid).isEmpty();
    }

    /** For people: {@code process 12 on node1 (job 34) since 2026-11-21T08:00:00Z}. */
    @Override
    public String toString() {
        return "process " + pid + " on " + host + (job.isEmpty() ? "" : " (job " + job + ")") + " since " + since;
    }
}
