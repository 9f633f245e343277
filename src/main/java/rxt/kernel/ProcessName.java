package rxt.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What tells this process from all others, where its number does not: from those of other hosts and containers. */
public final class ProcessName {
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Path PROCESSES = Path.of("/proc/self/ns/pid");

    private ProcessName() {}

    /** The name; "" where the system does not tell. */
    public static String current() {
        String machine = machine();
        return machine.isEmpty() ? "" : machine + "-" + ProcessHandle.current().pid();
    }

    /** The boot and the name space in which process numbers count, fit for names of files; "" where nothing tells. */
    static String machine() {
        try {
            String space = Files.readSymbolicLink(PROCESSES).toString();
            return Files.readString(BOOT).strip() + "-" + space.replaceAll("\\D", "");
        } catch (IOException e) {
            return "";
        }
    }
}
