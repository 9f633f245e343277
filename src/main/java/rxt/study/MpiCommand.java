package rxt.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * From ranks × threads on nodes to the words that start them through an MPI's launcher, up to the program. Each node
 * gets equally many ranks, neighbours first; each rank is bound to as many cores as it has threads; with more threads
 * than CPUs, binding is off and waiting ranks yield their core. Pure functions.
 *
 * <p>The ranks of a node are dealt evenly over its NUMA domains where they and their threads fit evenly, so that none
 * lies astride two: neighbours together by Open MPI, in turns by MPICH's hydra and (over sockets) by srun, by its own
 * default in Intel MPI.
 */
public final class MpiCommand {
    /** Open MPI's waiting ranks yield where this is set; those of the others poll on, see {@link Launcher}. */
    private static final Map<String, String> YIELDING = Map.of("OMPI_MCA_mpi_yield_when_idle", "1");

    /** In an allocation Open MPI would otherwise start no more ranks on a node than Slurm was asked for tasks. */
    private static final Map<String, String> ALL_CPUS =
            Map.of("OMPI_MCA_ras_slurm_use_entire_allocation", "1", "PRTE_MCA_ras_slurm_use_entire_allocation", "1");

    /** In an allocation Intel's launcher would otherwise take Slurm's tasks per node for its own. */
    private static final Map<String, String> OWN_PLACES = Map.of("I_MPI_JOB_RESPECT_PROCESS_PLACEMENT", "off");

    private MpiCommand() {}

    /** The launcher's words. */
    public static Command of(Mpi mpi, Launcher.Shape shape, Installation installation) {
        Placing placing = Placing.of(shape, installation);
        List<String> argv = new ArrayList<>(List.of(mpi.launcher().toString()));
        if (mpi.slurm()) {
            argv.addAll(slurm(mpi, shape, placing));
            return new Command(argv, placing == Placing.SHARED ? YIELDING : Map.of());
        }
        boolean many = isAmongNodes(shape, installation);
        return switch (mpi.family()) {
            case OPEN_MPI -> {
                argv.addAll(openmpi(shape, placing, installation));
                yield new Command(argv, many ? ALL_CPUS : Map.of());
            }
            case MPICH -> {
                argv.addAll(hydra(shape, many));
                argv.addAll(mpich(placing, shape.threads()));
                argv.addAll(domains(shape, placing, installation) > 1 ? List.of("-map-by", "numa") : List.of());
                yield new Command(argv, Map.of());
            }
            case INTEL -> {
                argv.addAll(hydra(shape, many));
                argv.addAll(intel(shape, placing));
                yield new Command(argv, many ? OWN_PLACES : Map.of());
            }
        };
    }

    /** Whether more threads are wanted than there are CPUs. */
    public static boolean shared(Launcher.Shape shape, Installation installation) {
        return Placing.of(shape, installation) == Placing.SHARED;
    }

