package rxt.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What tells this process from all others, those of other hosts and containers among them, where its number alone does not. */
public final class ProcessName {
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Path PROCESSES = Path.of("/proc/self/ns/pid");

    private ProcessName() {}

    /** That machine, and the number. */
    public static String current() {
        return machine() + "-" + ProcessHandle.current().pid();
    }

    /** The boot and the name space in which process numbers count, fit for names of files; "" where the system does not tell. */
    static String machine() {
        try {
            String space = Files.readSymbolicLink(PROCESSES).toString();
            return Files.readString(BOOT).strip() + "-" + space.replaceAll("\\D", "");
        } catch (IOException e) {
            return "";
        }
    }
}
