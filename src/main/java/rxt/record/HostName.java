package rxt.record;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** The name of this node. From the kernel where it tells: a name service takes a fifth of a second, or for ever. */
public final class HostName {
    private static final Path KERNEL = Path.of("/proc/sys/kernel/hostname");

    private HostName() {}

    /** The name, or {@code unknown}. */
    public static String current() {
        try {
            return Files.exists(KERNEL)
                    ? Files.readString(KERNEL).strip()
                    : InetAddress.getLocalHost().getHostName();
        } catch (IOException e) {
            return "unknown";
        }
    }
}
