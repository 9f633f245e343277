package rxt.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * From ranks × threads to the words that start them through an MPI's launcher, up to the program: each rank is bound to
 * as many cores as it has threads; with more threads than CPUs, binding is off and waiting ranks yield their core.
 * Pure functions.
 */
public final class MpiCommand {
    /** Open MPI's waiting ranks yield where this is set; those of the others poll on, see {@link Launcher}. */
    private static final Map<String, String> YIELDING = Map.of("OMPI_MCA_mpi_yield_when_idle", "1");

    private MpiCommand() {}

    /** The launcher's words. */
    public static Command of(Mpi mpi, Launcher.Shape shape, Installation installation) {
        Placing placing = Placing.of(shape, installation);
        List<String> argv = new ArrayList<>(List.of(mpi.launcher().toString()));
        if (mpi.slurm()) {
            argv.addAll(slurm(mpi, shape, placing));
            return new Command(argv, placing == Placing.SHARED ? YIELDING : Map.of());
        }
        argv.addAll(
                switch (mpi.family()) {
                    case OPEN_MPI -> openmpi(shape, placing, installation.root());
                    case MPICH -> mpich(shape, placing);
                    case INTEL -> intel(shape, placing);
                });
        return new Command(argv, Map.of());
    }

    /** Whether more threads are wanted than there are CPUs. */
    public static boolean shared(Launcher.Shape shape, Installation installation) {
        return Placing.of(shape, installation) == Placing.SHARED;
    }

    /** What a thread gets. */
    private enum Placing {
        /** A core of its own. */
        CORES,
        /** A hardware thread of its own, since the cores do not suffice. */
        HARDWARE_THREADS,
        /** A share of all CPUs. */
        SHARED;

        static Placing of(Launcher.Shape shape, Installation installation) {
            int workers = Math.multiplyExact(shape.ranks(), shape.threads());
            if (shape.oversubscribe() && workers > installation.cpus()) {
                return SHARED;
            }
            // More workers than this node has CPUs, and not oversubscribed: a cluster's allocation, or it is refused.
            return workers > installation.cores() && workers <= installation.cpus() ? HARDWARE_THREADS : CORES;
        }
    }

    private static List<String> openmpi(Launcher.Shape shape, Placing placing, boolean root) {
        List<String> words = new ArrayList<>(root ? List.of("--allow-run-as-root") : List.of());
        words.addAll(List.of("-np", Integer.toString(shape.ranks())));
        if (placing == Placing.SHARED) {
            words.addAll(List.of("--oversubscribe", "--bind-to", "none", "--mca", "mpi_yield_when_idle", "1"));
            return words;
        }
        boolean hardwareThreads = placing == Placing.HARDWARE_THREADS;
        words.addAll(hardwareThreads ? List.of("--use-hwthread-cpus") : List.of());
        words.addAll(List.of("--map-by", "slot:PE=" + shape.threads()));
        words.addAll(List.of("--bind-to", hardwareThreads ? "hwthread" : "core"));
        return words;
    }

    /** Hydra binds rank after rank to that many cores, and begins again at the first where they do not suffice. */
    private static List<String> mpich(Launcher.Shape shape, Placing placing) {
        String binding = switch (placing) {
            case CORES -> "core:" + shape.threads();
            case HARDWARE_THREADS -> "hwthread:" + shape.threads();
            case SHARED -> "none";
        };
        return List.of("-np", Integer.toString(shape.ranks()), "-bind-to", binding);
    }

    /** Intel's launcher is a hydra that binds by variables; a domain's size is in hardware threads or, by cell, cores. */
    private static List<String> intel(Launcher.Shape shape, Placing placing) {
        List<String> words = new ArrayList<>(List.of("-np", Integer.toString(shape.ranks())));
        if (placing == Placing.SHARED) {
            words.addAll(List.of("-genv", "I_MPI_PIN", "0"));
            return words;
        }
        words.addAll(List.of("-genv", "I_MPI_PIN_CELL", placing == Placing.CORES ? "core" : "unit"));
        words.addAll(List.of("-genv", "I_MPI_PIN_DOMAIN", shape.threads() + ":compact"));
        return words;
    }

    /** With {@code --kill-on-bad-exit} one rank's end is all ranks' end, as under an mpirun. */
    private static List<String> slurm(Mpi mpi, Launcher.Shape shape, Placing placing) {
        List<String> words = new ArrayList<>(List.of(
                "--mpi=" + (mpi.family() == Mpi.Family.OPEN_MPI ? "pmix" : "pmi2"),
                "--kill-on-bad-exit=1",
                "-n",
                Integer.toString(shape.ranks())));
        words.addAll(
                switch (placing) {
                    case CORES ->
                        List.of("-c", Integer.toString(shape.threads()), "--hint=nomultithread", "--cpu-bind=cores");
                    case HARDWARE_THREADS -> List.of("-c", Integer.toString(shape.threads()), "--cpu-bind=threads");
                    case SHARED -> List.of("--overcommit", "--cpu-bind=none");
                });
        return words;
    }
}
