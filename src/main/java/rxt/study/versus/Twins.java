package rxt.study.versus;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import rxt.study.Mpi;
import rxt.study.StudyException;

/**
 * The C twins of {@code src/reference/c}: each is compiled once, and again when a source is newer, by the compiler that
 * belongs to its MPI.
 *
 * @param sources folder of the sources
 * @param programs folder of the programs, one folder in it for each library
 * @param path where compilers are looked for, as PATH
 */
record Twins(Path sources, Path programs, String path) {
    private static final List<String> FLAGS = List.of("-O3", "-march=native", "-fopenmp");
    private static final int PATIENCE_SECONDS = 120;

    /** Those of the RxT that stands in {@code home}. */
    static Twins of(Path home, String path) {
        return new Twins(home.resolve("src/reference/c"), home.resolve("target/reference"), path);
    }

    /** The program for message passing over that MPI. */
    Path core(Mpi mpi) {
        return programs.resolve(mpi.family().word()).resolve("core");
    }

    /** The program for threads. */
    Path syncbench() {
        return programs.resolve(Pair.LIBGOMP).resolve("syncbench");
    }

    /**
     * Makes the programs that these pairs need.
     *
     * @throws StudyException where a compiler is missing, with the cure, or does not compile
     */
    void make(List<Pair> pairs) throws IOException, InterruptedException {
        for (Pair pair : pairs) {
            if (pair.mpi().isPresent()) {
                make("core.c", core(pair.mpi().get()), compiler(pair.mpi().get()));
            } else if (pair.library().equals(Pair.LIBGOMP)) {
                make("syncbench.c", syncbench(), compiler("gcc", List.of("gcc", "cc")));
            }
        }
    }

    /** The launcher's own compiler, by Debian's name for that family first: `mpicc` may be another MPI's. */
    private Path compiler(Mpi mpi) {
        String suffix = "." + mpi.family().word();
        return compiler("mpicc of " + mpi.family().title(), List.of("mpicc" + suffix, "mpicc"));
    }

    private Path compiler(String what, List<String> names) {
        Optional<Path> found = names.stream()
                .flatMap(name -> Arrays.stream(path.split(File.pathSeparator))
                        .filter(folder -> !folder.isEmpty())
                        .map(folder -> Path.of(folder).resolve(name)))
                .filter(Files::isExecutable)
                .findFirst();
        return found.orElseThrow(() -> new StudyException("versus core holds RxT against C programs, and " + what
                + ", which compiles them, is not on PATH; `jobs/rxt setup` installs it (Debian: gcc, libopenmpi-dev,"
                + " libmpich-dev), or leave those transports out with --only"));
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
            command.add(sources.resolve(source).toString());
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
