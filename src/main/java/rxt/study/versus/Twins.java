package rxt.study.versus;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import rxt.study.StudyException;

/**
 * The C twins of {@code src/reference/c}: each is compiled once, and again when a source is newer, by the compiler that
 * belongs to its MPI. The folder of a program is named by its library and a hash of what else decides about its code:
 * the flags, what the compiler says of its version, and the processor, for which {@code -march=native} compiles. Products
 * and sums are not contracted to one rounding, as Java's are not: only so are answers the same to the last bit.
 */
final class Twins {
    private static final List<String> FLAGS = List.of("-O3", "-march=native", "-fopenmp", "-ffp-contract=off");
    private static final List<String> GCC = List.of("gcc", "cc");
    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");
    private static final int PATIENCE_SECONDS = 120;

    private final Path sources;
    private final Path programs;
    private final String path;
    private final Map<List<String>, String> hashes = new HashMap<>();

    /**
     * Twins that are made when needed.
     *
     * @param sources folder of the sources
     * @param programs folder of the programs
     * @param path where compilers are looked for, as PATH
     */
    Twins(Path sources, Path programs, String path) {
        this.sources = sources;
        this.programs = programs;
        this.path = path;
    }

    /** Those of the RxT that stands in {@code home}. */
    static Twins of(Path home, String path) {
        return new Twins(home.resolve("src/reference/c"), home.resolve("target/reference"), path);
    }

    /** The program of that pair's C side, made or not. */
    Path program(Pair pair) {
        String hash = hashes.computeIfAbsent(compilers(pair), this::hash);
        return programs.resolve(pair.library() + "-" + hash)
                .resolve(pair.source().replaceFirst("\\.c$", ""));
    }

    /**
     * Makes the programs that these pairs need.
     *
     * @throws StudyException where a compiler is missing, with the cure, or does not compile
     */
    void make(List<Pair> pairs) throws IOException, InterruptedException {
        for (Pair pair : pairs) {
            String what =
                    pair.mpi().map(mpi -> "mpicc of " + mpi.family().title()).orElse("gcc");
            make(pair.source(), program(pair), compiler(what, compilers(pair)));
        }
    }

    /** By Debian's name for that family first: `mpicc` may be another MPI's, which the program then finds out. */
    private static List<String> compilers(Pair pair) {
        return pair.mpi()
                .map(mpi -> List.of("mpicc." + mpi.family().word(), "mpicc"))
                .orElse(GCC);
    }

    private Optional<Path> find(List<String> names) {
        return names.stream()
                .flatMap(name -> Arrays.stream(path.split(File.pathSeparator))
                        .filter(folder -> !folder.isEmpty())
                        .map(folder -> Path.of(folder).resolve(name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private Path compiler(String what, List<String> names) {
        return find(names)
                .orElseThrow(() -> new StudyException("versus holds RxT against C programs, and " + what
                        + ", which compiles them, is not on PATH; `jobs/rxt setup` installs it (Debian: gcc, libopenmpi-dev,"
                        + " libmpich-dev), or leave those transports out with --only"));
    }

    private String hash(List<String> compilers) {
        CRC32 crc = new CRC32();
        String compiler = find(compilers).map(Twins::version).orElse("");
        crc.update((FLAGS + compiler + processor()).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    /** Which compiler that is, in its own words. */
    private static String version(Path compiler) {
        try {
            Process process = new ProcessBuilder(compiler.toString(), "--version")
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            return compiler + new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new StudyException(compiler + " --version does not run: " + e.getMessage());
        }
    }

    /** Model and instruction sets of the first CPU; "" where the system does not tell. */
    private static String processor() {
        try (Stream<String> lines = Files.lines(PROCESSOR)) {
            return lines.takeWhile(line -> !line.isBlank())
                    .filter(line -> line.startsWith("model name") || line.startsWith("flags"))
                    .collect(Collectors.joining("\n"));
        } catch (IOException | UncheckedIOException _) {
            return "";
        }
    }

    private void make(String source, Path program, Path compiler) throws IOException, InterruptedException {
        if (!Files.isDirectory(sources)) {
            throw new StudyException("the C programs that RxT is held against are not in " + sources
                    + "; unpack the distribution anew, or use a checkout");
        }
        if (Files.exists(program) && !isStale(program)) {
            return;
        }
        Files.createDirectories(program.getParent());
        Path made = Files.createTempFile(program.getParent(), ".made", "");
        Path log = Files.createTempFile("rxt-twin", ".log");
        try {
            List<String> command = new ArrayList<>(List.of(compiler.toString()));
            command.addAll(FLAGS);
            command.addAll(List.of("-DFLAGS=\"" + String.join(" ", FLAGS) + "\"", "-o", made.toString()));
            command.addAll(List.of(sources.resolve(source).toString(), "-lm", "-ldl"));
            run(command, log);
            Files.move(made, program, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(made);
            Files.delete(log);
        }
    }

    private boolean isStale(Path program) throws IOException {
        FileTime made = Files.getLastModifiedTime(program);
        try (Stream<Path> files = Files.list(sources)) {
            for (Path source : files.toList()) {
                if (Files.getLastModifiedTime(source).compareTo(made) > 0) {
                    return true;
                }
            }
            return false;
        }
    }

    private static void run(List<String> command, Path log) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!ended || process.exitValue() != 0) {
                throw new StudyException(String.join(" ", command) + " does not compile: "
                        + Files.readString(log).strip()
                        + "; `jobs/rxt setup` installs what it needs");
            }
        } finally {
            process.destroyForcibly();
        }
    }
}
