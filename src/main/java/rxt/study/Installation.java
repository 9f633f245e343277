package rxt.study;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What of the machine a launch needs; {@link #find} looks, everything else only computes.
 *
 * @param javaHome home of the JDK that runs the ranks
 * @param classPath RxT's jar or class folder first, then its libraries; absolute
 * @param path the PATH of the caller
 * @param mpjHome private home of MPJ Express
 * @param openmpiJar Open MPI's Java bindings
 * @param openmpiLibrary folder of libmpi_java.so
 * @param mpirun Open MPI's launcher
 * @param cores physical cores this process may use
 * @param cpus hardware threads this process may use
 * @param root whether the user is root, whom mpirun refuses unless told otherwise
 * @param aotCache the JDK's ahead-of-time cache of {@code classPath}, which {@code jobs/rxt} names
 */
public record Installation(
        Path javaHome,
        List<Path> classPath,
        String path,
        Optional<Path> mpjHome,
        Optional<Path> openmpiJar,
        Optional<Path> openmpiLibrary,
        Optional<Path> mpirun,
        int cores,
        int cpus,
        boolean root,
        Optional<Path> aotCache) {

    private static final String MASK = "Cpus_allowed_list:";
    private static final String CURE = "; `jobs/rxt setup` installs it";

    /** How the names of Debian's multiarch folders begin here. */
    static final String MULTIARCH = System.getProperty("os.arch").replace("amd64", "x86_64") + "-linux-";

    public Installation {
        classPath = List.copyOf(classPath);
    }

    public Path java() {
        return javaHome.resolve("bin/java");
    }

    /** Why {@code transport} cannot be used, in one line with the cure; empty where it can. */
    public Optional<String> missing(String transport) {
        return switch (transport) {
            case "local" -> Optional.empty();
            case "mpj" -> absent(mpjHome, "MPJ Express");
            case "openmpi" ->
                absent(mpirun, "Open MPI's mpirun")
                        .or(() -> absent(openmpiJar, "Open MPI's mpi.jar"))
                        .or(() -> absent(openmpiLibrary, "Open MPI's libmpi_java.so"));
            default -> Optional.of(unknown(transport));
        };
    }

    /** The transport that {@code auto} means here: openmpi if installed, else mpj, else local. */
    public String auto() {
        return Stream.of("openmpi", "mpj")
                .filter(transport -> missing(transport).isEmpty())
                .findFirst()
                .orElse("local");
    }

    /** The transport that a study's launcher means here. */
    public String resolve(String launcher) {
        return launcher.equals("auto") ? auto() : launcher;
    }

    static String unknown(String transport) {
        return "no transport is called '" + transport + "'; there are local, mpj, openmpi";
    }

    /**
     * What is installed here: looks in the data folder ({@code RXT_DATA}, otherwise {@code ~/.local/share/rxt}),, on
     * PATH and beside the mpirun found there. JDK and class path are those of this process.
     *
     * @param environment variables as {@link System#getenv()} has them
     */
    public static Installation find(Map<String, String> environment) {
        Path home = Path.of(System.getProperty("user.home"));
        Path data = Optional.ofNullable(environment.get("RXT_DATA"))
                .filter(value -> !value.isBlank())
                .map(Path::of)
                .orElse(home.resolve(".local/share/rxt"))
                .toAbsolutePath();
        String path = environment.getOrDefault("PATH", "/usr/bin:/bin");
        int cpus = Runtime.getRuntime().availableProcessors();
        Path mpjHome = data.resolve("mpj");
        Optional<Path> mpirun = onPath("mpirun", path);
        return new Installation(
                Path.of(System.getProperty("java.home")),
                classPath(System.getProperty("java.class.path")),
                path,
                Optional.of(mpjHome)
                        .filter(folder -> Files.isExecutable(folder.resolve("bin/mpjrun"))
                                && Files.isReadable(folder.resolve("lib/mpj.jar"))),
                readable(data.resolve("openmpi/mpi.jar")),
                mpirun.flatMap(Installation::libraryOf),
                mpirun,
                Math.min(
                        cores(Path.of("/sys/devices/system/cpu"), Path.of("/proc/self/status"))
                                .orElse(cpus),
                        cpus),
                cpus,
                isRoot(),
                Optional.ofNullable(System.getProperty("rxt.aot")).map(Path::of).filter(Files::isReadable));
    }

    private static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException | UnsupportedOperationException e) {
            return "root".equals(System.getProperty("user.name"));
        }
    }

    private static Optional<String> absent(Optional<Path> part, String name) {
        return part.isPresent() ? Optional.empty() : Optional.of(name + " is not installed" + CURE);
    }

    private static List<Path> classPath(String entries) {
        return Arrays.stream(entries.split(":"))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath())
                .toList();
    }

    private static Optional<Path> readable(Path file) {
        return Optional.of(file).filter(Files::isReadable);
    }

    private static Optional<Path> onPath(String program, String path) {
        return Arrays.stream(path.split(":"))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder).resolve(program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Folder of the libmpi_java.so that belongs to this mpirun. Other folders are not searched: ranks started by one
     * Open MPI with the library of another may not find each other.
     */
    static Optional<Path> libraryOf(Path mpirun) {
        try {
            Path prefix = mpirun.toRealPath().resolve("../..").normalize();
            Path lib = prefix.resolve("lib");
            List<Path> folders = new ArrayList<>(List.of(lib, prefix.resolve("lib64")));
            if (Files.isDirectory(lib)) {
                try (DirectoryStream<Path> multiarch = Files.newDirectoryStream(lib, MULTIARCH + "*")) {
                    multiarch.forEach(folder -> folders.addAll(List.of(folder.resolve("openmpi/lib"), folder)));
                }
            }
            return folders.stream()
                    .filter(folder -> Files.isReadable(folder.resolve("libmpi_java.so")))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Physical cores: groups of CPUs that are each other's siblings, as Linux lists them, with a CPU in the mask.
     *
     * @param status /proc/self/status, whose Cpus_allowed_list is this process' mask, such as {@code 0-3,8}
     */
    static Optional<Integer> cores(Path cpuFolder, Path status) {
        Set<String> siblings = allowed(status)
                .mapToObj(cpu -> cpuFolder.resolve("cpu" + cpu + "/topology/thread_siblings_list"))
                .filter(Files::isReadable)
                .map(Installation::line)
                .collect(Collectors.toSet());
        return siblings.isEmpty() ? Optional.empty() : Optional.of(siblings.size());
    }

    private static IntStream allowed(Path status) {
        try (Stream<String> lines = Files.lines(status)) {
            return IntStream.of(lines.filter(line -> line.startsWith(MASK))
                    .flatMap(line ->
                            Arrays.stream(line.substring(MASK.length()).strip().split(",")))
                    .map(range -> range.split("-"))
                    .flatMapToInt(ends ->
                            IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1])))
                    .toArray());
        } catch (IOException | UncheckedIOException e) {
            // No Linux, no mask: the number of CPUs has to do.
            return IntStream.empty();
        }
    }

    private static String line(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
