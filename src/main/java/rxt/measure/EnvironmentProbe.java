package rxt.measure;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryManagerMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import oshi.SystemInfo;
import oshi.hardware.HardwareAbstractionLayer;
import rxt.record.Build;
import rxt.record.EnvironmentRow;
import rxt.spmd.Transport;

/** Reads what this process runs on. */
public final class EnvironmentProbe {
    private static final Path GOVERNOR = Path.of("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor");

    /** Of BLAS, OpenMP, networks, memory and the loader: how they run, and so how fast a kernel or program is. */
    private static final List<String> TUNING = List.of(
            "OPENBLAS_",
            "GOTO_",
            "BLIS_",
            "MKL_",
            "OMP_",
            "GOMP_",
            "KMP_",
            "UCX_",
            "FI_",
            "MALLOC_",
            "GLIBC_TUNABLES",
            "LD_PRELOAD");

    private EnvironmentProbe() {}

    /** The environment of this process, connected by that transport. */
    public static EnvironmentRow environment(Transport transport) {
        return environment(transport.library(), transport.binding());
    }

    /** The environment of this process, which messages pass through that library. */
    static EnvironmentRow environment(String library, String binding) {
        HardwareAbstractionLayer hardware = new SystemInfo().getHardware();
        Build build = Build.current();
        EnvironmentRow row = new EnvironmentRow(
                0,
                System.getProperty("java.vm.vendor") + " " + System.getProperty("java.vm.version"),
                String.join(" ", ManagementFactory.getRuntimeMXBean().getInputArguments()),
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .map(MemoryManagerMXBean::getName)
                        .collect(Collectors.joining(", ")),
                library,
                binding,
                hardware.getProcessor().getProcessorIdentifier().getName().strip(),
                hardware.getProcessor().getLogicalProcessorCount(),
                hardware.getMemory().getTotal(),
                governor(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                build.version(),
                build.commit());
        return row.withPhysicalCores(hardware.getProcessor().getPhysicalProcessorCount())
                .withVariables(tuning(System.getenv()));
    }

    /** Those of a launcher's own differ from launch to launch, and are left out. */
    static String tuning(Map<String, String> environment) {
        return new TreeMap<>(environment)
                .entrySet().stream()
                        .filter(variable -> TUNING.stream()
                                .anyMatch(prefix -> variable.getKey().startsWith(prefix)))
                        .map(variable -> variable.getKey() + "=" + variable.getValue())
                        .collect(Collectors.joining(" "));
    }

    /** Virtual machines and macOS show none. */
    private static String governor() {
        try {
            return Files.readString(GOVERNOR).strip();
        } catch (IOException e) {
            return "unknown";
        }
    }
}