    /** Whether the launcher is to be told how many ranks each node gets, for it might use others too. */
    private static boolean isAmongNodes(Launcher.Shape shape, Installation installation) {
        return installation.nodes().allocated()
                || shape.nodes() > 1
                || !shape.hosts().isEmpty();
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
            int workers = Math.multiplyExact(shape.ranksPerNode(), shape.threads());
            int cpus = installation.nodes().cpus();
            if (shape.oversubscribe() && workers > cpus) {
                return SHARED;
            }
            // More workers than a node has CPUs, and not oversubscribed: the launcher or the audit refuses it.
            return workers > installation.cores() && workers <= cpus ? HARDWARE_THREADS : CORES;
        }
    }

    private static List<String> openmpi(Launcher.Shape shape, Placing placing, Installation installation) {
        List<String> words = new ArrayList<>(installation.root() ? List.of("--allow-run-as-root") : List.of());
        words.addAll(List.of("-np", Integer.toString(shape.ranks())));
        if (!shape.hosts().isEmpty()) {
            String slots = ":" + shape.ranksPerNode();
            words.addAll(List.of("--host", String.join(slots + ",", shape.hosts()) + slots));
        }
        boolean many = isAmongNodes(shape, installation);
        if (placing == Placing.SHARED) {
            words.addAll(many ? List.of("--map-by", "ppr:" + shape.ranksPerNode() + ":node") : List.of());
            words.addAll(List.of("--oversubscribe", "--bind-to", "none", "--mca", "mpi_yield_when_idle", "1"));
            return words;
        }
        boolean hardwareThreads = placing == Placing.HARDWARE_THREADS;
        words.addAll(hardwareThreads ? List.of("--use-hwthread-cpus") : List.of());
        int domains = domains(shape, placing, installation);
        String by = domains > 1
                ? "ppr:" + shape.ranksPerNode() / domains + ":numa"
                : many ? "ppr:" + shape.ranksPerNode() + ":node" : "slot";
        words.addAll(List.of("--map-by", by + ":PE=" + shape.threads()));
        words.addAll(List.of("--bind-to", hardwareThreads ? "hwthread" : "core"));
        return words;
    }

    /** NUMA domains over which a node's ranks can be dealt evenly, each within one; 1 where they cannot. */
    private static int domains(Launcher.Shape shape, Placing placing, Installation installation) {
        int domains = installation.nodes().domains();
        int places = (placing == Placing.CORES
                        ? installation.cores()
                        : installation.nodes().cpus())
                / domains;
        boolean fits = placing != Placing.SHARED
                && shape.ranksPerNode() % domains == 0
                && shape.ranksPerNode() / domains * shape.threads() <= places;
        return fits ? domains : 1;
    }

    private static List<String> hydra(Launcher.Shape shape, boolean many) {
        List<String> words = new ArrayList<>(List.of("-np", Integer.toString(shape.ranks())));
        if (!shape.hosts().isEmpty()) {
            words.addAll(List.of("-hosts", String.join(",", shape.hosts())));
        }
        words.addAll(many ? List.of("-ppn", Integer.toString(shape.ranksPerNode())) : List.of());
        return words;
    }

    /** Hydra binds rank after rank to that many cores, and begins again at the first where they do not suffice. */
    private static List<String> mpich(Placing placing, int threads) {
        String binding = switch (placing) {
            case CORES -> "core:" + threads;
            case HARDWARE_THREADS -> "hwthread:" + threads;
            case SHARED -> "none";
        };
        return List.of("-bind-to", binding);
    }

    /** Intel's launcher is a hydra that binds by variables; a domain's size is in hardware threads or, by cell, cores. */
    private static List<String> intel(Launcher.Shape shape, Placing placing) {
        return placing == Placing.SHARED
                ? List.of("-genv", "I_MPI_PIN", "0")
                : List.of(
                        "-genv",
                        "I_MPI_PIN_CELL",
                        placing == Placing.CORES ? "core" : "unit",
                        "-genv",
                        "I_MPI_PIN_DOMAIN",
                        shape.threads() + ":compact");
    }

    /**
     * With {@code --kill-on-bad-exit} one rank's end is all ranks' end, as under an mpirun; {@code --exact} leaves the
     * CPUs it does not ask for to launches beside it.
     */
    private static List<String> slurm(Mpi mpi, Launcher.Shape shape, Placing placing) {
        List<String> words = new ArrayList<>(List.of(
                "--mpi=" + (mpi.family() == Mpi.Family.OPEN_MPI ? "pmix" : "pmi2"),
                "--kill-on-bad-exit=1",
                "--nodes=" + shape.nodes(),
                "--ntasks=" + shape.ranks(),
                "--ntasks-per-node=" + shape.ranksPerNode()));
        if (!shape.hosts().isEmpty()) {
            words.add("--nodelist=" + String.join(",", shape.hosts()));
        }
        String threads = "--cpus-per-task=" + shape.threads();
        words.addAll(
                switch (placing) {
                    case CORES ->
                        List.of(
                                threads,
                                "--exact",
                                "--threads-per-core=1",
                                "--distribution=block:cyclic",
                                "--cpu-bind=cores");
                    case HARDWARE_THREADS ->
                        List.of(threads, "--exact", "--distribution=block:cyclic", "--cpu-bind=threads");
                    case SHARED -> List.of("--overcommit", "--distribution=block", "--cpu-bind=none");
                });
        return words;
    }
}
