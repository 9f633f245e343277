package rxt.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * From ranks × threads to the command line that starts them: a pure function, all it knows of the machine is the
 * {@link Installation}.
 *
 * <p>{@code local}: one JVM. {@code mpj}: mpjrun in multicore mode, which starts the {@code java} of JAVA_HOME. {@code openmpi}: mpirun, one JVM per rank, each bound to as many cores as it has threads;
 * with more threads than CPUs, binding is off and waiting ranks yield.
 *
 * <p>An AOT cache fits one class path: the ranks of {@code local} and {@code openmpi} start with it, those of {@code mpj},
 * whose JVM has MPJ's class path, without (their own would save no measurable part of the start), so cold costs are not
 * comparable between transports.
 */
public final class Launcher {
    /**
     * The JVM's flags on every transport. The collector is named, because a JVM bound to one CPU would choose another
     * than its neighbour with two, and splits would differ by that; the parallel one works only while a rank stands.
     */
    public static final List<String> JVM_FLAGS = List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--add-modules=jdk.incubator.vector",
            "-XX:+UseParallelGC",
            "-XX:+ExitOnOutOfMemoryError");

    private Launcher() {}

    /**
     * What is to be started.
     *
     * @param ranks number of ranks, 1 or more
     * @param threads threads per rank, 1 or more
     * @param transport {@code local}, {@code mpj} or {@code openmpi}
     * @param oversubscribe whether more threads than CPUs are wanted
     */
    public record Shape(int ranks, int threads, String transport, boolean oversubscribe) {
        public Shape {
            if (ranks < 1 || threads < 1) {
                throw new IllegalArgumentException(
                        "a launch has 1 rank and 1 thread or more, not " + ranks + " × " + threads);
            }
        }
    }

    /**
     * The command that runs {@code mainClass} on every rank.
     *
     * @param arguments the program's own; mpjrun takes words like {@code -np} wherever they stand, so under {@code mpj}
     *     none may begin with a hyphen
     * @throws IllegalArgumentException for an unknown transport or one that is not installed
     */
    public static Command command(String mainClass, List<String> arguments, Shape shape, Installation installation) {
        installation.missing(shape.transport).ifPresent(reason -> {
            throw new IllegalArgumentException(reason);
        });
        List<String> program = new ArrayList<>(List.of(mainClass));
        program.addAll(arguments);
        return switch (shape.transport) {
            case "local" -> local(program, installation);
            case "mpj" -> mpj(program, shape, installation);
            case "openmpi" -> openmpi(program, shape, installation);
            default -> throw new IllegalArgumentException(Installation.unknown(shape.transport));
        };
    }

    private static Command local(List<String> program, Installation installation) {
        List<String> argv = new ArrayList<>(List.of(installation.java().toString()));
        argv.addAll(jvm(installation, installation.classPath()));
        argv.addAll(program);
        return new Command(argv, Map.of());
    }

    private static Command mpj(List<String> program, Shape shape, Installation installation) {
        for (String word : program) {
            if (word.startsWith("-")) {
                throw new IllegalArgumentException(
                        "mpjrun would take the argument '" + word + "' for its own; write it as key=value");
            }
        }
        Path home = installation.mpjHome().orElseThrow();
        List<String> argv =
                new ArrayList<>(List.of(home.resolve("bin/mpjrun").toString(), "-np", Integer.toString(shape.ranks)));
        argv.addAll(JVM_FLAGS);
        argv.addAll(List.of("-cp", joined(installation.classPath())));
        argv.addAll(program);
        return new Command(argv, Map.of("JAVA_HOME", installation.javaHome().toString()));
    }

    private static Command openmpi(List<String> program, Shape shape, Installation installation) {
        List<String> argv =
                new ArrayList<>(List.of(installation.mpirun().orElseThrow().toString()));
        if (installation.root()) {
            argv.add("--allow-run-as-root");
        }
        argv.addAll(List.of("-np", Integer.toString(shape.ranks)));
        argv.addAll(placement(shape, installation));
        argv.add(installation.java().toString());
        List<Path> classPath = new ArrayList<>(installation.classPath());
        classPath.add(installation.openmpiJar().orElseThrow());
        argv.addAll(jvm(installation, classPath));
        argv.add("-Djava.library.path=" + installation.openmpiLibrary().orElseThrow());
        argv.addAll(program);
        return new Command(argv, Map.of());
    }

    private static List<String> placement(Shape shape, Installation installation) {
        int workers = Math.multiplyExact(shape.ranks, shape.threads);
        if (shape.oversubscribe && workers > installation.cpus()) {
            return List.of("--oversubscribe", "--bind-to", "none", "--mca", "mpi_yield_when_idle", "1");
        }
        // More workers than this node has CPUs, and not oversubscribed: a cluster's allocation, or mpirun refuses.
        boolean hardwareThreads = workers > installation.cores() && workers <= installation.cpus();
        List<String> words = new ArrayList<>(hardwareThreads ? List.of("--use-hwthread-cpus") : List.of());
        words.addAll(List.of("--map-by", "slot:PE=" + shape.threads));
        words.addAll(List.of("--bind-to", hardwareThreads ? "hwthread" : "core"));
        return words;
    }

    private static List<String> jvm(Installation installation, List<Path> classPath) {
        List<String> words = new ArrayList<>(JVM_FLAGS);
        installation
                .aotCache()
                .ifPresent(cache ->
                        // A cache that does not match is left aside without a word. The profiles in it come from
                        // another run of another kernel: they must not steer how the measured one is compiled.
                        words.addAll(List.of(
                                "-XX:AOTCache=" + cache,
                                "-Xlog:aot=off",
                                "-Xlog:cds=off",
                                "-XX:+UnlockDiagnosticVMOptions",
                                "-XX:-AOTReplayTraining")));
        words.addAll(List.of("-cp", joined(classPath)));
        return words;
    }

    private static String joined(List<Path> classPath) {
        return String.join(":", classPath.stream().map(Path::toString).toList());
    }
}
