package rxt.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * From ranks × threads to the command line that starts them: a pure function, all it knows of the machine is the
 * {@link Installation}.
 *
 * <p>{@code local}: one JVM. {@code mpj}: mpjrun in multicore mode, which starts the {@code java} of JAVA_HOME.
 * {@code openmpi} and {@code ffm}: one JVM per rank, started by an MPI's launcher as {@link MpiCommand} says; those of
 * {@code ffm} are told the library that belongs to the launcher. Ranks that wait inside MPICH 4.0.2 never yield their
 * core (among 4 of them on 2 cores a message takes 3 ms, whatever MPIR_CVAR_POLLS_BEFORE_YIELD says), so where cores are
 * shared, {@code ffm} is told to wait by itself ({@code rxt.mpi.yield}).
 *
 * <p>An AOT cache fits one class path: the ranks start with it, except those of {@code mpj}, whose JVM has MPJ's class
 * path (their own would save no measurable part of the start), so cold costs are not comparable between transports.
 */
public final class Launcher {
    /**
     * The JVM's flags on every transport. The collector is named, because a JVM bound to one CPU would choose another
     * than its neighbour with two, and splits would differ by that; the parallel one works only while a rank stands.
     * A kernel's loop lies ten calls and more below the team that runs it, and an access to a segment six more below
     * that: at the usual depth of inlining, 15, C2 leaves the last of them as calls for each element.
     */
    public static final List<String> JVM_FLAGS = List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--add-modules=jdk.incubator.vector",
            "-XX:+UseParallelGC",
            "-XX:MaxInlineLevel=40",
            "-XX:+ExitOnOutOfMemoryError");

    private Launcher() {}

    /**
     * What is to be started.
     *
     * @param nodes number of nodes, with equally many ranks on each; a divisor of {@code ranks}
     * @param hosts their names; empty for the first of the allocation
     * @param ranks number of ranks, 1 or more
     * @param threads threads per rank, 1 or more
     * @param transport {@code local}, {@code mpj}, {@code openmpi} or {@code ffm}
     * @param oversubscribe whether more threads than CPUs are wanted
     */
    public record Shape(
            int nodes, List<String> hosts, int ranks, int threads, String transport, boolean oversubscribe) {
        public Shape {
            hosts = List.copyOf(hosts);
            if (ranks < 1 || threads < 1) {
                throw new IllegalArgumentException(
                        "a launch has 1 rank and 1 thread or more, not " + ranks + " × " + threads);
            }
            if (nodes < 1 || ranks % nodes != 0 || !(hosts.isEmpty() || hosts.size() == nodes)) {
                throw new IllegalArgumentException(ranks + " ranks cannot be started on " + nodes + " nodes " + hosts
                        + "; each node has equally many, and all are named or none");
            }
        }

        /** On one node, wherever the allocation says. */
        public Shape(int ranks, int threads, String transport, boolean oversubscribe) {
            this(1, List.of(), ranks, threads, transport, oversubscribe);
        }

        /** Ranks of each node. */
        public int ranksPerNode() {
            return ranks / nodes;
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
        if (shape.nodes > 1 && (shape.transport.equals("local") || shape.transport.equals("mpj"))) {
            throw new IllegalArgumentException(
                    "transport " + shape.transport + " runs on one node, not on " + shape.nodes + "; ffm does");
        }
        return switch (shape.transport) {
            case "local" -> local(program, installation);
            case "mpj" -> mpj(program, shape, installation);
            case "openmpi" -> openmpi(program, shape, installation);
            case "ffm" -> ffm(program, shape, installation);
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
        List<Path> classPath = new ArrayList<>(installation.classPath());
        classPath.add(installation.openmpiJar().orElseThrow());
        List<String> words = jvm(installation, classPath);
        words.add("-Djava.library.path=" + installation.openmpiLibrary().orElseThrow());
        words.addAll(program);
        return byMpi(installation.openmpi().orElseThrow(), words, shape, installation);
    }

    private static Command ffm(List<String> program, Shape shape, Installation installation) {
        Mpi mpi = installation.mpi().orElseThrow();
        List<String> words = jvm(installation, installation.classPath());
        words.add("-Drxt.mpi.library=" + mpi.library().orElseThrow());
        if (mpi.family() != Mpi.Family.OPEN_MPI && MpiCommand.shared(shape, installation)) {
            words.add("-Drxt.mpi.yield=true");
        }
        words.addAll(program);
        return byMpi(mpi, words, shape, installation);
    }

    private static Command byMpi(Mpi mpi, List<String> java, Shape shape, Installation installation) {
        Command start = MpiCommand.of(mpi, shape, installation);
        List<String> argv = new ArrayList<>(start.argv());
        argv.add(installation.java().toString());
        argv.addAll(java);
        return new Command(argv, start.environment());
    }

    private static List<String> jvm(Installation installation, List<Path> classPath) {
        // First of all: mpirun of Open MPI takes the first word of java's that has a "cp" in it, be it a path, for -cp,
        // and writes its own folder into the next.
        List<String> words = new ArrayList<>(List.of("-cp", joined(classPath)));
        words.addAll(JVM_FLAGS);
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
        return words;
    }

    private static String joined(List<Path> classPath) {
        return String.join(":", classPath.stream().map(Path::toString).toList());
    }
}
