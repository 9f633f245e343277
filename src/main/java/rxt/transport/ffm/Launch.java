package rxt.transport.ffm;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import rxt.spmd.CommunicationException;

/**
 * What the environment says of the program that started this rank.
 *
 * @param launcher who it was
 * @param variable that tells the number of ranks, or null
 * @param ranks how many it started, where it says so
 */
record Launch(Launcher launcher, String variable, OptionalInt ranks) {
    /** Where a prefix of its own has its libraries; a distribution's are found by the loader. */
    private static final List<String> FOLDERS = List.of("lib", "lib64", "lib/release");

    static final Launch UNKNOWN = new Launch(Launcher.NONE, null, OptionalInt.empty());

    /** Programs that start ranks, by the environment they give them. */
    enum Launcher {
        /** mpirun or prterun. */
        OPEN_MPI,
        /** mpirun of MPICH and Intel MPI. */
        HYDRA,
        /** Another that speaks PMI, such as srun: ranks of the MPICH family, though Open MPI may speak it, too. */
        PMI,
        /** srun with PMIx: ranks of Open MPI, though others may speak it, too. */
        PMIX,
        NONE
    }

    /** That of an environment; Open MPI's own variables come first, for under Slurm there may be several. */
    static Launch of(Map<String, String> environment) {
        if (environment.containsKey("OMPI_COMM_WORLD_SIZE")) {
            return launch(Launcher.OPEN_MPI, "OMPI_COMM_WORLD_SIZE", environment);
        }
        if (environment.containsKey("PMI_RANK") || environment.containsKey("PMI_SIZE")) {
            return launch(
                    environment.containsKey("MPI_LOCALNRANKS") ? Launcher.HYDRA : Launcher.PMI,
                    "PMI_SIZE",
                    environment);
        }
        return environment.containsKey("PMIX_RANK")
                ? launch(Launcher.PMIX, "SLURM_STEP_NUM_TASKS", environment)
                : UNKNOWN;
    }

    private static Launch launch(Launcher launcher, String variable, Map<String, String> environment) {
        String size = environment.get(variable);
        return size == null || !size.matches("\\d{1,9}")
                ? new Launch(launcher, null, OptionalInt.empty())
                : new Launch(launcher, variable, OptionalInt.of(Integer.parseInt(size)));
    }

    /** Files of these names, in their order, in the prefixes of the programs that this process descends from. */
    List<String> beside(List<String> names) {
        if (launcher == Launcher.NONE) {
            return List.of();
        }
        List<Path> ancestors = Stream.iterate(
                        ProcessHandle.current().parent(),
                        Optional::isPresent,
                        handle -> handle.orElseThrow().parent())
                .flatMap(handle -> handle.flatMap(parent -> parent.info().command()).stream())
                .map(Path::of)
                .toList();
        return ancestors.stream()
                .flatMap(program -> beside(program, names))
                .distinct()
                .toList();
    }

    private static Stream<String> beside(Path program, List<String> names) {
        Path prefix = program.resolve("../..").normalize();
        return names.stream()
                .flatMap(name ->
                        FOLDERS.stream().map(folder -> prefix.resolve(folder).resolve(name)))
                .filter(Files::isReadable)
                .map(Path::toString);
    }

    /** Whether ranks of a library that says these words of itself find each other when so launched. */
    boolean startedBy(String words) {
        return launcher == Launcher.NONE || words.contains("Open MPI") == expectsOpenMpi();
    }

    private boolean expectsOpenMpi() {
        return launcher == Launcher.OPEN_MPI || launcher == Launcher.PMIX;
    }

    /**
     * Demands that the library sees the ranks that were started: one that does not fit the launcher believes on every
     * rank that it is alone. Where there is but one rank, its binary interface has to be that of the mpirun.
     *
     * @param size number of ranks that the library sees
     * @param asked number of ranks that the program was told
     */
    void require(Library library, int size, int asked) {
        boolean alone = size == 1 && (asked > 1 || isForeign(library.abi()));
        if (!alone && ranks.orElse(size) == size) {
            return;
        }
        String started = ranks.isPresent()
                ? "the launcher started " + ranks.getAsInt() + (ranks.getAsInt() == 1 ? " rank (" : " ranks (")
                        + variable + "=" + ranks.getAsInt() + ")"
                : "the launch asked for " + asked + " ranks, and " + (launcher == Launcher.NONE ? "no" : "its")
                        + " launcher's variables tell how many there are";
        String sees = asked > 1 ? "sees " + size + ": it does not" : "does not";
        throw new CommunicationException(started + ", but " + library.version() + " (" + library.name() + ") " + sees
                + " belong to this launcher. Start the ranks with the mpirun of "
                + library.version() + ", or set " + Library.VARIABLE + " to the library of the launcher used");
    }

    /** The standard's interface may be anyone's. */
    private boolean isForeign(Abi abi) {
        return (launcher == Launcher.OPEN_MPI && abi == Abi.MPICH)
                || (launcher == Launcher.HYDRA && abi == Abi.OPEN_MPI);
    }
}
