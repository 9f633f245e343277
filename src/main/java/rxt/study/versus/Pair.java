package rxt.study.versus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import rxt.record.CoreCase;
import rxt.record.CoreSpec;
import rxt.study.Command;
import rxt.study.Installation;
import rxt.study.Launcher;
import rxt.study.Mpi;
import rxt.study.MpiCommand;

/**
 * A suite on one transport, and what it is held against.
 *
 * @param suite what is measured
 * @param transport RxT's transport, or its team where there is one rank
 * @param library {@code openmpi}, {@code mpich}, … or {@code libgomp}: what the C twin is built with
 * @param mpi the MPI of that name; empty for libgomp, or where it is not installed
 * @param missing why RxT cannot run it, or ""
 */
record Pair(Suite suite, String transport, String library, Optional<Mpi> mpi, String missing) {
    /** Threads of ranks that wait for each other on shared cores. */
    private static final String RANK_TEAM = "spin";

    static final String LIBGOMP = "libgomp";

    /** Every suite on every transport, in the order of the report. */
    static List<Pair> all(Installation installation) {
        List<Pair> pairs = new ArrayList<>();
        for (Mpi.Family family : List.of(Mpi.Family.OPEN_MPI, Mpi.Family.MPICH, Mpi.Family.INTEL)) {
            Optional<Mpi> mpi = mpi(installation, family);
            if (mpi.isPresent() || family != Mpi.Family.INTEL) {
                pairs.addAll(byMpi("ffm", family, mpi, installation));
            }
        }
        Optional<Mpi> openmpi = mpi(installation, Mpi.Family.OPEN_MPI);
        pairs.addAll(byMpi("openmpi", Mpi.Family.OPEN_MPI, openmpi, installation));
        Optional<Mpi> yardstick = openmpi.or(() -> mpi(installation, Mpi.Family.MPICH));
        Mpi.Family family = yardstick.map(Mpi::family).orElse(Mpi.Family.OPEN_MPI);
        pairs.addAll(byMpi("local", family, yardstick, installation));
        pairs.add(byMpi("mpj", family, yardstick, installation).getFirst());
        for (String team : List.of("spin", "forkjoin")) {
            pairs.add(new Pair(Suite.TEAM, team, LIBGOMP, Optional.empty(), ""));
        }
        return pairs;
    }

    private static Optional<Mpi> mpi(Installation installation, Mpi.Family family) {
        return installation.mpis().stream()
                .filter(mpi -> mpi.family() == family && !mpi.slurm())
                .findFirst();
    }

    private static List<Pair> byMpi(String transport, Mpi.Family family, Optional<Mpi> mpi, Installation installation) {
        String missing = mpi.isEmpty()
                ? "C over " + family.title() + " is what it is held against, and no mpirun of " + family.title()
                        + " is on PATH; `jobs/rxt setup " + family.word() + "` installs it"
                : first(installation, mpi).missing(transport).orElse("");
        return Stream.of(Suite.MESSAGES, Suite.RATE, Suite.CROWD)
                .map(suite -> new Pair(suite, transport, family.word(), mpi, missing))
                .toList();
    }

    /** The installation whose {@code ffm} uses that MPI. */
    private static Installation first(Installation installation, Optional<Mpi> mpi) {
        List<Mpi> mpis = new ArrayList<>(mpi.stream().toList());
        installation.mpis().stream().filter(other -> !mpis.contains(other)).forEach(mpis::add);
        return installation.with(mpis);
    }

    /** Whether both sides have more threads than there are CPUs. */
    boolean oversubscribed(Installation installation) {
        return suite.ranks() * suite.threads() > installation.cpus();
    }

    /** Rounds of it among {@code rounds}; transports that no bar is set for have half of them. */
    int rounds(int rounds) {
        boolean halved = transport.equals("mpj") || transport.equals("forkjoin");
        return halved ? suite.withShare(2).rounds(rounds) : suite.rounds(rounds);
    }

    /** The same pair with these cases alone. */
    Pair with(List<CoreCase> chosen) {
        return new Pair(suite.with(chosen), transport, library, mpi, missing);
    }

    private boolean isTeam() {
        return library.equals(LIBGOMP);
    }

    /** What a launch of either side is told. */
    CoreSpec spec(int batches, String shard) {
        return new CoreSpec(
                isTeam() ? "local" : transport,
                suite.ranks(),
                isTeam() ? transport : RANK_TEAM,
                suite.level(),
                batches,
                suite.cases(),
                shard);
    }

    private Launcher.Shape shape(Installation installation) {
        return new Launcher.Shape(
                suite.ranks(), suite.threads(), isTeam() ? "local" : transport, oversubscribed(installation));
    }

    /** How RxT's side is started. */
    Command java(CoreSpec spec, Installation installation) {
        return Launcher.command(
                "rxt.measure.core.CoreProgram", spec.arguments(), shape(installation), first(installation, mpi));
    }

    /** How the C side is started: by the same launcher, with the same words. */
    Command c(CoreSpec spec, Twins twins, Installation installation) {
        Command start = isTeam()
                ? new Command(List.of(), Map.of())
                : MpiCommand.of(mpi.orElseThrow(), shape(installation), installation);
        List<String> argv = new ArrayList<>(start.argv());
        argv.add((isTeam() ? twins.syncbench() : twins.core(mpi.orElseThrow())).toString());
        argv.add("library=" + library);
        argv.addAll(spec.twinArguments());
        return new Command(argv, start.environment());
    }

    /** Its name in lines of progress, such as {@code messages ffm/mpich}. */
    String label() {
        return suite.name() + " " + transport + (transport.equals("ffm") ? "/" + library : "");
    }
}
