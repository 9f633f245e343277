package rxt.study;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import rxt.record.Cell;

/**
 * What of the machine a launch needs; {@link #find} looks, everything else only computes.
 *
 * @param javaHome home of the JDK that runs the ranks
 * @param classPath RxT's jar or class folder first, then its libraries; absolute
 * @param path the PATH of the caller
 * @param mpjHome private home of MPJ Express
 * @param openmpiJar Open MPI's Java bindings
 * @param openmpiLibrary folder of libmpi_java.so
 * @param mpis every MPI found, the one that {@code ffm} uses first
 * @param cores physical cores this process may use
 * @param cpus hardware threads this process may use
 * @param root whether the user is root, whom mpirun refuses unless told otherwise
 * @param aotCache the JDK's ahead-of-time cache of {@code classPath}, which {@code jobs/rxt} names
 * @param nodes where launches may run
 */
public record Installation(
        Path javaHome,
        List<Path> classPath,
        String path,
        Optional<Path> mpjHome,
        Optional<Path> openmpiJar,
        Optional<Path> openmpiLibrary,
        List<Mpi> mpis,
        int cores,
        int cpus,
        boolean root,
        Optional<Path> aotCache,
        Nodes nodes) {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String MASK = "Cpus_allowed_list:";
    private static final String CURE = "; `jobs/rxt setup` installs it";
    private static final String NO_MPI =
            "no MPI is on PATH (mpirun of Open MPI, MPICH or Intel MPI); `jobs/rxt setup` installs Open MPI";

    /** How the names of Debian's multiarch folders begin here. */
    static final String MULTIARCH = System.getProperty("os.arch").replace("amd64", "x86_64") + "-linux-";

    public Installation {
        classPath = List.copyOf(classPath);
        mpis = List.copyOf(mpis);
    }

    /** On this machine alone. */
    public Installation(
            Path javaHome,
            List<Path> classPath,
            String path,
            Optional<Path> mpjHome,
            Optional<Path> openmpiJar,
            Optional<Path> openmpiLibrary,
            List<Mpi> mpis,
            int cores,
            int cpus,
            boolean root,
            Optional<Path> aotCache) {
        this(
                javaHome,
                classPath,
                path,
                mpjHome,
                openmpiJar,
                openmpiLibrary,
                mpis,
                cores,
                cpus,
                root,
                aotCache,
                Nodes.here(cpus));
    }

    /** The same with these MPIs, the one that {@code ffm} uses first. */
    public Installation with(List<Mpi> others) {
        return new Installation(
                javaHome,
                classPath,
                path,
                mpjHome,
                openmpiJar,
                openmpiLibrary,
                others,
                cores,
                cpus,
                root,
                aotCache,
                nodes);
    }

    /** The same on these nodes. */
    public Installation with(Nodes others) {
        return new Installation(
                javaHome,
                classPath,
                path,
                mpjHome,
                openmpiJar,
                openmpiLibrary,
                mpis,
                cores,
                cpus,
                root,
                aotCache,
                others);
    }

    /** The MPI that {@code ffm} uses. */
    public Optional<Mpi> mpi() {
        return mpis.stream().findFirst();
    }

    /** The MPI that {@code openmpi} uses. */
    public Optional<Mpi> openmpi() {
        return openmpi(mpis);
    }

    private static Optional<Mpi> openmpi(List<Mpi> mpis) {
        return mpis.stream()
                .filter(mpi -> mpi.family() == Mpi.Family.OPEN_MPI && !mpi.slurm())
                .findFirst();
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
                absent(openmpi(), "Open MPI's mpirun")
                        .or(() -> absent(openmpiJar, "Open MPI's mpi.jar"))
                        .or(() -> absent(openmpiLibrary, "Open MPI's libmpi_java.so"));
            case "ffm" -> mpi().map(Installation::withoutLibrary).orElse(Optional.of(NO_MPI));
            default -> Optional.of(unknown(transport));
        };
    }

    /** Why a cell cannot be launched, likewise; a program brings its own library. */
    public Optional<String> missing(Cell cell) {
        return cell.isProgram()
                ? mpi().isPresent() ? Optional.empty() : Optional.of(NO_MPI)
                : missing(cell.transport());
    }

    private static Optional<String> withoutLibrary(Mpi mpi) {
        return mpi.library().isPresent()
                ? Optional.empty()
                : Optional.of("no library of " + mpi + " (" + String.join(", ", MpiLibraries.names(mpi.family()))
                        + ") lies beside it or in LD_LIBRARY_PATH; set RXT_MPI_LIBRARY to its path");
    }

    /** The transport that {@code auto} means here: ffm if an MPI is installed, else mpj, else local. */
    public String auto() {
        return Stream.of("ffm", "mpj")
                .filter(transport -> missing(transport).isEmpty())
                .findFirst()
                .orElse("local");
    }

    /** The transport that a study's launcher means here. */
    public String resolve(String launcher) {
        return launcher.equals("auto") ? auto() : launcher;
    }

    /** Whose library that transport calls, as {@link rxt.record.LaunchSpec} records it: one file shall not mix them. */
    String mpiOf(String transport) {
        return transport.equals("ffm") ? mpi().map(mpi -> mpi.family().word()).orElse("none") : "none";
    }

    static String unknown(String transport) {
        return "no transport is called '" + transport + "'; there are local, mpj, openmpi, ffm";
    }

    /**
     * What is installed here: looks in the data folder ({@code RXT_DATA}, otherwise {@code ~/.local/share/rxt}), on
     * PATH and beside the mpiruns found there, as {@link MpiSearch} and {@link MpiLibraries} say. JDK and class path
     * are those of this process.
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
        List<Mpi> mpis = new MpiSearch(environment, path).all();
        return new Installation(
                Path.of(System.getProperty("java.home")),
                classPath(System.getProperty("java.class.path")),
                path,
                Optional.of(mpjHome)
                        .filter(folder -> Files.isExecutable(folder.resolve("bin/mpjrun"))
                                && Files.isReadable(folder.resolve("lib/mpj.jar"))),
                readable(data.resolve("openmpi/mpi.jar")),
                openmpi(mpis)
                        .flatMap(mpi -> MpiLibraries.beside(mpi.launcher(), "libmpi_java.so"))
                        .map(Path::getParent),
                mpis,
                Math.min(cores(Path.of("/sys/devices/system/cpu"), STATUS).orElse(cpus), cpus),
                cpus,
                isRoot(),
                Optional.ofNullable(System.getProperty("rxt.aot")).map(Path::of).filter(Files::isReadable),
                Nodes.of(environment, cpus, Nodes.domains(Path.of("/sys/devices/system/node"), allowed(STATUS))));
    }

    private static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException | UnsupportedOperationException e) {
            return "root".equals(System.getProperty("user.name"));
        }
    }

    private static Optional<String> absent(Optional<?> part, String name) {
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
                    .flatMapToInt(line -> cpus(line.substring(MASK.length()).strip()))
                    .toArray());
        } catch (IOException | UncheckedIOException e) {
            // No Linux, no mask: the number of CPUs has to do.
            return IntStream.empty();
        }
    }

    /** The CPUs of a Linux list such as {@code 0-3,8}; "" has none. */
    static IntStream cpus(String list) {
        return Arrays.stream(list.split(","))
                .filter(range -> !range.isEmpty())
                .map(range -> range.split("-"))
                .flatMapToInt(ends ->
                        IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1])));
    }

    private static String line(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
