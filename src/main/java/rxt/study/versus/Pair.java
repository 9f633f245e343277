package rxt.study.versus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rxt.record.CoreCase;
import rxt.study.Command;
import rxt.study.Installation;
import rxt.study.Launcher;
import rxt.study.Mpi;
import rxt.study.MpiCommand;

/** What one launch of either side measures, and how the two sides are started. */
sealed interface Pair permits CorePair, KernelPair {
    /** The library of C programs without message passing. */
    String LIBGOMP = "libgomp";

    /** What is measured. */
    Suite suite();

    /** RxT's transport, or its team where there is one rank. */
    String transport();

    /** {@code openmpi}, {@code mpich}, … or {@code libgomp}: what the C twin is built with. */
    String library();

    /** The MPI of that name; empty for libgomp, or where it is not installed. */
    Optional<Mpi> mpi();

    /** Why RxT cannot run it, or "". */
    String missing();

    /** Every parameter of a kernel as {@code name=value}, parted by blanks; otherwise "". */
    String paramText();

    /** Its name in lines of progress, such as {@code messages ffm/mpich}. */
    String label();

    /** Rounds of it among {@code rounds}. */
    int rounds(int rounds);

    /** The same pair with these cases alone. */
    Pair with(List<CoreCase> chosen);

    /** File of the C twin in {@code src/reference/c}. */
    String source();

    /** The transport that RxT's side is started on. */
    String launcher();

    /** How RxT's side is started. */
    Command java(int samples, Path shard, Installation installation);

    /** What the C side is told. */
    List<String> words(int samples, Path shard);

    /** What a launch that has ended left. */
    TwinOutput output(boolean java, Path shard) throws IOException;

    /** How the C side is started: by the same launcher, with the same words. */
    default Command c(int samples, Path shard, Twins twins, Installation installation) {
        Command start = library().equals(LIBGOMP)
                ? new Command(List.of(), Map.of())
                : MpiCommand.of(mpi().orElseThrow(), shape(installation), installation);
        List<String> argv = new ArrayList<>(start.argv());
        argv.add(twins.program(this).toString());
        argv.add("library=" + library());
        argv.addAll(words(samples, shard));
        return new Command(argv, start.environment());
    }

    default Launcher.Shape shape(Installation installation) {
        return new Launcher.Shape(suite().ranks(), suite().threads(), launcher(), oversubscribed(installation));
    }

    /** Whether both sides have more threads than there are CPUs. */
    default boolean oversubscribed(Installation installation) {
        return suite().ranks() * suite().threads() > installation.cpus();
    }

    static Optional<Mpi> mpi(Installation installation, Mpi.Family family) {
        return installation.mpis().stream()
                .filter(mpi -> mpi.family() == family && !mpi.slurm())
                .findFirst();
    }

    /** Why nothing can be held against C over an MPI that is not there. */
    static String noLauncher(Mpi.Family family) {
        return "C over " + family.title() + " is what it is held against, and no mpirun of " + family.title()
                + " is on PATH; `jobs/rxt setup " + family.word() + "` installs it";
    }

    /** The installation whose {@code ffm} uses that MPI. */
    static Installation first(Installation installation, Optional<Mpi> mpi) {
        List<Mpi> mpis = new ArrayList<>(mpi.stream().toList());
        installation.mpis().stream().filter(other -> !mpis.contains(other)).forEach(mpis::add);
        return installation.with(mpis);
    }
}
