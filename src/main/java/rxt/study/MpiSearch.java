package rxt.study;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Finds the MPIs on PATH by asking each launcher for its version, and its library ({@link MpiLibraries}).
 * {@code RXT_MPI} chooses one, by the word of its family ({@code openmpi}, {@code mpich}, {@code intel}), as
 * {@code srun}, or by the path of an mpirun; {@code RXT_MPI_LIBRARY} names the library in place of its own.
 */
final class MpiSearch {
    /** Whose mpirun is first on PATH depends on the machine; the other names are those of Debian and of the standard. */
    private static final List<String> LAUNCHERS = List.of("mpirun", "mpirun.openmpi", "mpirun.mpich", "mpiexec");

    private static final int PATIENCE_SECONDS = 10;

    private final Map<String, String> environment;
    private final String path;

    MpiSearch(Map<String, String> environment, String path) {
        this.environment = environment;
        this.path = path;
    }

    /**
     * Every MPI, the one to use first.
     *
     * @throws IllegalArgumentException where {@code RXT_MPI} chooses one that is not there, or {@code RXT_MPI_LIBRARY}
     *     names what is no library of the first
     */
    List<Mpi> all() {
        List<Mpi> found = onPath();
        String choice = value("RXT_MPI").orElse("");
        Optional<Mpi> chosen = choice.isEmpty() ? byDefault(found) : Optional.of(chosen(choice, found));
        Optional<Path> library = value("RXT_MPI_LIBRARY").map(Path::of);
        Stream<Mpi> first = chosen.stream().map(mpi -> library.isEmpty() ? mpi : with(library.get(), mpi));
        return Stream.concat(first, found.stream().filter(mpi -> !chosen.equals(Optional.of(mpi))))
                .toList();
    }

    /** Links to one program are one launcher, known by the first name. */
    private List<Mpi> onPath() {
        Map<Path, Path> launchers = new LinkedHashMap<>();
        for (String name : LAUNCHERS) {
            program(name).ifPresent(launcher -> launchers.putIfAbsent(real(launcher), launcher));
        }
        // All are asked before the first answer is read, for each takes its time.
        List<Question> asked = launchers.values().stream().map(Question::ask).toList();
        return asked.stream().flatMap(question -> mpi(question).stream()).toList();
    }

    /** Slurm's own launcher only where there is no mpirun, as with Cray's MPI. */
    private Optional<Mpi> byDefault(List<Mpi> found) {
        if (found.isEmpty() && value("SLURM_JOB_ID").isPresent()) {
            return slurm(found);
        }
        return found.stream().findFirst();
    }

    private Mpi chosen(String choice, List<Mpi> found) {
        if (choice.contains("/")) {
            Path launcher = Path.of(choice).toAbsolutePath();
            if (!Files.isExecutable(launcher) || Files.isDirectory(launcher)) {
                throw refused(choice, "is no program", found);
            }
            return mpi(Question.ask(launcher))
                    .orElseThrow(() -> refused(choice, "is no mpirun of Open MPI, MPICH or Intel MPI", found));
        }
        Optional<Mpi> named = choice.equals("srun")
                ? slurm(found)
                : found.stream()
                        .filter(mpi -> mpi.family().word().equals(choice))
                        .findFirst();
        return named.orElseThrow(() -> refused(choice, "is not on PATH", found));
    }

    /** srun starts ranks of any MPI; the library is that of the first mpirun, or in LD_LIBRARY_PATH, or given. */
    private Optional<Mpi> slurm(List<Mpi> found) {
        Optional<Path> library = found.isEmpty()
                ? MpiLibraries.of(loaderPath())
                : found.getFirst().library();
        return program("srun")
                .map(srun -> new Mpi(
                        srun,
                        found.isEmpty()
                                ? library.map(MpiLibraries::family).orElse(Mpi.Family.MPICH)
                                : found.getFirst().family(),
                        Mpi.number(Question.ask(srun).answer()),
                        library));
    }

    /** A launcher says what it is; under Slurm the library does. */
    private static Mpi with(Path library, Mpi mpi) {
        if (!Files.isRegularFile(library) || !Files.isReadable(library)) {
            throw noLibrary("no file '" + library + "'");
        }
        if (!MpiLibraries.isMpi(library)) {
            throw noLibrary("'" + library + "' is no MPI library, for it has no MPI_Init_thread");
        }
        Path absolute = library.toAbsolutePath();
        Mpi.Family family = MpiLibraries.family(absolute);
        if (!mpi.slurm() && !MpiLibraries.isOneInterface(family, mpi.family())) {
            throw new IllegalArgumentException("RXT_MPI_LIBRARY: '" + library + "' is a library of " + family.title()
                    + ", but " + mpi
                    + " starts the ranks, each of which would believe to be alone; allowed: a library of "
                    + mpi.family().title() + "; unset RXT_MPI_LIBRARY, or choose the mpirun of that library with --mpi "
                    + family.word() + " (RXT_MPI=" + family.word() + ")");
        }
        return new Mpi(mpi.launcher(), mpi.slurm() ? family : mpi.family(), mpi.version(), Optional.of(absolute));
    }

    private static IllegalArgumentException noLibrary(String why) {
        return new IllegalArgumentException(
                "RXT_MPI_LIBRARY: " + why + "; give the path of a libmpi.so, libmpich.so or libmpi_abi.so");
    }

    private static IllegalArgumentException refused(String choice, String why, List<Mpi> found) {
        return new IllegalArgumentException("the MPI '" + choice + "' (--mpi or RXT_MPI) " + why
                + "; allowed: openmpi, mpich, intel, srun or the path of an mpirun; here are "
                + (found.isEmpty()
                        ? "none"
                        : String.join("; ", found.stream().map(Mpi::toString).toList())));
    }

    private Optional<Mpi> mpi(Question question) {
        Path launcher = question.launcher();
        String version = question.answer();
        return Mpi.of(
                launcher,
                version,
                Mpi.Family.of(version).flatMap(family -> MpiLibraries.of(launcher, family, loaderPath())));
    }

    private String loaderPath() {
        return value("LD_LIBRARY_PATH").orElse("");
    }

    private Optional<String> value(String variable) {
        return Optional.ofNullable(environment.get(variable)).map(String::strip).filter(value -> !value.isEmpty());
    }

    private Optional<Path> program(String name) {
        return Arrays.stream(path.split(":"))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder).resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Path real(Path launcher) {
        try {
            return launcher.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A launcher that has been asked for its version. */
    private record Question(Path launcher, Optional<Process> process) {
        static Question ask(Path launcher) {
            try {
                Process process = new ProcessBuilder(launcher.toString(), "--version")
                        .redirectErrorStream(true)
                        .redirectInput(new File("/dev/null"))
                        .start();
                // Ended by force it closes its output, so that reading ends too.
                process.onExit()
                        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                        .exceptionally(_ -> process.destroyForcibly());
                return new Question(launcher, Optional.of(process));
            } catch (IOException e) {
                return new Question(launcher, Optional.empty());
            }
        }

        /** What it prints; "" where it fails. */
        String answer() {
            try {
                return process.isEmpty()
                        ? ""
                        : new String(process.get().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                return "";
            }
        }
    }
}
