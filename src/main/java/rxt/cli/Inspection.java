package rxt.cli;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rxt.kernel.OpenBlasFiles;
import rxt.record.Hdf5Version;
import rxt.study.Installation;
import rxt.study.Mpi;

/** Looks at every part of a machine that RxT uses: RxT's own first, then message-passing libraries, then tools. */
final class Inspection {
    /** What MPJ Express's manifests name, and its Debian package lacks. */
    private static final List<String> MPJ_JARS = List.of(
            "mpj.jar", "starter.jar", "log4j-1.2.jar", "commons-cli.jar", "commons-codec.jar", "commons-io.jar");

    private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+)+[-+.\\w]*");
    private static final String UNKNOWN = "unknown";
    private static final int OLDEST_JDK = 25;

    private final Installation installation;
    private final Programs programs;

    Inspection(Installation installation, Programs programs) {
        this.installation = installation;
        this.programs = programs;
    }

    List<Part> parts() {
        return Stream.of(machine(), mpj(), mpis(), bindings(), tools())
                .flatMap(List::stream)
                .toList();
    }

    private List<Part> machine() {
        return List.of(
                jdk(),
                Part.required("CPUs", Optional.of(installation.cpus() + " usable"), cpus(), ""),
                Part.required("memory", Optional.of(memory()), "usable by this process", ""),
                hdf5(),
                openblas());
    }

    private Part jdk() {
        Optional<String> version = Optional.of(Runtime.version())
                .filter(found -> found.feature() >= OLDEST_JDK)
                .map(found -> found.toString().replaceFirst("-.*", ""));
        return Part.required("JDK", version, installation.javaHome().toString(), "install a JDK 25, set JAVA_HOME");
    }

    private String cpus() {
        String cores = installation.cores() + (installation.cores() == 1 ? " core" : " cores");
        return cores + affinity().map(list -> ", affinity mask " + list).orElse("");
    }

    /** Linux only: elsewhere no process has a mask. */
    private static Optional<String> affinity() {
        String key = "Cpus_allowed_list:";
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith(key))
                    .map(line -> line.substring(key.length()).strip())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String memory() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return String.format("%.1f GiB", system.getTotalMemorySize() / (double) (1L << 30));
    }

    private static Part hdf5() {
        try {
            return Part.required("HDF5 Java", Optional.of(Hdf5Version.loaded()), "carried by RxT", "");
        } catch (RuntimeException | LinkageError e) {
            return Part.required("HDF5 Java", Optional.empty(), "", "RxT carries none for this platform: " + e);
        }
    }

    /** Whose code it runs decides its speed, and a variable set for another machine is easily forgotten. */
    private static Part openblas() {
        String forced = System.getenv("OPENBLAS_CORETYPE");
        try {
            Optional<String> version = Optional.of(found(OpenBlasFiles.config()).orElse(UNKNOWN));
            String core = OpenBlasFiles.core();
            boolean asForced = core.equalsIgnoreCase(forced);
            String why = asForced ? ", by OPENBLAS_CORETYPE: unset it" : ", carried by RxT";
            return Part.optional("OpenBLAS", version, "code for " + core + why, "");
        } catch (RuntimeException | LinkageError e) {
            return Part.optional("OpenBLAS", Optional.empty(), "", e.getMessage());
        }
    }

    private List<Part> mpj() {
        String cure = "jobs/rxt setup mpj";
        Optional<Path> home = installation.mpjHome();
        String missing = MPJ_JARS.stream()
                .filter(jar -> home.filter(
                                found -> Files.isReadable(found.resolve("lib").resolve(jar)))
                        .isEmpty())
                .collect(Collectors.joining(", "));
        return List.of(
                Part.required("MPJ Express", home.map(Inspection::mpjVersion), text(home), cure),
                Part.required(
                        "  its jars",
                        missing.isEmpty() ? Optional.of("complete") : Optional.empty(),
                        text(home.map(found -> found.resolve("lib"))),
                        cure + "  (without " + missing + ")"));
    }

    private static String mpjVersion(Path home) {
        String key = "mpjexpress.version=";
        try (Stream<String> lines = Files.lines(home.resolve("conf/mpjexpress.conf"))) {
            return lines.filter(line -> line.startsWith(key))
                    .map(line -> line.substring(key.length()).strip())
                    .findFirst()
                    .orElse(UNKNOWN);
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    private List<Part> mpis() {
        List<Part> parts = new ArrayList<>();
        if (installation.mpis().isEmpty()) {
            parts.add(Part.required("MPI", Optional.empty(), "", "jobs/rxt setup ffm"));
        }
        for (Mpi mpi : installation.mpis()) {
            boolean used = installation.mpi().equals(Optional.of(mpi));
            String name = mpi.slurm() ? "srun" : mpi.family().title();
            parts.add(Part.required(
                    name, Optional.of(mpi.version()), mpi.launcher() + (used ? "  (ffm uses it)" : ""), ""));
            parts.add(new Part(
                    "  its library",
                    used,
                    mpi.library().map(Inspection::suffix),
                    text(mpi.library()),
                    "set RXT_MPI_LIBRARY to its path",
                    false));
        }
        return parts;
    }

    /** Such as 40.30.4 for a link to libmpi.so.40.30.4. */
    private static String suffix(Path library) {
        try {
            String name = library.toRealPath().getFileName().toString();
            return name.contains(".so.") ? name.substring(name.indexOf(".so.") + ".so.".length()) : name;
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    /** What transport openmpi needs beside an Open MPI. */
    private List<Part> bindings() {
        String cure = "jobs/rxt setup openmpi";
        Optional<String> mpirun = installation.openmpi().map(Mpi::version);
        Optional<Path> jar = installation.openmpiJar();
        Optional<String> jarVersion = jar.map(Inspection::recordedVersion);
        Optional<String> otherVersion =
                jarVersion.filter(made -> !made.equals(UNKNOWN) && !made.contains(mpirun.orElse("")));
        return List.of(
                Part.optional(
                        "mpi.jar",
                        otherVersion.isPresent() ? Optional.empty() : jarVersion,
                        text(jar),
                        cure
                                + otherVersion
                                        .map(made -> "  (made from " + made + ")")
                                        .orElse("")),
                Part.optional(
                        "libmpi_java",
                        installation.openmpiLibrary().map(_ -> mpirun.orElse(UNKNOWN)),
                        text(installation.openmpiLibrary()),
                        cure));
    }

    /** What set-up noted beside the jar. */
    private static String recordedVersion(Path jar) {
        try {
            return lastWord(Files.readString(jar.resolveSibling("version")).strip());
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    private List<Part> tools() {
        String python = "import h5py, pandas; print(h5py.__version__)";
        String readers = "jobs/rxt setup readers";
        // Debian's modules belong to Debian's Python, which need not be the first on PATH.
        String interpreter = Stream.of("python3", "/usr/bin/python3")
                .filter(program -> version(program, "-c", python).isPresent())
                .findFirst()
                .orElse("python3");
        return List.of(
                tool("h5dump", "h5dump", readers, "--version"),
                tool("h5py, pandas", interpreter, readers, "-c", python),
                tool("Maven", "mvn", "jobs/rxt setup maven", "--version"),
                tool(
                        "Slurm",
                        "sbatch",
                        "on a cluster load its module; to try one: slurm/local-cluster start",
                        "--version"));
    }

    private Part tool(String name, String program, String cure, String... arguments) {
        return Part.optional(
                name, version(program, arguments), programs.path(program).orElse(program), cure);
    }

    private Optional<String> version(String program, String... arguments) {
        return programs.output(program, arguments).flatMap(Inspection::found);
    }

    /** The first thing that looks like a version. */
    private static Optional<String> found(String text) {
        return Optional.of(VERSION.matcher(text)).filter(Matcher::find).map(Matcher::group);
    }

    private static String lastWord(String text) {
        return text.substring(text.lastIndexOf(' ') + 1);
    }

    private static String text(Optional<Path> path) {
        return path.map(Path::toString).orElse("");
    }
}
